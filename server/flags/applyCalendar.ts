import type { Pool } from 'pg';
import type { CalendarChange, CalendarReport } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { editCalendarDays } from '../catalogue/editCalendarDays.ts';
import { accepted } from '../catalogue/proposedCatalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import { loadCases, updateCases, type StoredCase } from '../cases/caseStore.ts';
import { newRollups } from '../cases/rollups.ts';
import { addCase, countingOf } from '../cases/countCase.ts';
import { addToRollups } from '../cases/rollupStore.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { judgeByBoth, type CalendarCase } from './calendarCases.ts';
import { keepConcerned } from './calendarCaseStore.ts';
import { calendarReach } from './calendarReach.ts';
import { calendarCases, calendarPages, claimCases, setAlerts } from './calendarStore.ts';
import { calendarCounts, countCalendarCase, newCalendarTally } from './calendarTally.ts';
import { concernedCase } from './concernedCase.ts';
import { pageSize } from './judgePages.ts';
import { saveFlags } from './saveVerdicts.ts';

export interface ApplyCalendarParts {
  pool: Pool;
  holder: CatalogueHolder;
  /** Pages are judged by the time at which they are: meanwhile the flag job goes on. */
  clock: () => Instant;
  remembered?: ((caseId: string) => StoredCase | undefined) | undefined;
  onProgress?: (done: number, of: number) => void | Promise<void>;
  /** Under which the cases that moved are kept. */
  runId?: number;
  /** @throws its reason, between pages: the job that recomputes due dates then finishes the work */
  signal?: AbortSignal;
}

/** The two catalogues, and in whose name flags change. */
interface Order {
  before: Catalogue;
  after: Catalogue;
  actor: string;
  detail: { calendar: string; revision: number };
}

const mostAttempts = 20;

/**
 * Applies a change of a calendar.
 * 1. Record the calendar's version: from now on every clock runs by it.
 * 2. Page by page move the due dates of the open cases that it concerns, and raise and withdraw their flags, with the
 *    trace `calendar_changed`; a case that another writer holds or has changed is looked at again. Nobody waits.
 * 3. At the end one `resync`.
 * Cases that it cannot concern get the new version's number from the job that recomputes due dates.
 * @throws Problem `not_found`, `invalid`
 */
export async function applyCalendar(
  parts: ApplyCalendarParts,
  code: string,
  change: CalendarChange,
  actor: string,
): Promise<CalendarReport> {
  const { pool, holder, clock, onProgress, signal, runId } = parts;
  const began = performance.now();
  const asOf = clock();
  await holder.refresh(pool);
  const before = holder.current();
  const { revision, warnings } = accepted(
    await inTransaction(pool, (db) => editCalendarDays(db, code, change, { actor }, asOf)),
  );
  await holder.refresh(pool);
  const after = holder.current();
  const order: Order = { before, after, actor, detail: { calendar: code, revision } };
  const tally = newCalendarTally();
  const zone = timezone(after.calendar(code)?.timezone ?? after.timezone);
  const reach = calendarReach(before, after, code, change, asOf);
  const { pages, cases: of } = await calendarPages(pool, reach, pageSize);
  try {
    for (const page of pages) {
      signal?.throwIfAborted();
      const caseIds = await calendarCases(pool, reach, page);
      const moved = await moveCases(parts, order, caseIds);
      for (const one of moved) countCalendarCase(tally, one, zone);
      if (runId !== undefined)
        await keepConcerned(
          pool,
          runId,
          moved.flatMap((one) => concernedCase(one) ?? []),
        );
      await onProgress?.(tally.cases, of);
    }
  } finally {
    await inTransaction(pool, (db) => appendChange(db, clock(), { resync: 'catalogue' }));
  }
  return {
    calendar: code,
    revision: before.calendar(code)?.revision ?? null,
    asOf: new Date(asOf).toISOString(),
    ...calendarCounts(tally),
    warnings,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

async function moveCases(
  { pool, clock, remembered }: ApplyCalendarParts,
  order: Order,
  caseIds: readonly string[],
): Promise<CalendarCase[]> {
  const moved: CalendarCase[] = [];
  let left: readonly string[] = caseIds;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > mostAttempts)
      throw new Error(`cases from ${left[0]} on changed ${mostAttempts} times while their due dates moved`);
    const now = clock();
    const proofs = await proofsOfLife(pool);
    const court = {
      before: ruleBench(order.before, proofs, now),
      after: ruleBench(order.after, proofs, now),
      now,
    };
    const judged = await judgeByBoth(pool, await loadCases(pool, left, { remembered }), court);
    const saved = await save(pool, order, judged, now);
    moved.push(...judged.filter((one) => saved.has(one.was.caseId)));
    left = judged.map(({ was }) => was.caseId).filter((caseId) => !saved.has(caseId));
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 5 * attempt));
  }
  return moved;
}

/** @returns the ids of the cases that were still as judged */
function save(
  pool: Pool,
  { after, actor, detail }: Order,
  judged: readonly CalendarCase[],
  now: Instant,
): Promise<Set<string>> {
  const asRead = judged.map(({ stored, was }) => ({ caseId: was.caseId, version: stored.version }));
  return inTransaction(pool, async (db) => {
    const claimed = await claimCases(db, asRead);
    const mine = judged
      .filter(({ was }) => claimed.has(was.caseId))
      .sort((a, b) => (a.was.caseId < b.was.caseId ? -1 : 1));
    if (mine.length === 0) return claimed;
    const pairs = mine.map(({ stored, judged: { row, check } }) => {
      const { alert, queries, nextCheckAt } = check;
      return { stored, is: { ...row, version: stored.version + 1, alert, queries, nextCheckAt } };
    });
    await updateCases(
      db,
      pairs.map(({ is }) => is),
    );
    const changed = pairs.filter(
      ({ stored, is }) => stored.alert !== is.alert || stored.queries !== is.queries,
    );
    if (changed.length > 0)
      await setAlerts(
        db,
        changed.map(({ is: { facts, alert, queries } }) => ({ caseId: facts.caseId, alert, queries })),
      );
    const trace = { reason: 'calendar_changed', actor, detail };
    await saveFlags(
      db,
      mine.map((one) => one.judged),
      now,
      trace,
    );
    const rollups = newRollups(after.timezone);
    for (const { stored, is } of pairs) addCase(rollups, countingOf(stored), countingOf(is));
    await addToRollups(db, rollups);
    return claimed;
  });
}
