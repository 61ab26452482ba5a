import type { Queryable } from '../db/queryable.ts';

/** Deletes what is sealed of these cases' applicants. @returns how many events had something */
export async function erasePersonalData(db: Queryable, caseIds: readonly string[]): Promise<number> {
  const { rowCount } = await db.query('delete from personal_data where case_id = any($1::text[])', [caseIds]);
  return rowCount ?? 0;
}

/**
 * Takes the applicant's pseudonym out of these cases' events, which stay valid without: their content's hash was taken
 * when they came, and is how the same event is known again when its source sends it once more.
 */
export async function erasePseudonyms(db: Queryable, caseIds: readonly string[]): Promise<number> {
  const { rowCount } = await db.query(
    `update case_events e set data = (e.data::jsonb - 'applicantRef')::json
       from cases c
      where c.case_id = any($1::text[]) and e.case_id = c.case_id
        and e.occurred_at between c.first_event_at and c.last_event_at and e.data ->> 'applicantRef' is not null`,
    [caseIds],
  );
  return rowCount ?? 0;
}

/** The given letters, and all that name one of the cases. */
export async function eraseLetters(
  db: Queryable,
  letterIds: readonly number[],
  caseIds: readonly string[],
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from dead_letters d using sources s
      where s.source_id = d.source_id
        and (d.dead_letter_id = any($1::bigint[])
             or case when s.namespace = '' then d.subject else s.namespace || ':' || d.subject end = any($2::text[]))`,
    [letterIds, caseIds],
  );
  return rowCount ?? 0;
}

/** Takes files off these cases' flags; one that no other flag has goes itself. */
export async function eraseAttachments(
  db: Queryable,
  files: readonly string[],
  caseIds: readonly string[],
): Promise<{ attachments: number; files: number }> {
  const { rows } = await db.query<{ attachments: number; files: number }>(
    `with gone as (
       delete from attachments a using flags f
        where f.flag_id = a.flag_id and f.subject_kind = 'case' and f.subject_id = any($2::text[])
          and encode(a.hash, 'hex') = any($1::text[])
       returning a.flag_id, a.hash),
     unused as (
       delete from files f
        where hash in (select hash from gone)
          and not exists (select from attachments a
                           where a.hash = f.hash and (a.flag_id, a.hash) not in (select flag_id, hash from gone))
       returning hash)
     select (select count(*) from gone) as attachments, (select count(*) from unused) as files`,
    [files, caseIds],
  );
  return rows[0] ?? { attachments: 0, files: 0 };
}
