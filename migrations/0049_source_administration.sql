-- A source's registration may be mended: numbered, so that two administrators do not overwrite each other. While it is
-- disabled its keys open nothing; what it reported stays.
alter table sources add column version integer not null default 1;
alter table sources add column disabled_at timestamptz;
-- when something was mended that rules look at: the flag job looks again at its cases
alter table sources add column judged_otherwise_at timestamptz;

-- Several keys at once, so that one is replaced while the other goes on: each has a name and a number.
alter table source_keys add column key_id integer generated always as identity;
create unique index source_keys_id on source_keys (key_id);
alter table source_keys add column label text not null default '';
alter table source_keys add column issued_by text not null default '';

-- Beside source_keys, whose every change has all processes read the catalogue again.
create table source_key_uses (
  key_id       integer primary key references source_keys (key_id),
  last_used_at timestamptz not null
) with (fillfactor = 50);

-- Null: the source declared it itself.
alter table source_outages add column declared_by text;

-- A letter that nobody wants any more, with the reason; and one that an administrator has mended: the body stays as it
-- came, `mended` is what was sent instead, sealed alike.
alter table dead_letters add column discarded_at timestamptz;
alter table dead_letters add column discarded_by text;
alter table dead_letters add column discard_reason text;
alter table dead_letters add column mended bytea;
alter table dead_letters add column mended_by text;
