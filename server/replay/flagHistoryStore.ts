import type { FlagStatus, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Span } from './replayStore.ts';
import type { PastFlag } from './standingAt.ts';

/** Every flag of these cases. */
export async function flagIdsOf(db: Queryable, caseIds: readonly string[]): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags where subject_kind = 'case' and subject_id = any($1::text[])`,
    [caseIds],
  );
  return rows.map((row) => row.flagId);
}

/** Flags with all their transitions, by id. */
export async function flagHistories(db: Queryable, flagIds: readonly number[]): Promise<PastFlag[]> {
  const { rows } = await db.query<PastFlag>(
    `select f.flag_id as "flagId", f.subject_id as "caseId", f.rule, f.case_state as "caseState", t.transitions
       from flags f
      cross join lateral (
            select json_agg(json_build_object('at', (date_part('epoch', at) * 1000000)::bigint / 1000,
                            'reason', reason, 'status', to_status, 'severity', to_severity)
                            order by transition_id) as transitions
              from flag_transitions where flag_id = f.flag_id) t
      where f.flag_id = any($1::bigint[]) and t.transitions is not null
      order by f.flag_id`,
    [flagIds],
  );
  return rows;
}

/** A transition of a flag that walls may show. */
export interface FlagTurn {
  id: number;
  flagId: number;
  at: Instant;
  reason: string;
  status: FlagStatus;
  severity: Severity;
}

/** Transitions in a span, in their order, at most `limit` after that numbered `after`. */
export async function flagTurns(
  db: Queryable,
  { from, to }: Span,
  after: number,
  limit: number,
): Promise<FlagTurn[]> {
  const { rows } = await db.query<FlagTurn>(
    `select t.transition_id as id, t.flag_id as "flagId", t.at, t.reason, t.to_status as status,
            t.to_severity as severity
       from flag_transitions t join flags f using (flag_id)
      where t.at >= $1 and t.at < $2 and t.transition_id > $3 and t.to_severity <> 'info'
        and t.to_status <> 'archived' and (f.subject_kind <> 'case' or position(':' in f.subject_id) = 0)
      order by t.transition_id limit $4`,
    [new Date(from), new Date(to), after, limit],
  );
  return rows;
}

/** The newest flags that a feed listed at an instant, newest first; of all regions when `regions` is null. */
export async function flagsListedAt(
  db: Queryable,
  at: Instant,
  regions: readonly string[] | null,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags
      where raised_at < $1 and severity <> 'info' and status <> 'archived'
        and (subject_kind <> 'case' or position(':' in subject_id) = 0)
        and ($2::text[] is null or region = any($2))
      order by raised_at desc, flag_id desc limit $3`,
    [new Date(at), regions, limit],
  );
  return rows.map((row) => row.flagId);
}
