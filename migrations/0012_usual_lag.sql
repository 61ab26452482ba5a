-- How long a source's events usually take to arrive: p99 of its last 20 working days, at most an hour. Null: not known.
alter table source_watermarks add column usual_lag_ms integer;
