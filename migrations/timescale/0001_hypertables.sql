-- Apache-edition functions only. A chunk holds 30 days of events by the time at the source.
-- migrate_data: a database that lived on plain PostgreSQL may be given the extension later.
select create_hypertable('case_events', by_range('occurred_at', interval '30 days'), create_default_indexes => false, migrate_data => true);
