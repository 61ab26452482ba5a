import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Stage } from '../domain/cases/caseState.ts';

/** What a list shows beside a flag: its case, where it has one, and what was done last. */
export interface FlagBackground {
  flagId: number;
  stage: Stage | null;
  /** The earlier of promise and law. */
  dueAt: Instant | null;
  concludedAt: Instant | null;
  lastAt: Instant | null;
  lastReason: string | null;
  lastActor: string | null;
}

/** Asked for the flags of a page that was found within a scope. */
export async function flagBackgrounds(
  db: Queryable,
  flagIds: readonly number[],
): Promise<Map<number, FlagBackground>> {
  const { rows } = await db.query<FlagBackground>(
    `select f.flag_id as "flagId", c.stage, least(c.promised_due_at, c.statutory_due_at) as "dueAt",
            c.concluded_at as "concludedAt", last.at as "lastAt", last.reason as "lastReason",
            last.actor as "lastActor"
       from flags f
       left join cases c on f.subject_kind = 'case' and c.case_id = f.subject_id
       left join lateral (
            select at, reason, actor from flag_transitions t
             where t.flag_id = f.flag_id
             order by t.transition_id desc
             limit 1) last on true
      where f.flag_id = any($1::bigint[])`,
    [flagIds],
  );
  return new Map(rows.map((row) => [row.flagId, row]));
}
