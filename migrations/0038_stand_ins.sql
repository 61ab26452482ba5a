-- Who stands in for an officer who is away, by days of the office's zone, both counted in.
create table stand_ins (
  stand_in_id integer generated always as identity primary key,
  officer_id  integer not null references accounts,
  account_id  integer not null references accounts,
  from_day    date not null,
  to_day      date not null,
  -- the same as instants: begins_at inclusive, ends_at exclusive
  begins_at   timestamptz not null,
  ends_at     timestamptz not null,
  note        text not null,
  created_at  timestamptz not null,
  created_by  text not null,
  -- before its last day
  ended_at    timestamptz,
  ended_by    text,
  -- when the officer was told what was done
  told_at     timestamptz,
  check (officer_id <> account_id),
  check (from_day <= to_day)
);
create index stand_ins_of_officer on stand_ins (officer_id, ends_at);
create index stand_ins_of_account on stand_ins (account_id, ends_at);
create index stand_ins_to_tell on stand_ins (ends_at) where told_at is null;

-- For whom a session acts; it counts only while the stand-in runs.
alter table sessions add column stand_in_id integer references stand_ins;

-- Whom a notification was meant for, where a stand-in has it in the inbox.
alter table notification_inbox add column standing_for text;
