import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Cursor } from '../http/cursor.ts';
import type { Scope } from './scope.ts';

/** What the audit is narrowed by; null: not by this. */
export interface AuditFilter {
  /** False: entries on cases and flags within the scope alone. */
  everything: boolean;
  scope: Scope;
  actor: string | null;
  /** An action, or what several begin with before a dot. */
  action: string | null;
  kind: string | null;
  subject: string | null;
  /** From inclusive, to exclusive. */
  from: Instant | null;
  to: Instant | null;
}

export interface AuditRow {
  auditId: number;
  at: Instant;
  actor: string;
  action: string;
  kind: string;
  id: string;
  detail: unknown;
  seq: number | null;
  /** `at` in epoch microseconds: what the list is ordered by. */
  position: number;
}

/** One page, newest first. */
export async function listAudit(
  db: Queryable,
  filter: AuditFilter,
  after: Cursor<number> | null,
  limit: number,
): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select e.audit_id as "auditId", e.at, e.actor, e.action, e.subject_kind as kind, e.subject_id as id, e.detail,
            s.seq, (extract(epoch from e.at) * 1000000)::bigint as position
       from audit_entries e
       left join audit_seals s using (audit_id)
      where ($1::boolean
             or (e.subject_kind = 'case' and exists (
                 select from cases where case_id = e.subject_id
                    and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))))
             or (e.subject_kind = 'flag' and exists (
                 select from flags where flag_id = case when e.subject_id ~ '^[0-9]{1,15}$' then e.subject_id::bigint end
                    and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3)))))
        and ($4::text is null or e.actor = any (array[$4] || array(
                 select $4 || ' for ' || o.name
                   from stand_ins i
                   join accounts a on a.account_id = i.account_id
                   join accounts o on o.account_id = i.officer_id
                  where a.name = $4)))
        and ($5::text is null or e.action = $5 or starts_with(e.action, $5 || '.'))
        and ($6::text is null or e.subject_kind = $6) and ($7::text is null or e.subject_id = $7)
        and ($8::timestamptz is null or e.at >= $8) and ($9::timestamptz is null or e.at < $9)
        and ($10::double precision is null or (e.at, e.audit_id)
             < (timestamptz 'epoch' + $10::double precision * interval '1 microsecond', $11))
      order by e.at desc, e.audit_id desc
      limit $12`,
    [...filterValues(filter), after?.at ?? null, after?.key ?? null, limit],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countAudit(db: Queryable, filter: AuditFilter, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from audit_entries e
              where ($1::boolean
                     or (e.subject_kind = 'case' and exists (
                         select from cases where case_id = e.subject_id
                            and ($2::text[] is null or region = any($2))
                            and ($3::text[] is null or department = any($3))))
                     or (e.subject_kind = 'flag' and exists (
                         select from flags
                          where flag_id = case when e.subject_id ~ '^[0-9]{1,15}$' then e.subject_id::bigint end
                            and ($2::text[] is null or region = any($2))
                            and ($3::text[] is null or department = any($3)))))
                and ($4::text is null or e.actor = any (array[$4] || array(
                 select $4 || ' for ' || o.name
                   from stand_ins i
                   join accounts a on a.account_id = i.account_id
                   join accounts o on o.account_id = i.officer_id
                  where a.name = $4)))
                and ($5::text is null or e.action = $5 or starts_with(e.action, $5 || '.'))
                and ($6::text is null or e.subject_kind = $6) and ($7::text is null or e.subject_id = $7)
                and ($8::timestamptz is null or e.at >= $8) and ($9::timestamptz is null or e.at < $9)
              limit $10) as matching`,
    [...filterValues(filter), most],
  );
  return rows[0]?.n ?? 0;
}

function filterValues(filter: AuditFilter): unknown[] {
  return [
    filter.everything,
    filter.scope.regions,
    filter.scope.departments,
    filter.actor,
    filter.action,
    filter.kind,
    filter.subject,
    filter.from === null ? null : new Date(filter.from),
    filter.to === null ? null : new Date(filter.to),
  ];
}
