import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { standsForItself } from '../../overview/standsForItself.ts';

type Standing = 'confirmed' | 'excused' | 'undecided' | 'contested' | 'data_problem';

export interface FindingRow {
  region: string;
  department: string;
  item: string;
  rule: RuleId;
  severity: Severity;
  standing: Standing;
  n: number;
}

/**
 * Flags of a span by their decisive instant, `to` exclusive, from query up, as they stand now; what is no longer true and
 * what is history stands nowhere. A broken law stands for the broken promise. A flag is noticed after its instant, or by a
 * clock that is minutes behind.
 */
export async function findingsBy(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  scope: Scope,
): Promise<FindingRow[]> {
  const { rows } = await db.query<FindingRow>(
    `select coalesce(f.region, '') as region, coalesce(f.department, '') as department,
            coalesce(flags.item, '') as item, f.rule, f.severity, f.standing, count(*) as n
       from findings f
       join flags using (flag_id)
      where f.occurred_at >= $1 and f.occurred_at < $2 and f.raised_at >= $1::timestamptz - interval '1 hour'
        and f.standing is not null and f.severity in ('query', 'yellow', 'red')
        and ($3::text[] is null or f.region = any($3)) and ($4::text[] is null or f.department = any($4))
        and ${standsForItself}
      group by 1, 2, 3, 4, 5, 6`,
    [new Date(from), new Date(to), scope.regions, scope.departments],
  );
  return rows;
}
