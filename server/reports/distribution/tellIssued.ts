import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { placesBelow } from './placesBelow.ts';
import { reportName } from './reportName.ts';
import { readersOf, subscribersOf } from './subscriberStore.ts';
import { sendToChannel, tellReaders } from './issueNoticeStore.ts';

/** Tells readers in the application, and each subscribed channel once. */
export async function tellIssued(
  db: Queryable,
  report: ReportRow,
  { now, catalogue }: { now: Instant; catalogue: Catalogue },
): Promise<void> {
  const name = reportName(report, catalogue);
  const text = {
    zh: `${name.zh}已印发。`,
    en: `The ${name.en} is issued.`,
  };
  const { reportId } = report;
  const notice = { at: now, reportId, text };
  await tellReaders(db, notice, await readersOf(db, report, placesBelow(report, catalogue)));
  for (const subscriber of await subscribersOf(db, report)) await sendToChannel(db, notice, subscriber);
}
