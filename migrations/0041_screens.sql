-- Wall screens: devices that an administrator has let in. No screen is an account.
create table screens (
  screen_id           integer generated always as identity primary key,
  name                text not null unique,
  -- the subtree it may show; null: the city
  region              text,
  settings            json not null,
  version             integer not null default 1,
  approved_by         text not null,
  approved_at         timestamptz not null,
  revoked_at          timestamptz,
  -- by any request or message of it
  last_seen_at        timestamptz,
  -- its socket's last sign of life; unlinked_at: when the socket ended, null while it has not
  linked_at           timestamptz,
  unlinked_at         timestamptz,
  report              json,
  reported_at         timestamptz,
  screenshot_asked_at timestamptz
);

-- The newest is the one to use. The one before it is good until the new one was used: an answer may be lost.
create table screen_credentials (
  credential_hash bytea primary key,
  screen_id       integer not null references screens,
  issued_at       timestamptz not null,
  used_at         timestamptz,
  ended_at        timestamptz
);
create index screen_credentials_of_screen on screen_credentials (screen_id, issued_at);

-- Devices that wait to be let in (RFC 8628).
create table screen_pairings (
  pairing_id    integer generated always as identity primary key,
  device_hash   bytea not null unique,
  user_code     text not null unique,
  address       text not null,
  -- what the device says of itself
  asked         json not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  state         text not null default 'pending' check (state in ('pending', 'approved', 'denied')),
  screen_id     integer references screens,
  -- how often it may ask, longer each time it does not wait
  every_seconds integer not null,
  polled_at     timestamptz
);
create index screen_pairings_by_end on screen_pairings (expires_at);

create table screen_screenshots (
  screen_id integer primary key references screens,
  taken_at  timestamptz not null,
  type      text not null,
  image     bytea not null
);
