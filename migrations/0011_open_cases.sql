-- What people look at all day are the open cases, a few in a hundred of all.
create index cases_open_newest on cases (first_event_at desc, case_id desc) where concluded_at is null;
