import type { LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { SourceDay } from '../domain/quality/sourceDay.ts';

/** Adds to what was refused in the sources' days. */
export async function addRefusals(db: Queryable, days: readonly SourceDay[]): Promise<void> {
  const rows = days.flatMap(({ sourceId, day, refusals }) =>
    Object.entries(refusals).map(([code, refused]) => ({ sourceId, day, code, refused })),
  );
  if (rows.length === 0) return;
  await db.query(
    `insert into source_day_refusals as d (source_id, day, code, refused)
     select "sourceId", day, code, refused
       from json_to_recordset($1) as given ("sourceId" integer, day date, code text, refused integer)
      order by "sourceId", day, code
     on conflict (source_id, day, code) do update set refused = d.refused + excluded.refused`,
    [JSON.stringify(rows)],
  );
}

/** Days from … to, both included, of one source or of all. */
export async function listSourceDays(
  db: Queryable,
  { from, to }: { from: LocalDay; to: LocalDay },
  sourceId: number | null,
): Promise<SourceDay[]> {
  const { rows } = await db.query<SourceDay>(
    `select source_id as "sourceId", day, accepted, duplicates, out_of_order as "outOfOrder", ahead,
            most_ahead_ms as "mostAheadMs", ids_checked as "idsChecked", ids_invalid as "idsInvalid",
            fields_expected as "fieldsExpected", fields_missing as "fieldsMissing", lags,
            coalesce((select json_object_agg(code, refused) from source_day_refusals r
                       where r.source_id = d.source_id and r.day = d.day), '{}') as refusals
       from source_days d
      where day between $1 and $2 and ($3::integer is null or source_id = $3)
      order by source_id, day`,
    [from, to, sourceId],
  );
  return rows;
}
