-- How long a promised case took on its own legal clock, in milliseconds of working days of 24 h, less suspensions: reports
-- want the percentiles of millions, and the clock is not for SQL. Cases of before have none until they change or
-- duban rebuild writes them.
alter table cases add column handling_ms bigint;
