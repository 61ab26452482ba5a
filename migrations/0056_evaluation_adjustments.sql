-- 加分 and 扣分 that no rule finds: awarded by a person with a reason and its evidence, and counted in every period that
-- holds the day. Never changed: revoked, with who and why.
create table evaluation_adjustments (
  adjustment_id bigint generated always as identity primary key,
  unit_kind     text not null check (unit_kind in ('department', 'region')),
  unit          text not null,
  happened_on   date not null,
  points        numeric(4, 1) not null check (points <> 0 and abs(points) <= 20),
  reason        text not null,
  evidence      text not null,
  recorded_at   timestamptz not null,
  actor         text not null,
  revoked_at    timestamptz,
  revoked_by    text,
  revoked_because text
);
create index evaluation_adjustments_of_day on evaluation_adjustments (unit_kind, happened_on) where revoked_at is null;
