create table sources (
  source_id  integer generated always as identity primary key,
  name       text not null unique,
  -- what a CloudEvent names as its `source`
  uri        text not null unique,
  namespace  text not null default '',
  -- SourceSettings (server/catalogue/source.ts)
  settings   jsonb not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- SHA-256 of a 256-bit random key: nothing to guess, so nothing to slow down.
create table source_keys (
  key_hash   bytea primary key,
  source_id  integer not null references sources,
  created_at timestamptz not null,
  revoked_at timestamptz
);

create table source_handlers (
  source_id integer not null references sources,
  code      text not null,
  name      text,
  kind      text not null check (kind in ('human', 'machine')),
  primary key (source_id, code)
);

create table source_outages (
  source_id   integer not null references sources,
  event_id    text not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  reason      text not null,
  recorded_at timestamptz not null,
  primary key (source_id, event_id)
);

-- One narrow, often updated row a source: the proof of life and the counters of its quality score.
create table source_watermarks (
  source_id        integer primary key references sources,
  last_occurred_at timestamptz,
  last_received_at timestamptz,
  accepted         bigint not null default 0,
  duplicates       bigint not null default 0,
  rejected         bigint not null default 0,
  late             bigint not null default 0,
  stale_since      timestamptz
) with (fillfactor = 50);

create table dead_letters (
  dead_letter_id bigint generated always as identity primary key,
  source_id   integer not null references sources,
  received_at timestamptz not null,
  code        text not null,
  path        text,
  message     text not null,
  event_id    text,
  subject     text,
  -- a quarantined letter waits for this code ("item:01-017-004") and replays by itself when it is imported
  waits_for   text,
  -- AES-256-GCM of the event as it came, at most 64 KB
  body        bytea not null,
  truncated   boolean not null default false,
  replayed_at timestamptz,
  expires_at  timestamptz not null
);
create index dead_letters_waiting on dead_letters (waits_for) where replayed_at is null and waits_for is not null;
create index dead_letters_open on dead_letters (source_id, received_at) where replayed_at is null;
