-- no transaction: writers go on while it is built
drop index concurrently if exists cases_bad_rated;
-- by the last of a case's bad ratings; of no column that an ordinary event changes, so updates stay in place
create index concurrently cases_bad_rated on cases (((bad_ratings -> -1 ->> 'at')::bigint))
 where bad_ratings is not null;
