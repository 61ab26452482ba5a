-- Queries of the desk's lists under a name, as in their address.
create table saved_views (
  view_id    integer generated always as identity primary key,
  account_id integer not null references accounts on delete cascade,
  name       text not null,
  list       text not null check (list in ('flags', 'cases')),
  query      text not null,
  shared     boolean not null,
  changed_at timestamptz not null,
  unique (account_id, list, name)
);

-- Files by what they hold: servers that share a database share no disk, and one backup has flag and evidence.
create table files (
  -- SHA-256 of the bytes
  hash      bytea primary key,
  type      text not null,
  size      integer not null,
  stored_at timestamptz not null
);
create table file_pieces (
  hash   bytea not null references files on delete cascade,
  nth    integer not null,
  -- AES-256-GCM over the piece: 12 bytes nonce, 16 bytes tag, ciphertext
  sealed bytea not null,
  primary key (hash, nth)
);
-- ciphertext cannot be compressed
alter table file_pieces alter column sealed set storage external;

create table attachments (
  flag_id     bigint not null references flags,
  hash        bytea not null references files,
  name        text not null,
  attached_at timestamptz not null,
  account     text not null,
  primary key (flag_id, hash)
);
create index attachments_of_file on attachments (hash);

-- What the desk's lists narrow cases by. A case hardly ever moves, so updates stay in place, and equal values lie
-- together: seven bytes a case.
create index cases_of_department on cases (department);
create index cases_of_item on cases (item);
-- Few cases in a hundred are late or in question; the flag job moves their next check in the same update.
create index cases_alerted on cases (first_event_at, case_id) where alert > 0 and concluded_at is null;
create index cases_queried on cases (first_event_at, case_id) where queries > 0;
-- An applicant is looked for by the exact pseudonym alone.
create index case_events_applicant on case_events using hash ((data ->> 'applicantRef')) where type = 'case.submitted';
