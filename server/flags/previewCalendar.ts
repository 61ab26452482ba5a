import type { Pool } from 'pg';
import type { CalendarChange, CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { proposedCatalogue } from '../catalogue/proposedCatalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { calendarReach } from './calendarReach.ts';
import { judgeByBoth } from './calendarCases.ts';
import { calendarCases, countCalendarCases, firstCase, type CasePosition } from './calendarStore.ts';
import { calendarCounts, countCalendarCase, newCalendarTally } from './calendarTally.ts';

export interface PreviewCalendarParts {
  pool: Pool;
  catalogue: Catalogue;
  /** Cases that this process has in memory need not be read. */
  remembered?: ((caseId: string) => StoredCase | undefined) | undefined;
  onProgress?: (done: number, of: number) => void | Promise<void>;
  /** @throws its reason, between pages */
  signal?: AbortSignal;
}

/** A page takes a few hundredths of a second: beside it the process serves others. */
const pageSize = 500;

/**
 * What a change of a calendar would move: due dates of open cases and flags as they stand at `now`, by the functions
 * that decide. Changes nothing.
 * @throws Problem `not_found`, `invalid` for a change that cannot be recorded
 */
export async function previewCalendar(
  parts: PreviewCalendarParts,
  code: string,
  change: CalendarChange,
  now: Instant,
): Promise<CalendarReport> {
  const { pool, catalogue, remembered, onProgress, signal } = parts;
  const began = performance.now();
  const proposed = await proposedCatalogue(pool, catalogue, code, change, now);
  const proofs = await proofsOfLife(pool);
  const court = {
    before: ruleBench(catalogue, proofs, now),
    after: ruleBench(proposed.catalogue, proofs, now),
    now,
  };
  const tally = newCalendarTally(proposed.catalogue.calendar(code)?.timezone ?? catalogue.timezone);
  const reach = calendarReach(catalogue, proposed.catalogue, code, change, now);
  const of = await countCalendarCases(pool, reach);
  const readPage = async (after: CasePosition) => {
    const { caseIds, last } = await calendarCases(pool, reach, after, pageSize);
    return { last, cases: await loadCases(pool, caseIds, { remembered }) };
  };
  await onProgress?.(0, of);
  // the database reads a page while the one before it is judged
  for (let next = readPage(firstCase); ;) {
    signal?.throwIfAborted();
    const { cases, last } = await next;
    if (!last) break;
    next = readPage(last);
    // whoever breaks off must not leave a rejection that nobody hears
    next.catch(() => undefined);
    for (const one of await judgeByBoth(pool, cases, court)) countCalendarCase(tally, one);
    await onProgress?.(tally.cases, of);
  }
  return {
    calendar: code,
    revision: catalogue.calendar(code)?.revision ?? null,
    asOf: new Date(now).toISOString(),
    ...calendarCounts(tally),
    warnings: proposed.warnings,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}
