import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface NewRedFlag {
  flagId: number;
  region: string | null;
  department: string | null;
}

/** Flags that became red in [from, to) and still are; cases of the default namespace alone. */
export async function newRedFlags(db: Queryable, from: Instant, to: Instant): Promise<NewRedFlag[]> {
  const { rows } = await db.query<NewRedFlag>(
    `select distinct f.flag_id as "flagId", f.region, f.department
       from flag_transitions t
       join flags f using (flag_id)
      where t.to_severity = 'red' and t.from_severity is distinct from 'red' and t.at >= $1 and t.at < $2
        and f.severity = 'red' and f.ended_at is null and (f.subject_kind <> 'case' or position(':' in f.subject_id) = 0)
      order by 1`,
    [new Date(from), new Date(to)],
  );
  return rows;
}

export interface Inspector {
  name: string;
  region: string | null;
  department: string | null;
}

export async function listInspectors(db: Queryable): Promise<Inspector[]> {
  const { rows } = await db.query<Inspector>(
    `select name, region, department from accounts
      where role = 'inspector' and disabled_at is null
      order by account_id`,
  );
  return rows;
}
