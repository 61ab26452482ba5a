import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/**
 * How often flags ended, or held again, by themselves in (from, to]; those without a turn are missing. Every silence of
 * a source is a flag of its own: there they are taken together, and each after the first is a return.
 */
export async function turnsOfFlags(
  db: Queryable,
  flagIds: readonly number[],
  { from, to }: { from: Instant; to: Instant },
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ flagId: number; turns: number }>(
    `select f.flag_id as "flagId",
            count(*) - (array_agg(t.from_status is null order by t.transition_id))[1]::integer as turns
       from flags f
       join lateral (
            select f.flag_id where f.rule <> 'FEED-01'
            union all
            select s.flag_id from flags s
             where f.rule = 'FEED-01' and s.rule = 'FEED-01' and s.subject_kind = f.subject_kind
               and s.subject_id = f.subject_id) as same on true
       join flag_transitions t on t.flag_id = same.flag_id
      where f.flag_id = any($1::bigint[]) and t.at > $2 and t.at <= $3 and t.actor = 'duban'
        and (t.from_status is null or t.from_status in ('resolved', 'withdrawn', 'withdrawal_pending'))
            <> (t.to_status in ('resolved', 'withdrawn', 'withdrawal_pending'))
      group by f.flag_id`,
    [flagIds, new Date(from), new Date(to)],
  );
  return new Map(rows.map((row) => [row.flagId, row.turns]));
}
