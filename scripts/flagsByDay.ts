import type { Pool } from 'pg';
import type { Instant } from '#contract/time';

export interface RuleFlags {
  rule: string;
  severity: string;
  isAboveNotice: boolean;
  flags: number;
  /** Most on one day of the office. */
  mostADay: number;
  about: string[];
}

/** Flags raised since an instant, by rule and severity, whatever became of them. */
export async function flagsByDay(pool: Pool, since: Instant): Promise<RuleFlags[]> {
  const { rows } = await pool.query<RuleFlags>(
    `with daily as (
       select rule, severity, (raised_at at time zone 'Asia/Shanghai')::date as day, count(*) as flags
         from flags where raised_at >= $1 group by rule, severity, day),
     told as (
       select rule, severity, array_agg(subject_id order by flag_id) as about
         from flags where raised_at >= $1 group by rule, severity)
     select rule, severity, severity not in ('info', 'notice') as "isAboveNotice", sum(flags) as flags,
            max(flags) as "mostADay", about
       from daily join told using (rule, severity)
      group by rule, severity, about order by rule, severity`,
    [new Date(since)],
  );
  return rows;
}

/**
 * For people: every rule that raised anything, how many on an average working day, and how many of them the judge of
 * single cases knows of, `known` holding their `CASE RULE`.
 */
export function flagTable(rows: readonly RuleFlags[], workdays: number, known: ReadonlySet<string>): string {
  const lines = rows.map(({ rule, severity, flags, mostADay, about }) =>
    [
      rule.padEnd(9),
      severity.padEnd(8),
      String(flags).padStart(8),
      (flags / workdays).toFixed(1).padStart(10),
      String(mostADay).padStart(8),
      String(about.filter((caseId) => known.has(`${caseId} ${rule}`)).length).padStart(8),
      `  ${about.slice(0, 3).join(' ')}`,
    ].join(''),
  );
  return ['rule     severity   flags   per day    most   known  for example', ...lines].join('\n');
}
