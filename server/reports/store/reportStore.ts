import type { ReportKind, ReportStatus } from '#contract/reports/reportKind';
import type { ReportPeriod, ReportScope } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Language } from '#contract/wording/language';
import type { Queryable } from '../../db/queryable.ts';
import type { Reach } from '../reach.ts';
import { codeOfScope, reportColumns, type ReportRow, type StoredDifference } from './reportRow.ts';

export interface OrderedReport {
  kind: ReportKind;
  period: ReportPeriod;
  scope: ReportScope;
  language: Language;
  askedBy: string;
}

/** Undefined: there is one of this kind, period and scope already. */
export async function insertReport(
  db: Queryable,
  { kind, period, scope, language, askedBy }: OrderedReport,
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await db.query<{ reportId: number }>(
    `insert into reports (kind, period, period_from, period_to, scope_by, scope_code, language, status, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9)
     on conflict do nothing
     returning report_id as "reportId"`,
    [
      kind,
      period.period,
      period.from,
      period.to,
      scope.by,
      codeOfScope(scope),
      language,
      askedBy,
      new Date(now),
    ],
  );
  return rows[0]?.reportId;
}

/** The one that is neither failed nor cancelled. */
export async function liveReport(
  db: Queryable,
  { kind, period, scope }: { kind: ReportKind; period: string; scope: ReportScope },
): Promise<ReportRow | undefined> {
  const { rows } = await db.query<ReportRow>(
    `select ${reportColumns}
       from reports r
      where r.kind = $1 and r.period = $2 and r.scope_by = $3 and r.scope_code = $4
        and r.status not in ('failed', 'cancelled')`,
    [kind, period, scope.by, codeOfScope(scope)],
  );
  return rows[0];
}

/** Whether anything has been reported to duban at all. */
export async function hasCases(db: Queryable): Promise<boolean> {
  const { rows } = await db.query(`select from cases where namespace = '' limit 1`);
  return rows.length > 0;
}

/** Whether reports were made at that time already: one was ordered before, whatever it was. */
export async function hadReports(db: Queryable, at: Instant): Promise<boolean> {
  const { rows } = await db.query('select from reports where asked_at < $1 limit 1', [new Date(at)]);
  return rows.length > 0;
}

/** @param lock holds the row against others who would change it, to the end of the transaction */
export async function reportById(
  db: Queryable,
  reportId: number,
  lock = false,
): Promise<ReportRow | undefined> {
  if (lock) await db.query('select from reports where report_id = $1 for update', [reportId]);
  const { rows } = await db.query<ReportRow>(`select ${reportColumns} from reports r where report_id = $1`, [
    reportId,
  ]);
  return rows[0];
}

export interface ReportFilter {
  kind: ReportKind | null;
  status: ReportStatus | null;
  period: string | null;
  /** `city`, or a code. */
  scope: string | null;
  reach: Reach;
}

const visible = `($1::text is null or r.kind = $1) and ($2::text is null or r.status = $2)
        and ($3::text is null or r.period = $3)
        and ($4::text is null or r.scope_code = $4 or (r.scope_by = 'city' and $4 = 'city'))
        and ($5 or (r.scope_by = 'region' and r.scope_code = any($6)) or (r.scope_by = 'department' and r.scope_code = any($7))
             or (r.status in ('appealing', 'issued') and r.kind = any($8)
                 and (r.scope_by = 'city' and $9 or r.scope_by = 'region' and r.scope_code = any($10)
                      or r.scope_by = 'department' and r.scope_code = any($11))))`;

const valuesOf = ({ kind, status, period, scope, reach }: ReportFilter): unknown[] => [
  kind,
  status,
  period,
  scope,
  reach.all,
  reach.regions,
  reach.departments,
  reach.toldKinds,
  reach.placed,
  reach.aboveRegions,
  reach.aboveDepartments,
];

/** The newest first. @param before the report that the page before ended with */
export async function listReports(
  db: Queryable,
  filter: ReportFilter,
  before: number | null,
  limit: number,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>(
    `select ${reportColumns}
       from reports r
      where ${visible} and ($12::bigint is null or r.report_id < $12)
      order by r.report_id desc
      limit $13`,
    [...valuesOf(filter), before, limit],
  );
  return rows;
}

/** Counted up to `most`. */
export async function countReports(db: Queryable, filter: ReportFilter, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (select from reports r where ${visible} limit $12) as counted`,
    [...valuesOf(filter), most],
  );
  return rows[0]?.n ?? 0;
}

/** Of regions and departments, those that may be told of; null: of all. */
type UnitsTold = Pick<Reach, 'regions' | 'departments'> | null;

/** What became otherwise between draft and issue, the first so many and how many in all; null: there was no draft. */
export async function differenceOf(
  db: Queryable,
  reportId: number,
  units: UnitsTold,
  limit: number,
): Promise<{ items: StoredDifference[]; total: number } | null> {
  const { rows } = await db.query<{ hasDraft: boolean; items: StoredDifference[]; total: number }>(
    `with told as (
       select one, nth
         from reports cross join jsonb_array_elements(difference) with ordinality as d (one, nth)
        where report_id = $1
          and ($2 or one ->> 'by' not in ('region', 'department')
               or one ->> 'by' = 'region' and one ->> 'code' = any($3::text[])
               or one ->> 'by' = 'department' and one ->> 'code' = any($4::text[])))
     select difference is not null as "hasDraft", (select count(*) from told) as total,
            (select coalesce(json_agg(one order by nth), '[]')
               from (select one, nth from told order by nth limit $5) as first) as items
       from reports where report_id = $1`,
    [reportId, units === null, units?.regions ?? [], units?.departments ?? [], limit],
  );
  const [row] = rows;
  return row?.hasDraft === true ? { items: row.items, total: row.total } : null;
}
