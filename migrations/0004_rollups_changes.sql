-- Roll-ups change in the transaction that changes the cases, so screens are exact at once.
create table stats_day (
  day        date not null,
  region     text not null,
  department text not null,
  item       text not null,
  channel    text not null,
  namespace  text not null,
  submitted  integer not null default 0,
  received   integer not null default 0,
  accepted   integer not null default 0,
  concluded  integer not null default 0,
  -- children of joint cases: counted by department, not by region or city
  child_submitted integer not null default 0,
  child_concluded integer not null default 0,
  rated      integer not null default 0,
  rated_good integer not null default 0,
  primary key (day, region, department, item, channel, namespace)
) with (fillfactor = 70);

create table stats_minute (
  minute     timestamptz not null,
  region     text not null,
  department text not null,
  namespace  text not null,
  submitted  integer not null default 0,
  concluded  integer not null default 0,
  child_submitted integer not null default 0,
  child_concluded integer not null default 0,
  primary key (minute, region, department, namespace)
) with (fillfactor = 70);

-- How things stand now; kept by the same increments.
create table stats_open (
  region     text not null,
  department text not null,
  item       text not null,
  namespace  text not null,
  open       integer not null default 0,
  child_open integer not null default 0,
  suspended  integer not null default 0,
  due_soon   integer not null default 0,
  overdue    integer not null default 0,
  overdue_statutory integer not null default 0,
  implausible integer not null default 0,
  primary key (region, department, item, namespace)
) with (fillfactor = 50);

-- The numbered feed. `seq` is given in commit order, so a reader needs no xmin: see append_change.
create table changes (
  seq     bigint primary key,
  at      timestamptz not null,
  payload json not null
);
create index changes_at on changes using brin (at);
create sequence changes_seq owned by changes.seq;

-- Takes the one advisory lock of the feed, held to the end of the transaction, before the number is drawn:
-- numbers are visible in the order in which they were given. Must be a transaction's last statement.
create function append_change(at timestamptz, payload json) returns bigint language plpgsql as $$
declare
  given bigint;
begin
  perform pg_advisory_xact_lock(20261122);
  insert into changes (seq, at, payload) values (nextval('changes_seq'), append_change.at, append_change.payload)
  returning seq into given;
  return given;
end
$$;
