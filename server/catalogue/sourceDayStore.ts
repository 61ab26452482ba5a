import type { LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { SourceDay } from '../domain/quality/sourceDay.ts';

/** Adds to the sources' days. Locks the rows in order of source to commit. */
export async function addSourceDays(db: Queryable, days: readonly SourceDay[]): Promise<void> {
  if (days.length === 0) return;
  await db.query(
    `insert into source_days as d
            (source_id, day, accepted, duplicates, out_of_order, ahead, most_ahead_ms, ids_checked, ids_invalid,
             fields_expected, fields_missing, lags)
     select "sourceId", day, accepted, duplicates, "outOfOrder", ahead, "mostAheadMs", "idsChecked", "idsInvalid",
            "fieldsExpected", "fieldsMissing", lags
       from json_to_recordset($1) as given (
            "sourceId" integer, day date, accepted integer, duplicates integer, "outOfOrder" integer, ahead integer,
            "mostAheadMs" integer, "idsChecked" integer, "idsInvalid" integer, "fieldsExpected" integer,
            "fieldsMissing" integer, lags integer[])
      order by "sourceId", day
     on conflict (source_id, day) do update set
            accepted = d.accepted + excluded.accepted,
            duplicates = d.duplicates + excluded.duplicates,
            out_of_order = d.out_of_order + excluded.out_of_order,
            ahead = d.ahead + excluded.ahead,
            most_ahead_ms = greatest(d.most_ahead_ms, excluded.most_ahead_ms),
            ids_checked = d.ids_checked + excluded.ids_checked,
            ids_invalid = d.ids_invalid + excluded.ids_invalid,
            fields_expected = d.fields_expected + excluded.fields_expected,
            fields_missing = d.fields_missing + excluded.fields_missing,
            lags = array(select a + b from unnest(d.lags, excluded.lags) with ordinality as u (a, b, step)
                          order by step)`,
    [JSON.stringify(days)],
  );
  const refused = days.filter(({ refusals }) => Object.keys(refusals).length > 0);
  if (refused.length > 0) await addRefusals(db, refused);
}

async function addRefusals(db: Queryable, days: readonly SourceDay[]): Promise<void> {
  const rows = days.flatMap(({ sourceId, day, refusals }) =>
    Object.entries(refusals).map(([code, refused]) => ({ sourceId, day, code, refused })),
  );
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
