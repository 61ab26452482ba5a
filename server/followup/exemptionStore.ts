import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { FlagRow } from '../flags/flagListStore.ts';
import type { Cursor } from '../http/cursor.ts';

export interface ExemptionRow extends FlagRow {
  reason: string;
  until: LocalDay;
  by: string;
  askedAt: Instant;
}

/** Flags inside a scope whose exemption was asked for and is not decided, the longest waiting first. */
export async function listExemptions(
  db: Queryable,
  scope: Scope,
  after: Cursor<number> | null,
  limit: number,
): Promise<ExemptionRow[]> {
  const { rows } = await db.query<ExemptionRow>(
    `select flag_id as "flagId", subject_kind as "subjectKind", subject_id as "subjectId", rule, severity, status,
            case_state as "caseState", region, department, item, step, occurred_at as "occurredAt",
            raised_at as "raisedAt", ended_at as "endedAt", version, owner, due_at as "dueAt",
            followup -> 'exemption' ->> 'reason' as reason, followup -> 'exemption' ->> 'until' as until,
            followup -> 'exemption' ->> 'by' as by, (followup -> 'exemption' ->> 'at')::bigint as "askedAt",
            (followup -> 'exemption' ->> 'at')::bigint as position
       from flags
      where ended_at is null and jsonb_typeof(followup -> 'exemption') = 'object'
        and ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
        and ($3::bigint is null or ((followup -> 'exemption' ->> 'at')::bigint, flag_id) > ($3, $4))
      order by (followup -> 'exemption' ->> 'at')::bigint, flag_id
      limit $5`,
    [scope.regions, scope.departments, after?.at ?? null, after?.key ?? null, limit],
  );
  return rows;
}

/** How many wait, counted no further than `most`. */
export async function countExemptions(db: Queryable, scope: Scope, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from flags
              where ended_at is null and jsonb_typeof(followup -> 'exemption') = 'object'
                and ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))
              limit $3) as waiting`,
    [scope.regions, scope.departments, most],
  );
  return rows[0]?.n ?? 0;
}
