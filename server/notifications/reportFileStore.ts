import type { Queryable } from '../db/queryable.ts';

/** What a digest may carry: mail servers refuse more. */
const mostBytes = 15 * 1024 * 1024;

/** Archived files of issued reports, in the formats that each notification takes along. What is too much stays behind. */
export async function reportFiles(
  db: Queryable,
  told: readonly { reportId: number | null; formats: readonly string[] }[],
): Promise<{ name: string; content: Buffer }[]> {
  const asked = told.flatMap(({ reportId, formats }) =>
    reportId === null ? [] : formats.map((format) => ({ reportId, format })),
  );
  if (asked.length === 0) return [];
  const { rows } = await db.query<{ name: string; content: Buffer }>(
    `select name, content
       from (select r.kind || '-' || r.period || case when r.scope_code = '' then '' else '-' || r.scope_code end || '.'
                      || f.format as name,
                    f.file as content, sum(f.bytes) over (order by r.report_id, f.format) as so_far
               from report_files f
               join reports r using (report_id)
               join unnest($1::bigint[], $2::text[]) as asked (report_id, format)
                 on asked.report_id = f.report_id and asked.format = f.format
              where f.language = r.language
              group by r.report_id, f.format, f.language, f.report_id) as found
      where so_far <= $3
      order by name`,
    [asked.map(({ reportId }) => reportId), asked.map(({ format }) => format), mostBytes],
  );
  return rows;
}
