import type { Queryable } from '../db/queryable.ts';

interface Codes {
  regions: string[];
  departments: string[];
  items: string[];
}

/** Which of the given codes are recorded in no version, in the order of their code. */
export async function unknownCodes(db: Queryable, given: Codes): Promise<Codes> {
  const { rows } = await db.query<{ kind: keyof Codes; code: string }>(
    `select 'regions' as kind, code from unnest($1::text[]) as given (code)
      where not exists (select from regions r where r.code = given.code)
     union all
     select 'departments', code from unnest($2::text[]) as given (code)
      where not exists (select from departments d where d.code = given.code)
     union all
     select 'items', code from unnest($3::text[]) as given (code)
      where not exists (select from items i where i.code = given.code)
     order by 1, 2`,
    [given.regions, given.departments, given.items],
  );
  const of = (kind: keyof Codes) => rows.filter((row) => row.kind === kind).map((row) => row.code);
  return { regions: of('regions'), departments: of('departments'), items: of('items') };
}
