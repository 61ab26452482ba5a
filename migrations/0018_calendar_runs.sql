-- Previews and applications of a calendar's changes are long work as well, and only one long work goes on at a time:
-- each rewrites flags. `asked` is then a CalendarChange, `result` a CalendarReport (server/contract/calendarSchema.ts).
alter table rule_runs
  alter column rule drop not null,
  add column calendar text,
  drop constraint rule_runs_kind_check,
  add check (kind in ('backtest', 'rejudgement', 'calendar_preview', 'calendar_change')),
  add check ((rule is null) <> (calendar is null));
