import type { RuleConclusion } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { standsForItself } from '../../overview/standsForItself.ts';

/**
 * What the findings of a span (as `findingsBy` has them) came to, by rule; what waits for its verdict or for the decision of
 * an appeal came to nothing yet. What silence confirmed has a verdict too; withdrawn is what the data took back.
 */
export async function conclusionsWithin(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  scope: Scope,
): Promise<RuleConclusion[]> {
  const { rows } = await db.query<RuleConclusion>(
    `select f.rule,
            case when f.standing = 'data_problem' then 'data_problem'
                 when status = 'exempt' then 'exempt'
                 when status = 'withdrawn' and followup #>> '{appeal,outcome}' = 'withdrawn' then 'appeal_won'
                 when followup #>> '{verdict,verdict}' is not null then followup #>> '{verdict,verdict}'
                 when f.standing = 'excused' then 'withdrawn'
                 else 'confirmed_violation' end as conclusion,
            count(*) as n
       from findings f
       join flags using (flag_id)
      where f.occurred_at >= $1 and f.occurred_at < $2 and f.raised_at >= $1::timestamptz - interval '1 hour'
        and f.standing in ('confirmed', 'excused', 'data_problem') and f.severity in ('query', 'yellow', 'red')
        and ($3::text[] is null or f.region = any($3)) and ($4::text[] is null or f.department = any($4))
        and ${standsForItself}
      group by 1, 2
      order by 1, 2`,
    [new Date(from), new Date(to), scope.regions, scope.departments],
  );
  return rows;
}
