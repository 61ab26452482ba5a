-- Who did what, written in the transaction that did it. Append-only.
create table audit_entries (
  audit_id     bigint generated always as identity primary key,
  at           timestamptz not null,
  -- an account's name, 'token:ACCOUNT/NAME', or 'duban JOB'
  actor        text not null,
  action       text not null,
  subject_kind text not null,
  subject_id   text not null,
  -- json, not jsonb: the seal is over the very text
  detail       json not null
);
create index audit_entries_newest on audit_entries (at desc, audit_id desc);
create index audit_entries_of_subject on audit_entries (subject_kind, subject_id, at desc, audit_id desc);
create index audit_entries_of_actor on audit_entries (actor, at desc, audit_id desc);

-- Entries that wait for their seal.
create table audit_unsealed (
  audit_id bigint primary key
);

-- The chain: seq has no gaps and follows the order of commits, hash is over the hash before it and the entry.
create table audit_seals (
  seq      bigint primary key,
  audit_id bigint not null unique references audit_entries,
  hash     bytea not null,
  -- over seq and hash under the server's key: whoever has the database alone cannot write the chain anew
  mac      bytea not null
);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: its rows are neither changed nor deleted', tg_table_name
    using errcode = 'restrict_violation';
end
$$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change_of_audit();
create trigger audit_seals_append_only before update or delete or truncate on audit_seals
  for each statement execute function refuse_change_of_audit();
