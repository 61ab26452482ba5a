-- 日扫描 周调度 月通报 季分析 年考评. A report is a row that the job make_reports works on; what it says is frozen in
-- report_snapshots.
create table reports (
  report_id    bigint generated always as identity primary key,
  kind         text not null check (kind in
    ('daily_scan', 'weekly_dispatch', 'monthly_bulletin', 'quarterly_analysis', 'annual_evaluation')),
  period       text not null,
  period_from  date not null,
  period_to    date not null,
  scope_by     text not null check (scope_by in ('city', 'region', 'department')),
  -- '': the city
  scope_code   text collate "C" not null check ((scope_by = 'city') = (scope_code = '')),
  language     text not null check (language in ('zh', 'en')),
  status       text not null check (status in
    ('queued', 'running', 'draft', 'appealing', 'issued', 'failed', 'cancelled')),
  -- of what people change, for If-Match; progress does not count
  version      integer not null default 1,
  asked_by     text not null,
  asked_at     timestamptz not null,
  -- set: the job is to issue it; its status stays until it has
  issue_asked_by text,
  phase        text not null default 'waiting' check (phase in ('waiting', 'figures', 'files')),
  progress     real not null default 0 check (progress between 0 and 1),
  -- how often the work was begun: what ends its process each time is given up
  attempts     integer not null default 0,
  error        text,
  drafted_at   timestamptz,
  appeals_until timestamptz,
  -- 第 number 期 of number_year, 总第 total_number 期
  number_year  integer,
  number       integer,
  total_number integer,
  issued_at    timestamptz,
  issued_by    text,
  -- figures of the draft that are otherwise in what was issued
  difference   jsonb,
  check ((status = 'issued') = (issued_at is not null and issued_by is not null and number is not null
                                and number_year is not null and total_number is not null))
);
-- one of a period at a time: the same order finds the one that is there
create unique index reports_live on reports (kind, period, scope_by, scope_code)
  where status not in ('failed', 'cancelled');
create unique index reports_numbered on reports (kind, scope_by, scope_code, total_number);
create unique index reports_numbered_in_year on reports (kind, scope_by, scope_code, number_year, number);
create index reports_newest on reports (asked_at desc, report_id desc);
create index reports_to_make on reports (report_id) where status in ('queued', 'running') or issue_asked_by is not null;

-- The draft's is kept beside the final one.
create table report_snapshots (
  report_id bigint not null references reports,
  stage     text not null check (stage in ('draft', 'final')),
  taken_at  timestamptz not null,
  -- ReportSnapshot (server/contract/reports/snapshot.ts) as canonical JSON (RFC 8785); hex SHA-256 of its UTF-8
  document  text not null,
  sha256    text not null,
  primary key (report_id, stage)
);

-- Made when the report is issued: an issued paper never changes, whatever later versions print.
create table report_files (
  report_id bigint not null references reports,
  format    text not null check (format in ('docx', 'xlsx', 'pdf', 'html')),
  language  text not null check (language in ('zh', 'en')),
  file      bytea not null,
  bytes     integer not null,
  sha256    text not null,
  -- characters that the shipped font has not
  missing   text[] not null,
  made_at   timestamptz not null,
  primary key (report_id, format, language)
);

create table report_appeals (
  appeal_id   integer generated always as identity primary key,
  report_id   bigint not null references reports,
  unit_by     text not null check (unit_by in ('region', 'department')),
  unit_code   text collate "C" not null,
  -- an indicator, or a part of the score
  about       text not null,
  text        text not null,
  appealed_by text not null,
  appealed_at timestamptz not null,
  decision    text check (decision in ('accepted', 'rejected')),
  reason      text,
  decided_by  text,
  decided_at  timestamptz,
  check ((decision is null) = (decided_at is null))
);
create index report_appeals_of_report on report_appeals (report_id, appeal_id);
-- what is undecided is not appealed twice
create unique index report_appeals_undecided on report_appeals (report_id, unit_by, unit_code, about)
  where decision is null;

-- A unit's own paper: a docx with placeholders.
create table report_templates (
  template_id integer generated always as identity primary key,
  name        text not null,
  kind        text not null,
  file        bytea not null,
  bytes       integer not null,
  sha256      text not null,
  added_by    text not null,
  added_at    timestamptz not null,
  -- what a report of the kind did not fill, and what of it had no place; null: not tried yet
  unknown     text[],
  unused      text[],
  deleted_at  timestamptz
);

-- Who gets a report when it is issued, through which channel, and which files ride along by mail.
create table report_subscriptions (
  subscription_id integer generated always as identity primary key,
  kind        text not null,
  scope_by    text not null check (scope_by in ('city', 'region', 'department')),
  scope_code  text collate "C" not null,
  channel_id  integer not null references channels,
  formats     text[] not null,
  added_by    text not null,
  added_at    timestamptz not null,
  unique (kind, scope_by, scope_code, channel_id)
);
-- What a notification tells of a report, and what goes with it: once to a channel, whoever issues twice.
create table report_notices (
  notification_id bigint primary key references notifications,
  report_id       bigint not null references reports,
  subscription_id integer,
  formats         text[] not null,
  unique (report_id, subscription_id)
);

create function refuse_change_of_issued() returns trigger language plpgsql as $$
begin
  if old.status = 'issued' then
    raise exception 'report % is issued and does not change any more', old.report_id;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger reports_issued before update or delete on reports
  for each row execute function refuse_change_of_issued();

create function refuse_change_of_issued_part() returns trigger language plpgsql as $$
declare
  part_of bigint := case tg_op when 'INSERT' then new.report_id else old.report_id end;
begin
  if exists (select from reports r where r.report_id = part_of and r.status = 'issued') then
    raise exception 'report % is issued and does not change any more', part_of;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger report_snapshots_issued before insert or update or delete on report_snapshots
  for each row execute function refuse_change_of_issued_part();
create trigger report_files_issued before insert or update or delete on report_files
  for each row execute function refuse_change_of_issued_part();
create trigger report_appeals_issued before insert or update or delete on report_appeals
  for each row execute function refuse_change_of_issued_part();
