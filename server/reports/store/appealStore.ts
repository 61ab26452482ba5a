import type { Appeal, AppealDecision, NewAppeal } from '#contract/reports/appealSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface AppealRow extends Omit<Appeal, 'name' | 'appealedAt' | 'decidedAt'> {
  appealedAt: Instant;
  decidedAt: Instant | null;
}

/** Undefined: the same figure of the unit is appealed and undecided. */
export async function insertAppeal(
  db: Queryable,
  reportId: number,
  { by, code, about, text }: NewAppeal,
  who: { name: string; now: Instant },
): Promise<number | undefined> {
  const { rows } = await db.query<{ appealId: number }>(
    `insert into report_appeals (report_id, unit_by, unit_code, about, text, appealed_by, appealed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing
     returning appeal_id as "appealId"`,
    [reportId, by, code, about, text, who.name, new Date(who.now)],
  );
  return rows[0]?.appealId;
}

/** Oldest first. */
export async function listAppeals(db: Queryable, reportId: number): Promise<AppealRow[]> {
  const { rows } = await db.query<AppealRow>(
    `select appeal_id as "appealId", unit_by as by, unit_code as code, about, text, appealed_by as "appealedBy",
            appealed_at as "appealedAt", decision, reason, decided_by as "decidedBy", decided_at as "decidedAt"
       from report_appeals where report_id = $1 order by appeal_id`,
    [reportId],
  );
  return rows;
}

/** The appeal as it was made; undefined: the report has no such one, or it is decided. */
export async function decideAppeal(
  db: Queryable,
  reportId: number,
  { appealId, decision, reason }: AppealDecision,
  who: { name: string; now: Instant },
): Promise<{ appealedBy: string } | undefined> {
  const { rows } = await db.query<{ appealedBy: string }>(
    `update report_appeals set decision = $3, reason = $4, decided_by = $5, decided_at = $6
      where report_id = $1 and appeal_id = $2 and decision is null
     returning appealed_by as "appealedBy"`,
    [reportId, appealId, decision, reason, who.name, new Date(who.now)],
  );
  return rows[0];
}
