import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** What is told of a report, and leads to it. */
export interface ReportNotice {
  at: Instant;
  kind: string;
  reportId: number;
  text: { zh: string; en: string };
}

/** To accounts, by name; to nobody: nothing is told. */
export async function insertNotice(
  db: Queryable,
  { at, kind, reportId, text }: ReportNotice,
  accounts: readonly string[],
): Promise<void> {
  if (accounts.length === 0) return;
  await db.query(
    `with told as (
       insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en)
       values ($1, $2, null, $4::text[], '{}', $5, $6)
       returning notification_id)
     insert into report_notices (notification_id, report_id, formats) select notification_id, $3, '{}' from told`,
    [new Date(at), kind, reportId, accounts, text.zh, text.en],
  );
}

/** The same to each of many departments. */
export async function insertNotices(
  db: Queryable,
  { at, kind, reportId, text }: ReportNotice,
  departments: readonly string[],
): Promise<void> {
  await db.query(
    `with told as (
       insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en)
       select $1, $2, department, '{}', '{}', $5, $6 from unnest($4::text[]) as told (department) order by department
       returning notification_id)
     insert into report_notices (notification_id, report_id, formats) select notification_id, $3, '{}' from told`,
    [new Date(at), kind, reportId, departments, text.zh, text.en],
  );
}
