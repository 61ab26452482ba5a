import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { ScannedGroup } from './scanGroup.ts';
import type { StandingGroupFlag } from './reconcileGroups.ts';

/** Every flag that these groups' subjects have by their rules, ended ones too; locked until the transaction ends. */
export async function flagsOfGroups(
  db: Queryable,
  groups: readonly ScannedGroup[],
): Promise<StandingGroupFlag[]> {
  const { rows } = await db.query<StandingGroupFlag>(
    `select f.flag_id as "flagId", f.subject_kind as "subjectKind", f.subject_id as "subjectId", f.rule, f.occurrence,
            f.severity, f.status, coalesce(f.evidence ->> 'factsText', '') as facts,
            (f.followup ->> 'decidedAt')::float8 as "decidedAt",
            case when f.status = 'withdrawal_pending'
                 then coalesce(f.followup -> 'before' ->> 'status', f.followup ->> 'status') end as "pendingFrom"
       from flags f
       join (select distinct * from unnest($1::text[], $2::text[], $3::text[]) as k (kind, id, rule)) as k
         on f.subject_kind = k.kind and f.subject_id = k.id and f.rule = k.rule
      order by f.flag_id
        for update of f`,
    [groups.map((g) => g.subject.kind), groups.map((g) => g.subject.id), groups.map((g) => g.rule)],
  );
  return rows;
}

/** Has these cases looked at again at once: their flags have changed beside them. */
export async function lookAgainAt(db: Queryable, caseIds: readonly string[], now: Instant): Promise<void> {
  await db.query(
    `update cases c set next_check_at = $2, version = c.version + 1
       from (select case_id from cases where case_id = any($1::text[]) order by case_id for update) as locked
      where c.case_id = locked.case_id`,
    [caseIds, new Date(now)],
  );
}
