-- Whom the city's own provider vouches for has no password here.
alter table accounts alter column password_hash drop not null;

-- Who an account is at the provider (OpenID Connect): issuer and subject, never a name.
create table oidc_subjects (
  issuer     text not null,
  subject    text not null,
  account_id integer not null unique references accounts,
  linked_at  timestamptz not null,
  primary key (issuer, subject)
);

-- What a group at the provider may do here.
create table oidc_groups (
  name       text primary key,
  role       text not null check (role in ('monitor', 'inspector', 'supervisor', 'department', 'auditor', 'admin')),
  region     text,
  department text,
  -- where the groups of one person differ, the lowest wins; null: it never wins over another
  precedence integer unique
);
