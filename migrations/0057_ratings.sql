-- Ratings that people gave themselves, by level, apart from those that a system filled in for silence: the good rate is
-- told with and without the latter. Days of before hold zeros until duban rebuild counts them anew; until then what
-- they do not tell apart is rated - rated_default - the five levels.
alter table stats_day
  add column rated_default integer not null default 0,
  add column voluntary_1 integer not null default 0,
  add column voluntary_2 integer not null default 0,
  add column voluntary_3 integer not null default 0,
  add column voluntary_4 integer not null default 0,
  add column voluntary_5 integer not null default 0;
alter table archived_days
  add column rated_default integer not null default 0,
  add column voluntary_1 integer not null default 0,
  add column voluntary_2 integer not null default 0,
  add column voluntary_3 integer not null default 0,
  add column voluntary_4 integer not null default 0,
  add column voluntary_5 integer not null default 0;

-- [{"at", "score", "calledBackAt"?, "rectifiedAt"?}, …] in their order, instants in epoch milliseconds: few cases have
-- any, and reports ask what became of them. Cases of before have none until they change or duban rebuild writes them.
alter table cases add column bad_ratings json;
