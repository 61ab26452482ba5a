import type { ReplyCause } from '#contract/followup';
import type { RuleId, Severity } from '#contract/rule';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { standsForItself } from '../../overview/standsForItself.ts';

interface Span {
  from: Instant;
  to: Instant;
}

/** Why confirmed findings of a span happened, in the departments' own words, the commonest first. */
export async function causesWithin(
  db: Queryable,
  { from, to }: Span,
  scope: Scope,
): Promise<{ cause: ReplyCause; n: number }[]> {
  const { rows } = await db.query<{ cause: ReplyCause; n: number }>(
    `select followup -> 'reply' ->> 'cause' as cause, count(*) as n
       from findings f
       join flags using (flag_id)
      where f.occurred_at >= $1 and f.occurred_at < $2 and f.raised_at >= $1::timestamptz - interval '1 hour'
        and f.standing = 'confirmed' and f.severity in ('query', 'yellow', 'red')
        and followup -> 'reply' ->> 'cause' is not null and ${standsForItself}
        and ($3::text[] is null or f.region = any($3)) and ($4::text[] is null or f.department = any($4))
      group by 1
      order by n desc, cause`,
    [new Date(from), new Date(to), scope.regions, scope.departments],
  );
  return rows;
}

export interface TypicalRow {
  rule: RuleId;
  severity: Severity;
  department: string;
  item: string;
  occurredOn: LocalDay;
  facts: Record<string, unknown> | null;
  cause: string | null;
}

/**
 * One confirmed finding of each rule about a case, the worst, then the first; of red before yellow ones, those of the
 * rules with most of them.
 */
export async function typicalFindings(
  db: Queryable,
  { from, to }: Span,
  timezone: string,
  scope: Scope,
): Promise<TypicalRow[]> {
  const { rows } = await db.query<TypicalRow>(
    `with found as (
       select f.rule, f.severity, f.department, flags.item, f.occurred_at, evidence -> 'facts' as facts,
              followup -> 'reply' ->> 'cause' as cause, f.severity = 'red' as is_red,
              count(*) over (partition by f.rule) as often,
              row_number() over (partition by f.rule order by (f.severity = 'red') desc, f.occurred_at, flag_id) as nth
         from findings f
         join flags using (flag_id)
        where f.occurred_at >= $1 and f.occurred_at < $2 and f.raised_at >= $1::timestamptz - interval '1 hour'
          and f.standing = 'confirmed' and f.severity in ('yellow', 'red') and f.subject_kind = 'case'
          and f.department is not null and flags.item is not null and ${standsForItself}
          and ($3::text[] is null or f.region = any($3)) and ($4::text[] is null or f.department = any($4)))
     select rule, severity, department, item, (occurred_at at time zone $5)::date as "occurredOn", facts, cause
       from found
      where nth = 1
      order by is_red desc, often desc, rule
      limit 5`,
    [new Date(from), new Date(to), scope.regions, scope.departments, timezone],
  );
  return rows;
}

/** Share of what sources sent on some days that waits for its codes. */
export async function quarantinedWithin(
  db: Queryable,
  { from, to }: { from: LocalDay; to: LocalDay },
): Promise<{ quarantined: number; n: number }> {
  const { rows } = await db.query<{ quarantined: number; n: number }>(
    `select coalesce(sum(refused) filter (
              where code in ('unknown_item', 'unknown_region', 'unknown_department', 'too_old')), 0) as quarantined,
            coalesce(sum(refused), 0) + (select coalesce(sum(accepted + duplicates), 0) from source_days
                                          where day between $1 and $2) as n
       from source_day_refusals
      where day between $1 and $2`,
    [from, to],
  );
  return rows[0] ?? { quarantined: 0, n: 0 };
}

/** Sources that are silent now for longer than is usual for them. */
export async function silentSources(db: Queryable): Promise<{ sourceId: number; silentSince: Instant }[]> {
  const { rows } = await db.query<{ sourceId: number; silentSince: Instant }>(
    `select source_id as "sourceId", stale_since as "silentSince" from source_watermarks
      where stale_since is not null order by stale_since, source_id`,
  );
  return rows;
}
