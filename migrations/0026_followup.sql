-- The follow-up of a flag: what lists filter and sort by as columns, the rest as the fold of its transitions.
alter table flags
  -- the account that carries it
  add column owner text,
  -- end of the limit of what is to be done next; null: nothing is, or it was only raised
  add column due_at timestamptz,
  -- when time alone may change it
  add column followup_check_at timestamptz,
  -- Followup (server/domain/followup/followup.ts); null: nobody has touched it, or it began anew
  add column followup jsonb;
create index flags_to_follow on flags (followup_check_at) where followup_check_at is not null;

-- A supervision order (督办单) over flags of one department.
create table supervision_orders (
  order_id   bigint generated always as identity primary key,
  department text not null,
  level      text not null check (level in ('blue', 'orange', 'red')),
  state      text not null check (state in ('proposed', 'issued', 'refused')),
  text       text not null,
  finish_by  date,
  created_at timestamptz not null,
  created_by text not null,
  decided_at timestamptz,
  decided_by text,
  decision   text,
  version    integer not null default 1,
  check (level = 'blue' or finish_by is not null),
  check ((state = 'proposed') = (decided_at is null))
);
create table supervision_order_flags (
  order_id bigint not null references supervision_orders,
  flag_id  bigint not null,
  primary key (order_id, flag_id)
);
create index supervision_orders_of_flag on supervision_order_flags (flag_id);

-- Limits and ladder from a day on; without a row the built-in ones hold.
create table followup_terms (
  version     integer primary key,
  valid_from  date not null,
  -- FollowupTerms (server/domain/followup/followupTerms.ts)
  terms       jsonb not null,
  note        text not null,
  recorded_at timestamptz not null,
  actor       text not null
);
