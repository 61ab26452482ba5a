import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface UnsentFlag {
  flagId: number;
  rule: RuleId;
  severity: Severity;
  region: string | null;
  department: string;
  owner: string | null;
}

/** Flags raised in [from, to) that a department could answer and nobody has sent. */
export async function unsentFlags(db: Queryable, from: Instant, to: Instant): Promise<UnsentFlag[]> {
  const { rows } = await db.query<UnsentFlag>(
    `select flag_id as "flagId", rule, severity, region, department, owner
       from flags
      where status = 'raised' and ended_at is null and department is not null and severity <> 'info'
        and raised_at >= $1 and raised_at < $2
      order by flag_id`,
    [new Date(from), new Date(to)],
  );
  return rows;
}
