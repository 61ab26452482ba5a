import type { CalendarChange, CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import { proposedCatalogue } from '../catalogue/proposedCatalogue.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import type { StoredCase } from '../cases/caseStore.ts';
import { judgePreviewPage, previewCourt } from './calendarPage.ts';
import { calendarReach } from './calendarReach.ts';
import { calendarPages } from './calendarStore.ts';
import { addCalendarTally, calendarCounts, newCalendarTally, type CalendarTally } from './calendarTally.ts';
import { judgePages, pageSize, type PagesParts } from './judgePages.ts';

export interface PreviewCalendarParts extends PagesParts {
  /** Cases that this process has in memory need not be read. */
  remembered?: ((caseId: string) => StoredCase | undefined) | undefined;
  /** Under which the cases that would move are kept. */
  runId?: number;
}

/**
 * What a change of a calendar would move: due dates of open cases and flags as they stand at `now`, by the functions
 * that decide. Changes nothing of them.
 * @throws Problem `not_found`, `invalid` for a change that cannot be recorded, `conflict` if the catalogue changes as
 * it begins
 */
export async function previewCalendar(
  parts: PreviewCalendarParts,
  code: string,
  change: CalendarChange,
  now: Instant,
): Promise<CalendarReport> {
  const { pool, catalogue, remembered, runId } = parts;
  const began = performance.now();
  const proposed = await proposedCatalogue(pool, catalogue, code, change, now);
  const reach = calendarReach(catalogue, proposed.catalogue, code, change, now);
  const order = { code, change, reach, now, proofs: await proofsOfLife(pool), runId };
  const court = previewCourt(catalogue, proposed.catalogue, order);
  const tally = await judgePages<CalendarTally>(parts, {
    ...(await calendarPages(pool, reach, pageSize)),
    order: { kind: 'calendar', ...order },
    judge: (page) => judgePreviewPage({ db: pool, remembered }, court, page),
    sum: newCalendarTally(),
    add: addCalendarTally,
  });
  return {
    calendar: code,
    revision: catalogue.calendar(code)?.revision ?? null,
    asOf: new Date(now).toISOString(),
    ...calendarCounts(tally),
    warnings: proposed.warnings,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}
