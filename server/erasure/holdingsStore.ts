import type { PersonHoldings } from '#contract/erasureSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Cases whose applicant has this pseudonym, at most `limit`. */
export async function casesOfPerson(db: Queryable, personRef: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select distinct case_id as "caseId" from case_events
      where type = 'case.submitted' and data ->> 'applicantRef' = $1
      order by case_id limit $2`,
    [personRef, limit],
  );
  return rows.map(({ caseId }) => caseId);
}

/** Of these cases those that are here, with how much of a person each holds. `zone`: of the office, for days. */
export async function casesHeld(
  db: Queryable,
  caseIds: readonly string[],
  zone: string,
): Promise<PersonHoldings['cases']> {
  const { rows } = await db.query<PersonHoldings['cases'][number]>(
    `select c.case_id as "caseId", c.item, c.department, c.stage,
            (c.first_event_at at time zone $2)::date as "begunOn",
            (select count(*) from personal_data p where p.case_id = c.case_id) as parts,
            (select count(*) from case_events e
              where e.case_id = c.case_id and e.occurred_at between c.first_event_at and c.last_event_at
                and e.data ->> 'applicantRef' is not null) as pseudonyms
       from cases c where c.case_id = any($1::text[]) order by c.first_event_at desc, c.case_id`,
    [caseIds, zone],
  );
  return rows;
}

export interface FoundLetter {
  letterId: number;
  source: string;
  receivedAt: Instant;
  subject: string | null;
}

/** Letters that name one of these cases, at most 1,000. */
export async function lettersOfCases(db: Queryable, caseIds: readonly string[]): Promise<FoundLetter[]> {
  const { rows } = await db.query<FoundLetter>(
    `select d.dead_letter_id as "letterId", s.name as source, d.received_at as "receivedAt", d.subject
       from dead_letters d join sources s using (source_id)
      where case when s.namespace = '' then d.subject else s.namespace || ':' || d.subject end = any($1::text[])
      order by d.dead_letter_id limit 1000`,
    [caseIds],
  );
  return rows;
}

/** Letters after `after` with what is sealed of them, by number: as they came, and as an administrator mended them. */
export async function sealedLetters(
  db: Queryable,
  after: number,
  limit: number,
): Promise<(FoundLetter & { body: Buffer; mended: Buffer | null })[]> {
  const { rows } = await db.query<FoundLetter & { body: Buffer; mended: Buffer | null }>(
    `select d.dead_letter_id as "letterId", s.name as source, d.received_at as "receivedAt", d.subject, d.body,
            d.mended
       from dead_letters d join sources s using (source_id)
      where d.dead_letter_id > $1 order by d.dead_letter_id limit $2`,
    [after, limit],
  );
  return rows;
}

/** Files attached to flags of these cases, and where else they are. */
export async function attachmentsOfCases(
  db: Queryable,
  caseIds: readonly string[],
): Promise<PersonHoldings['attachments']> {
  const { rows } = await db.query<PersonHoldings['attachments'][number]>(
    `select encode(a.hash, 'hex') as hash, a.name, files.type, files.size, a.flag_id as "flagId", f.subject_id as "caseId",
            (select count(*) from attachments o join flags g using (flag_id)
              where o.hash = a.hash and not (g.subject_kind = 'case' and g.subject_id = any($1::text[]))) as elsewhere
       from attachments a join flags f using (flag_id) join files using (hash)
      where f.subject_kind = 'case' and f.subject_id = any($1::text[])
      order by a.flag_id, a.attached_at, a.hash`,
    [caseIds],
  );
  return rows;
}

/** Flags of these cases on which people have written something. */
export async function flagsWithTexts(
  db: Queryable,
  caseIds: readonly string[],
): Promise<PersonHoldings['flags']> {
  const { rows } = await db.query<PersonHoldings['flags'][number]>(
    `select f.flag_id as "flagId", f.subject_id as "caseId", count(*) as texts
       from flags f join flag_transitions t using (flag_id)
      where f.subject_kind = 'case' and f.subject_id = any($1::text[]) and t.actor <> 'duban'
      group by f.flag_id, f.subject_id order by f.flag_id`,
    [caseIds],
  );
  return rows;
}
