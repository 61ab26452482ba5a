import type { ReportPhase } from '#contract/reports/reportSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { StoredDifference } from './reportRow.ts';

/**
 * One worker's hold on a report: whoever takes it over counts on, and the others' words no longer matter. Nor does what was
 * begun before people cancelled it and had it made again: that counts anew from the first attempt, under another version.
 */
export interface Hold {
  reportId: number;
  attempts: number;
  version: number;
}

/** Takes the oldest report that is to be issued, else the oldest that is to be made: it may be one of many. */
export async function takeWork(db: Queryable): Promise<Hold | undefined> {
  const { rows } = await db.query<Hold>(
    `update reports
        set status = case when issue_asked_by is null then 'running' else status end, attempts = attempts + 1,
            phase = 'figures', progress = 0
      where report_id = (select report_id from reports
                          where status in ('queued', 'running') or issue_asked_by is not null
                          order by issue_asked_by is null, report_id limit 1 for update)
     returning report_id as "reportId", attempts, version`,
  );
  return rows[0];
}

/** How many wait, the one that is worked on included. */
export async function countWaiting(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from reports where status in ('queued', 'running') or issue_asked_by is not null`,
  );
  return rows[0]?.n ?? 0;
}

const held = `report_id = $1 and attempts = $2 and version = $3 and (status = 'running' or issue_asked_by is not null)`;

/** False: it was cancelled, or another worker has it. */
export async function noteProgress(
  db: Queryable,
  { reportId, attempts, version }: Hold,
  phase: ReportPhase,
  progress: number,
): Promise<boolean> {
  const { rowCount } = await db.query(`update reports set phase = $4, progress = $5 where ${held}`, [
    reportId,
    attempts,
    version,
    phase,
    Math.min(1, Math.max(0, progress)),
  ]);
  return rowCount === 1;
}

/** @param asOf of its figures */
export async function endWithDraft(
  db: Queryable,
  { reportId, attempts, version }: Hold,
  asOf: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set status = 'draft', drafted_at = $4, phase = 'waiting', progress = 0, error = null, version = version + 1
      where ${held} and issue_asked_by is null`,
    [reportId, attempts, version, new Date(asOf)],
  );
  return rowCount === 1;
}

export interface Issue {
  at: Instant;
  by: string;
  year: number;
  number: number;
  total: number;
  difference: readonly StoredDifference[] | null;
}

export async function endWithIssue(
  db: Queryable,
  { reportId, attempts, version }: Hold,
  { at, by, year, number, total, difference }: Issue,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set status = 'issued', issued_at = $4, issued_by = $5, number_year = $6, number = $7, total_number = $8,
            difference = $9, drafted_at = coalesce(drafted_at, $4), issue_asked_by = null, phase = 'waiting', progress = 0,
            error = null, version = version + 1
      where ${held}`,
    [
      reportId,
      attempts,
      version,
      new Date(at),
      by,
      year,
      number,
      total,
      difference === null ? null : JSON.stringify(difference),
    ],
  );
  return rowCount === 1;
}

/** A server that stops leaves it to the next one: that it was begun counts for nothing. */
export async function giveBack(db: Queryable, { reportId, attempts, version }: Hold): Promise<void> {
  await db.query(
    `update reports set attempts = attempts - 1, phase = 'waiting', progress = 0 where ${held}`,
    [reportId, attempts, version],
  );
}

/** It says why, and stands as before: a draft stays one. */
export async function endWithError(
  db: Queryable,
  { reportId, attempts, version }: Hold,
  error: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set status = case when issue_asked_by is not null then status
                          when drafted_at is not null then 'draft' else 'failed' end,
            issue_asked_by = null, phase = 'waiting', progress = 0, error = $4, version = version + 1
      where ${held}`,
    [reportId, attempts, version, error],
  );
  return rowCount === 1;
}

/** The next 第 number 期 of the year and 总第 total 期. Issued ones are never deleted: there are no gaps. */
export async function nextNumber(
  db: Queryable,
  reportId: number,
  year: number,
): Promise<{ year: number; number: number; total: number }> {
  const { rows } = await db.query<{ number: number; total: number }>(
    `select coalesce(max(i.number) filter (where i.number_year = $2), 0) + 1 as number,
            coalesce(max(i.total_number), 0) + 1 as total
       from reports r
       left join reports i on i.kind = r.kind and i.scope_by = r.scope_by and i.scope_code = r.scope_code
                          and i.status = 'issued'
      where r.report_id = $1`,
    [reportId, year],
  );
  return { year, number: rows[0]?.number ?? 1, total: rows[0]?.total ?? 1 };
}
