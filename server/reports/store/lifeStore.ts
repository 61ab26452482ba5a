import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

// Each is one step of a report's life; false: it does not stand so that the step can be taken.

/** The figures of a draft are taken anew. */
export async function queueAgain(
  db: Queryable,
  reportId: number,
  who: { name: string; now: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set status = 'queued', phase = 'waiting', progress = 0, attempts = 0, error = null, asked_by = $2, asked_at = $3,
            version = version + 1
      where report_id = $1 and status = 'draft' and issue_asked_by is null`,
    [reportId, who.name, new Date(who.now)],
  );
  return rowCount === 1;
}

/** Ends the work on it: a draft that was there before stays. */
export async function cancelWork(db: Queryable, reportId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set status = case when issue_asked_by is not null then status
                          when drafted_at is not null then 'draft' else 'cancelled' end,
            issue_asked_by = null, phase = 'waiting', progress = 0, error = null, version = version + 1
      where report_id = $1 and (status in ('queued', 'running') or issue_asked_by is not null)`,
    [reportId],
  );
  return rowCount === 1;
}

export async function openAppeals(db: Queryable, reportId: number, until: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports set status = 'appealing', appeals_until = $2, error = null, version = version + 1
      where report_id = $1 and status = 'draft' and issue_asked_by is null`,
    [reportId, new Date(until)],
  );
  return rowCount === 1;
}

export async function askToIssue(db: Queryable, reportId: number, name: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update reports
        set issue_asked_by = $2, phase = 'waiting', progress = 0, attempts = 0, error = null, version = version + 1
      where report_id = $1 and status in ('draft', 'appealing') and issue_asked_by is null`,
    [reportId, name],
  );
  return rowCount === 1;
}

/** Who looks at it sees that something has changed. */
export async function touchReport(db: Queryable, reportId: number): Promise<void> {
  await db.query('update reports set version = version + 1 where report_id = $1', [reportId]);
}
