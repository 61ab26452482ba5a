import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** The same to each of many departments. */
export async function insertNotices(
  db: Queryable,
  notice: {
    at: Instant;
    kind: string;
    departments: readonly string[];
    text: { zh: string; en: string };
  },
): Promise<void> {
  const { at, kind, departments, text } = notice;
  await db.query(
    `insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en)
     select $1, $2, department, '{}', '{}', $4, $5 from unnest($3::text[]) as told (department) order by department`,
    [new Date(at), kind, departments, text.zh, text.en],
  );
}
