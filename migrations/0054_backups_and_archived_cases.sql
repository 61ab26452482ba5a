-- Backups of duban that were whole and in their place. One that this database was restored from is no row of itself:
-- the restore adds it.
create table backups (
  backup_id   integer generated always as identity primary key,
  -- of the picture that is in it
  taken_at    timestamptz not null,
  -- without its folder
  file        text not null,
  bytes       bigint not null,
  -- of the file
  sha256      text not null,
  encrypted   boolean not null,
  -- read again from its first byte to its last; one closed for somebody else's key cannot be
  verified    boolean not null,
  -- of duban, and of the database server
  version     text not null,
  engine      text not null,
  -- this database came from it then
  restored_at timestamptz
);
create index backups_newest on backups (taken_at desc, backup_id desc);

-- Where the events of a case are that is no longer in the database: an event that comes after that would open it anew.
create table archived_cases (
  case_id        text collate "C" primary key,
  archive_id     integer not null references case_archives,
  first_event_at timestamptz not null,
  last_event_at  timestamptz not null
);
