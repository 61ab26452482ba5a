-- A session is named to its person by number; its hash is nobody's business.
alter table sessions add column session_id bigint generated always as identity unique;

-- A token may do less than its account; null: as much.
alter table api_tokens
  add column role text check (role in ('monitor', 'inspector', 'supervisor', 'department', 'auditor', 'admin')),
  add column region text,
  add column department text;

-- TOTP (RFC 6238). The secret is sealed under the server's key; it counts from its first good code on.
create table second_factors (
  account_id   integer primary key references accounts,
  sealed       bytea not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  -- the newest time step a code of which was taken: none is taken twice
  last_step    bigint not null default 0
);

-- One use each, for whoever has lost the app.
create table recovery_codes (
  account_id integer not null references accounts,
  code_hash  bytea not null,
  used_at    timestamptz,
  primary key (account_id, code_hash)
);
