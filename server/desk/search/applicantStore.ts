import type { Scope } from '../../access/scope.ts';
import type { CaseRow } from '../../cases/caseListStore.ts';
import type { Queryable } from '../../db/queryable.ts';

/** Cases that a person has submitted, known by the pseudonym alone, newest first. */
export async function casesOfApplicant(
  db: Queryable,
  personRef: string,
  scope: Scope,
  most: number,
): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `select c.case_id as "caseId", c.namespace, c.region, c.department, c.item, c.channel,
            c.parent_case as "parentCase", c.stage, c.outcome, c.round, c.historical,
            c.submitted_at as "submittedAt", c.received_at as "receivedAt", c.accepted_at as "acceptedAt",
            c.concluded_at as "concludedAt", c.promised_due_at as "promisedDueAt",
            c.statutory_due_at as "statutoryDueAt", c.provisional_due as "provisionalDue",
            c.first_event_at as "firstEventAt", c.last_event_at as "lastEventAt", c.alert, c.queries, 0 as position
       from cases c
      where c.case_id in (select e.case_id from case_events e
                           where e.type = 'case.submitted' and e.data ->> 'applicantRef' = $1)
        and ($2::text[] is null or c.region = any($2)) and ($3::text[] is null or c.department = any($3))
      order by c.first_event_at desc
      limit $4`,
    [personRef, scope.regions, scope.departments, most],
  );
  return rows;
}
