-- Scans over many cases read what was recorded since their last run, and the conclusions of single days. Events lie on
-- disk in the order in which they were recorded and cases roughly in that of their conclusions: a summary by block
-- ranges finds them without reading the rest, and costs the writers next to nothing.
create index case_events_recorded on case_events using brin (recorded_at) with (autosummarize = on);
create index cases_concluded on cases using brin (concluded_at) with (autosummarize = on);
-- Few events in a hundred are suspensions, and two rules look at a quarter of a year of them.
create index case_events_suspended on case_events (occurred_at) where type = 'case.suspended';
