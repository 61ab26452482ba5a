-- The only truth. Written by COPY: `cases.state` already knows every event id of its case.
create table case_events (
  case_id            text collate "C" not null,
  occurred_at        timestamptz not null,
  source_id          integer not null,
  event_id           text collate "C" not null,
  type               text not null,
  received_at        timestamptz,
  recorded_at        timestamptz not null,
  catalogue_revision integer not null,
  -- SHA-256 over canonical JSON (RFC 8785) of type, subject, time as UTC microseconds and data without nulls
  content_hash       bytea not null,
  data               json not null,
  primary key (case_id, occurred_at, source_id, event_id)
);

-- Personal data never enters case_events: it can be erased here and the event stays valid.
create table personal_data (
  case_id      text collate "C" not null,
  source_id    integer not null,
  event_id     text not null,
  -- AES-256-GCM over JSON: 12 bytes nonce, 16 bytes tag, ciphertext
  sealed       bytea not null,
  recorded_at  timestamptz not null,
  primary key (case_id, source_id, event_id)
);

create table cases (
  case_id          text collate "C" primary key,
  version          integer not null,
  source_id        integer not null,
  namespace        text not null,
  region           text,
  department       text,
  item             text,
  channel          text,
  parent_case      text,
  stage            text not null,
  outcome          text,
  round            integer not null,
  historical       boolean not null,
  submitted_at     timestamptz,
  received_at      timestamptz,
  accepted_at      timestamptz,
  concluded_at     timestamptz,
  promised_due_at  timestamptz,
  statutory_due_at timestamptz,
  provisional_due  boolean not null default false,
  item_revision    integer,
  calendar         text,
  calendar_revision integer,
  first_event_at   timestamptz not null,
  last_event_at    timestamptz not null,
  -- CaseState (server/domain/cases/caseState.ts): the fold of the case's events
  state            json not null,
  -- below: the jobs' own columns, no facts; a rebuild leaves them alone
  next_check_at    timestamptz,
  alert            smallint not null default 0,
  queries          smallint not null default 0
) with (fillfactor = 80);
create index cases_to_check on cases (next_check_at) where next_check_at is not null;
create index cases_open_due on cases (promised_due_at) where concluded_at is null and promised_due_at is not null;

create table flags (
  flag_id          bigint generated always as identity primary key,
  subject_kind     text not null check (subject_kind in ('case', 'department', 'item', 'source', 'handler')),
  subject_id       text collate "C" not null,
  rule             text not null,
  -- the id of the event that opens the condition, or the local day of a scan
  occurrence       text not null,
  severity         text not null check (severity in ('info', 'notice', 'query', 'yellow', 'red')),
  status           text not null,
  case_state       text check (case_state in ('open', 'concluded')),
  region           text,
  department       text,
  item             text,
  step             text,
  source_id        integer,
  occurred_at      timestamptz not null,
  raised_at        timestamptz not null,
  ended_at         timestamptz,
  rule_version     integer not null,
  item_revision    integer,
  calendar_revision integer,
  as_of            timestamptz not null,
  known_at         timestamptz not null,
  evidence         jsonb not null,
  version          integer not null default 1,
  unique (subject_kind, subject_id, rule, occurrence)
);
create index flags_live on flags (raised_at desc) where ended_at is null;
create index flags_newest on flags (raised_at desc, flag_id desc);

-- Append-only: how a flag came to be what it is.
create table flag_transitions (
  transition_id bigint generated always as identity primary key,
  flag_id       bigint not null references flags,
  at            timestamptz not null,
  reason        text not null,
  from_status   text,
  to_status     text not null,
  from_severity text,
  to_severity   text not null,
  actor         text not null,
  detail        jsonb not null default '{}'
);
create index flag_transitions_of_flag on flag_transitions (flag_id);
