-- What each person has been told, in the application.
create table notification_inbox (
  account_id      integer not null references accounts,
  notification_id bigint not null references notifications,
  read_at         timestamptz,
  primary key (account_id, notification_id)
);
create index notification_inbox_unread on notification_inbox (account_id) where read_at is null;

create table notification_settings (
  account_id integer primary key references accounts,
  mail_address text,
  mail       text not null check (mail in ('off', 'at_once', 'morning')),
  -- kinds that are not sent by mail
  muted      text[] not null
);

create table channels (
  channel_id integer generated always as identity primary key,
  name       text not null,
  kind       text not null check (kind in ('mail', 'webhook', 'dingtalk', 'wecom', 'feishu')),
  -- with all below it; null: the whole office
  department text,
  -- empty: all
  kinds      text[] not null,
  language   text not null check (language in ('zh', 'en')),
  rhythm     text not null check (rhythm in ('at_once', 'morning')),
  -- HH:MM on working days; null: office hours
  hours_from text,
  hours_to   text,
  -- origin of the address, or host and port of the mail server: what of it may be shown
  address    text not null,
  -- MailSettings (server/notifications/channels/channel.ts); null but for mail
  mail       jsonb,
  -- AES-256-GCM over JSON: 12 bytes nonce, 16 bytes tag, ciphertext
  sealed     bytea not null,
  signed     boolean not null,
  enabled    boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  -- below: the job's own. One process at a time serves a channel, for as long as its lease lasts.
  fence      bigint not null default 0,
  lease_until timestamptz,
  paused_until timestamptz,
  failures   integer not null default 0
);
create unique index channels_by_name on channels (name) where deleted_at is null;

create table deliveries (
  delivery_id     bigint generated always as identity primary key,
  channel_id      integer not null references channels,
  notification_id bigint not null references notifications,
  -- whose own address; null: the channel itself
  account_id      integer references accounts,
  state           text not null check (state in ('waiting', 'sent', 'failed')),
  due_at          timestamptz not null,
  attempts        integer not null default 0,
  last_attempt_at timestamptz,
  last_status     integer,
  last_error      text,
  unique nulls not distinct (channel_id, notification_id, account_id)
);
create index deliveries_waiting on deliveries (channel_id, due_at) where state = 'waiting';
create index deliveries_of_channel on deliveries (channel_id, delivery_id desc);

-- Append-only: every message that went out, tests too. A digest names all that rode in it.
create table delivery_attempts (
  attempt_id bigint generated always as identity primary key,
  channel_id integer not null references channels,
  at         timestamptz not null,
  took_ms    integer not null,
  outcome    text not null check (outcome in ('sent', 'refused', 'retry')),
  status     integer,
  detail     text,
  deliveries bigint[] not null
);
create index delivery_attempts_of_channel on delivery_attempts (channel_id, at);

-- What became red lately, for the inspectors' digest; few transitions are.
create index flag_transitions_to_red on flag_transitions (at)
  where to_severity = 'red' and from_severity is distinct from 'red';
