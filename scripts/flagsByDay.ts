import type { Pool } from 'pg';
import type { Instant } from '#contract/time';

export interface RuleFlags {
  rule: string;
  severity: string;
  isAboveNotice: boolean;
  flags: number;
  /** Most on one day of the office. */
  mostADay: number;
  examples: string[];
}

/** Flags raised since an instant, by rule and severity, whatever became of them. */
export async function flagsByDay(pool: Pool, since: Instant): Promise<RuleFlags[]> {
  const { rows } = await pool.query<RuleFlags>(
    `with daily as (
       select rule, severity, (raised_at at time zone 'Asia/Shanghai')::date as day, count(*) as flags,
              (array_agg(subject_id order by flag_id))[1:3] as examples
         from flags where raised_at >= $1 group by rule, severity, day)
     select rule, severity, severity not in ('info', 'notice') as "isAboveNotice", sum(flags) as flags,
            max(flags) as "mostADay", (array_agg(examples[1] order by day))[1:3] as examples
       from daily group by rule, severity order by rule, severity`,
    [new Date(since)],
  );
  return rows;
}

/** For people: every rule that raised anything, and how many on an average working day. */
export function flagTable(rows: readonly RuleFlags[], workdays: number): string {
  const lines = rows.map(({ rule, severity, flags, mostADay, examples }) =>
    [
      rule.padEnd(9),
      severity.padEnd(8),
      String(flags).padStart(8),
      (flags / workdays).toFixed(1).padStart(10),
      String(mostADay).padStart(8),
      `  ${examples.join(' ')}`,
    ].join(''),
  );
  return ['rule     severity   flags   per day    most  for example', ...lines].join('\n');
}
