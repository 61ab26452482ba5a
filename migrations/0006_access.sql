create table accounts (
  account_id    integer generated always as identity primary key,
  name          text not null unique,
  display_name  text not null,
  role          text not null check (role in ('monitor', 'inspector', 'supervisor', 'department', 'auditor', 'admin')),
  region        text,
  department    text,
  -- argon2id, PHC string
  password_hash text not null,
  created_at    timestamptz not null,
  disabled_at   timestamptz
);

create table sessions (
  session_hash bytea primary key,
  account_id   integer not null references accounts,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  client       text not null default ''
);
create index sessions_of_account on sessions (account_id);

create table api_tokens (
  token_id   integer generated always as identity primary key,
  token_hash bytea not null unique,
  account_id integer not null references accounts,
  name       text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- The one-time code of the first-run page.
create table setup_codes (
  code_hash  bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
