-- Apache-edition functions only. A chunk holds 30 days of events by the time at the source.
select create_hypertable('case_events', by_range('occurred_at', interval '30 days'), create_default_indexes => false);
