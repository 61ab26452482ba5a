-- A version may hold for some cases only, until a day, and with another severity. `scope` is a RuleScope
-- (server/contract/rule.ts). `rejudged`: it begins in the past, and the cases of its days were judged again by it.
alter table rule_versions
  add column valid_to date,
  add column severity text check (severity in ('info', 'notice', 'query', 'yellow', 'red')),
  add column scope    jsonb not null default '{}',
  add column note     text not null default '',
  add column rejudged boolean not null default false,
  add check (valid_to >= valid_from);

-- Back-tests and re-judgements: long work that somebody asked for and may come back to. `asked` and `result` are the
-- Proposal and the BacktestReport of server/contract/backtest.ts. Whoever works on one renews its lease.
create table rule_runs (
  run_id      bigint generated always as identity primary key,
  kind        text not null check (kind in ('backtest', 'rejudgement')),
  rule        text not null,
  asked       jsonb not null,
  actor       text not null,
  created_at  timestamptz not null,
  state       text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled')),
  lease_until timestamptz not null,
  done_cases  bigint not null default 0,
  all_cases   bigint,
  finished_at timestamptz,
  result      jsonb,
  error       text
);
-- one at a time, among all processes
create unique index rule_runs_running on rule_runs ((true)) where state = 'running';
