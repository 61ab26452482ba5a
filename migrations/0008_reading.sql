-- Lists of cases are read newest first. A case's first event hardly ever changes, so updates stay in place.
create index cases_newest on cases (first_event_at desc, case_id desc);

-- On-time rates look for all cases due in a period. Cases lie on disk roughly in the order of their due dates, and
-- a summary by block ranges costs the writers next to nothing.
create index cases_due on cases using brin (promised_due_at, statutory_due_at) with (autosummarize = on);
