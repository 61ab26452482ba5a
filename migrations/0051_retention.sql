-- How long a kind of data is kept where an administrator has set something else than server/retention/retentionTable.ts.
create table retention_terms (
  kind       text primary key,
  days       integer not null check (days > 0),
  changed_at timestamptz not null,
  changed_by text not null
);

-- Closed cases that went into a file and out of the database, in one transaction with this row.
create table case_archives (
  archive_id     integer generated always as identity primary key,
  -- of the office's zone, by the cases' last events: its first day
  month          date not null,
  file           text not null unique,
  sealed         boolean not null,
  bytes          bigint not null,
  -- of the file, and of what it holds unpacked and opened
  sha256         text not null,
  content_sha256 text not null,
  cases          integer not null,
  events         integer not null,
  first_event_at timestamptz not null,
  last_event_at  timestamptz not null,
  archived_at    timestamptz not null,
  -- put back into the database; null: the file alone has them
  restored_at    timestamptz
);
create index case_archives_newest on case_archives (month desc, archive_id desc);

-- Cases put back from a file stay until then.
create table restored_cases (
  case_id text collate "C" primary key,
  until   timestamptz not null
);

-- What archived cases had added to the roll-ups, which keep it: a rebuild counts it to what the events give.
create table archived_days (like stats_day including all);
create table archived_minutes (like stats_minute including all);

-- A person's data, erased on request: asked for by one administrator, done by another. No name, no number.
create table erasures (
  erasure_id  integer generated always as identity primary key,
  -- the request's number in the office's own register
  reference   text not null,
  reason      text not null,
  case_ids    text[] not null,
  -- opened letters that name the person, beside those of the cases
  letter_ids  bigint[] not null,
  -- hex SHA-256 of attached files that go
  files       text[] not null,
  state       text not null check (state in ('asked', 'done', 'refused')),
  asked_at    timestamptz not null,
  asked_by    text not null,
  decided_at  timestamptz,
  decided_by  text,
  -- how many of each went
  erased      jsonb,
  check ((state = 'asked') = (decided_at is null)),
  check (state <> 'done' or decided_by <> asked_by)
);

-- Whether a closed case stays although it is old: somebody still follows up a flag of it, a relative is open or younger,
-- or it was put back from a file for a while.
create function held_back(old cases, before timestamptz, at timestamptz) returns boolean stable language sql as $$
  select old.queries > 0
      or exists (select from flags f
                  where f.subject_kind = 'case' and f.subject_id = old.case_id and f.ended_at is null)
      or exists (select from cases r
                  where r.namespace = old.namespace and (r.concluded_at is null or r.last_event_at >= before)
                    and r.parent_case = case when old.namespace = '' then old.case_id
                                             else substr(old.case_id, length(old.namespace) + 2) end)
      or exists (select from cases r
                  where old.parent_case is not null and (r.concluded_at is null or r.last_event_at >= before)
                    and r.case_id = case when old.namespace = '' then old.parent_case
                                         else old.namespace || ':' || old.parent_case end)
      or exists (select from restored_cases r where r.case_id = old.case_id and r.until > at)
$$;
