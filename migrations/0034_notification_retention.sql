-- How long inboxes and delivery logs go back, in days; without a row the built-in terms hold.
create table notification_retention (
  only_one  boolean primary key default true check (only_one),
  read_days integer not null check (read_days > 0),
  all_days  integer not null check (all_days >= read_days)
);
-- What is purged is looked for by its notification.
create index notification_inbox_of_notification on notification_inbox (notification_id);
create index deliveries_of_notification on deliveries (notification_id);
create index notifications_by_time on notifications (at);
create index notification_inbox_read on notification_inbox (read_at) where read_at is not null;
create index delivery_attempts_by_time on delivery_attempts (at);
