-- Every record of the catalogue is versioned by the revision that recorded it; nothing is overwritten.
create table catalogue_revisions (
  revision    integer generated always as identity primary key,
  recorded_at timestamptz not null,
  actor       text not null,
  note        text not null default ''
);

create table regions (
  code       text collate "C" not null,
  revision   integer not null references catalogue_revisions,
  name       text not null,
  short_name text not null,
  parent     text,
  kind       text not null check (kind in ('division', 'zone', 'city')),
  "overlaps" text[] not null default '{}',
  tile       integer[],
  "group"    text not null default '',
  sort_order integer not null default 0,
  calendar   text,
  provisional boolean not null default false,
  primary key (code, revision)
);

create table department_kinds (
  code       text collate "C" not null,
  revision   integer not null references catalogue_revisions,
  name       text not null,
  short_name text not null,
  sort_order integer not null,
  primary key (code, revision)
);

create table departments (
  code       text collate "C" not null,
  revision   integer not null references catalogue_revisions,
  name       text not null,
  short_name text not null,
  region     text not null,
  kind       text,
  parent     text,
  phone      text,
  calendar   text,
  provisional boolean not null default false,
  primary key (code, revision)
);

-- `record` is an ItemVersion (server/contract/item.ts) without code, revision and valid_from.
create table items (
  code        text collate "C" not null,
  revision    integer not null references catalogue_revisions,
  valid_from  date not null,
  name        text not null,
  provisional boolean not null default false,
  record      jsonb not null,
  primary key (code, revision)
);

create table calendars (
  code              text collate "C" not null,
  revision          integer not null references catalogue_revisions,
  timezone          text not null,
  due_policy        text not null check (due_policy in ('end_of_day', 'close_of_business', 'same_clock_time')),
  hours             jsonb not null,
  published_through date not null,
  primary key (code, revision)
);

-- The days of one calendar version that differ from Monday to Friday.
create table calendar_days (
  code     text collate "C" not null,
  revision integer not null,
  day      date not null,
  off      boolean not null,
  name     text not null default '',
  primary key (code, revision, day),
  foreign key (code, revision) references calendars
);

create table rule_versions (
  rule        text not null,
  version     integer not null,
  valid_from  date not null,
  enabled     boolean not null,
  params      jsonb not null,
  recorded_at timestamptz not null,
  actor       text not null,
  primary key (rule, version)
);
