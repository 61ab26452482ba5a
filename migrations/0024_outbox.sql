-- Who is to be told what, written in the transaction of what happened. A job finds the recipients and delivers.
create table notifications (
  notification_id bigint generated always as identity primary key,
  at              timestamptz not null,
  kind            text not null,
  -- its officers and channels; null: the accounts alone
  department      text,
  -- by name
  accounts        text[] not null,
  flag_ids        bigint[] not null,
  text_zh         text not null,
  text_en         text not null,
  routed_at       timestamptz
);
create index notifications_to_route on notifications (notification_id) where routed_at is null;
