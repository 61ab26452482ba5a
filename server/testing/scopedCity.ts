import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { besideNothing, type Followup } from '../domain/followup/followup.ts';
import { markOf, rows, sourceScopes } from './scopedRows.ts';

export interface ScopedCityParts {
  now: Instant;
  /** Accounts by number, whose notifications and views the rows are in turn. */
  accountIds: readonly number[];
  seal(text: string): Buffer;
  personRef(idNumber: string): string;
}

/** Some flags wait for an exemption. */
export const asksExemption = ({ n }: { n: number }): boolean => n % 50 === 3;
const exemptionAsked = (at: Instant): Followup => ({
  ...besideNothing('red'),
  status: 'raised',
  exemption: { reason: 'new hall', until: '2026-12-31', approvedBy: null, by: 'li', at },
});
/** Every tenth case is this person's. */
export const applicant = '50011219900307123X';

/** 10,000 rows of every kind that has a scope, written by SQL in one go; each carries its mark. */
export async function scopedCity(pool: Pool, parts: ScopedCityParts): Promise<void> {
  const { now, accountIds, seal, personRef } = parts;
  const marked = <T extends { kind: string; n: number }>(given: readonly T[]) =>
    given.map((row) => ({ ...row, mark: markOf(row) }));
  const insert = (sql: string, given: readonly object[]) =>
    pool.query(sql.replaceAll('$now', `to_timestamp(${now} / 1000.0)`), [JSON.stringify(given)]);

  await insert(
    `insert into sources (name, uri, settings, created_at)
     select mark, '/' || mark, json_build_object('regions', regions, 'departments', departments), $now
       from json_to_recordset($1) as given (mark text, regions json, departments json)`,
    marked(rows.sources).map((row) => ({ ...row, ...sourceScopes[row.n] })),
  );
  await insert(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, round,
                        historical, submitted_at, accepted_at, first_event_at, last_event_at)
     select mark, 1, 1, '', region, department, 'permit', 'web', 'accepted', 1, false,
            $now - n * interval '1 minute', $now - n * interval '1 minute', $now - n * interval '1 minute',
            $now - n * interval '1 minute'
       from json_to_recordset($1) as given (mark text, n integer, region text, department text)`,
    marked(rows.cases),
  );
  await insert(
    `insert into case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at,
                              catalogue_revision, content_hash, data)
     select mark, $now - n * interval '1 minute', 1, 'e1', 'case.submitted', $now, $now, 1, '\\x00',
            json_strip_nulls(json_build_object('item', 'permit', 'region', region, 'department', department,
                                               'handler', json_build_object('code', 'u-1', 'kind', 'human'), 'applicantRef', ref))
       from json_to_recordset($1) as given (mark text, n integer, region text, department text, ref text)`,
    marked(rows.cases).map((row) => ({ ...row, ref: row.n % 10 === 0 ? personRef(applicant) : null })),
  );
  await insert(
    `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department,
                        item, step, occurred_at, raised_at, rule_version, as_of, known_at, evidence,
                        followup)
     select 'case', 'zzcase' || "caseOf" || 'zz', 'TIM-02', 'e1', 'red', 'raised', 'open', region, department,
            'permit', mark, $now - n * interval '1 minute', $now - n * interval '1 minute', 1, $now, $now,
            '{"facts": {}}', followup
       from json_to_recordset($1) as given (mark text, n integer, "caseOf" integer, region text, department text,
                                            followup jsonb)
      order by n`,
    marked(rows.flags).map((row) => ({
      ...row,
      followup: asksExemption(row) ? exemptionAsked(now + row.n) : null,
    })),
  );
  await pool.query(
    `insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor)
     select flag_id, raised_at, 'condition_met', status, severity, 'duban' from flags`,
  );
  await insert(
    `with made as (
       insert into supervision_orders (department, level, state, text, finish_by, created_at, created_by)
       select department, 'orange', 'proposed', mark, '2026-12-01', $now - n * interval '1 minute', 'li'
         from json_to_recordset($1) as given (mark text, n integer, department text)
       returning order_id, text)
     insert into supervision_order_flags (order_id, flag_id)
     select order_id, flag_id
       from made
       join json_to_recordset($1) as given (mark text, flags json) on mark = text
      cross join lateral json_to_recordset(flags) as over (n integer)
       join flags on step = 'zzflag' || over.n || 'zz'`,
    marked(rows.orders),
  );
  await insert(
    `with stored as (
       insert into files (hash, type, size, stored_at)
       select distinct sha256(content::text::bytea), 'text/plain', 4, $now
         from json_to_recordset($1) as given (content integer)
       returning hash),
     cut as (
       insert into file_pieces (hash, nth, sealed)
       select sha256(content::text::bytea), 0, decode(min(sealed), 'hex')
         from json_to_recordset($1) as given (content integer, sealed text) group by content)
     insert into attachments (flag_id, hash, name, attached_at, account)
     select flag_id, sha256(content::text::bytea), mark || '.txt', $now + n * interval '1 second', 'li'
       from json_to_recordset($1) as given (mark text, n integer, content integer, "flagOf" integer)
       join flags on step = 'zzflag' || "flagOf" || 'zz'`,
    marked(rows.files).map((row) => ({ ...row, sealed: seal('text').toString('hex') })),
  );
  await insert(
    `insert into personal_data (case_id, source_id, event_id, sealed, recorded_at)
     select 'zzcase' || "caseOf" || 'zz', 1, 'e1', decode(sealed, 'hex'), $now
       from json_to_recordset($1) as given ("caseOf" integer, sealed text)`,
    marked(rows.persons).map((row) => ({
      ...row,
      sealed: seal(JSON.stringify({ 'applicant.name': row.mark })).toString('hex'),
    })),
  );
  await insert(
    `insert into audit_entries (at, actor, action, subject_kind, subject_id, detail)
     select $now - n * interval '1 minute', 'li', 'thing.done', subject,
            case subject when 'case' then 'zzcase' || n || 'zz' when 'flag' then flag_id::text else 'TIM-02' end,
            json_build_object('note', mark)
       from json_to_recordset($1) as given (mark text, n integer, subject text)
       left join flags on subject = 'flag' and step = 'zzflag' || n || 'zz'`,
    marked(rows.audits),
  );
  await insert(
    `insert into dead_letters (source_id, received_at, code, message, body, truncated, expires_at)
     select source_id, $now, 'unknown_item', given.mark, '', false, $now + interval '1 day'
       from json_to_recordset($1) as given (mark text, n integer)
       join sources on name = 'zzsource' || n % ${sourceScopes.length} || 'zz'
      order by n desc`,
    marked(rows.letters),
  );
  await insert(
    `insert into channels (name, kind, department, kinds, language, rhythm, address, sealed, signed, enabled, created_at,
                           updated_at)
     select mark, 'webhook', department, '{}', 'zh', 'at_once', 'https://example.org', '\\x00', false, true, $now, $now
       from json_to_recordset($1) as given (mark text, department text)`,
    marked(rows.channels),
  );
  await insert(
    `insert into notifications (at, kind, accounts, flag_ids, text_zh, text_en, routed_at)
     select $now, 'flag.sent', '{}', '{}', mark, mark, $now
       from json_to_recordset($1) as given (mark text, n integer) order by n desc`,
    marked(rows.notices),
  );
  await insert(
    `insert into deliveries (channel_id, notification_id, state, due_at, last_error)
     select channel_id, (select min(notification_id) from notifications) + n, 'failed', $now, mark
       from json_to_recordset($1) as given (mark text, n integer)
       join channels on name = 'zzchannel' || n % ${rows.channels.length} || 'zz'
      order by n`,
    marked(rows.deliveries),
  );
  await insert(
    `with made as (
       insert into screens (name, region, settings, approved_by, approved_at)
       select mark, region, '{}', 'li', $now from json_to_recordset($1) as given (mark text, region text)
       returning screen_id, name)
     insert into screen_screenshots (screen_id, taken_at, type, image)
     select screen_id, $now, 'image/png', name::bytea from made`,
    marked(rows.screens),
  );
  const owned = <T extends { n: number }>(given: readonly T[]) =>
    given.map((row) => ({ ...row, account: accountIds[row.n % accountIds.length] }));
  await insert(
    `insert into notification_inbox (account_id, notification_id)
     select account, notification_id
       from json_to_recordset($1) as given (mark text, account integer) join notifications on text_zh = mark`,
    owned(marked(rows.notices)),
  );
  await insert(
    `insert into saved_views (account_id, name, list, query, shared, changed_at)
     select account, mark, 'flags', '', shared, $now
       from json_to_recordset($1) as given (mark text, account integer, shared boolean)`,
    owned(marked(rows.views)),
  );
  await insert(
    `insert into rule_runs (kind, rule, calendar, asked, actor, created_at, state, lease_until, finished_at, error)
     select case when calendar then 'calendar_preview' else 'backtest' end,
            case when not calendar then 'TIM-02' end, case when calendar then 'CN' end,
            case when calendar then '{"days": []}' else json_build_object('from', '2026-10-01', 'to', '2026-10-31',
                 'params', '{}'::json, 'enabled', true, 'severity', null, 'note', mark,
                 'scope', json_strip_nulls(json_build_object('region', region, 'department', department))) end,
            'li', $now, 'failed', $now, $now, mark
       from json_to_recordset($1) as given (mark text, calendar boolean, region text, department text)`,
    [
      ...marked(rows.runs).map((row) => ({ ...row, calendar: false })),
      ...marked(rows.calendarRuns).map((row) => ({ ...row, calendar: true })),
    ],
  );
  await insert(
    `insert into reports (kind, period, period_from, period_to, scope_by, scope_code, language, status, asked_by, asked_at,
                          drafted_at, issued_at, issued_by, number_year, number, total_number)
     select case when issued then 'monthly_bulletin' else 'daily_scan' end, case when issued then '2026-10' else '2026-11-20' end,
            '2026-10-01', '2026-10-31',
            case when region is not null then 'region' when department is not null then 'department' else 'city' end,
            coalesce(region, department, ''), 'zh', case when issued then 'issued' else 'draft' end, mark, $now, $now,
            case when issued then $now end, case when issued then 'li' end, case when issued then 2026 end,
            case when issued then 1 end, case when issued then 1 end
       from json_to_recordset($1) as given (mark text, n integer, region text, department text, issued boolean)
      order by n desc`,
    marked(rows.reports),
  );
  // so many rows at once are planned for as what they are
  await pool.query('analyze');
}
