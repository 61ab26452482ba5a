import type { Pool } from 'pg';
import type { CalendarChange } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { proposedCatalogue } from '../catalogue/proposedCatalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { foldRows, type StoredCase } from '../cases/caseStore.ts';
import type { Queryable } from '../db/queryable.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';
import { timezone, type Timezone } from '../domain/calendar/timezone.ts';
import { judgeByBoth, type CalendarCourt } from './calendarCases.ts';
import { keepConcerned } from './calendarCaseStore.ts';
import { calendarRows, type CalendarCases } from './calendarStore.ts';
import { countCalendarCase, newCalendarTally, type CalendarTally } from './calendarTally.ts';
import type { CasePage } from './casePage.ts';
import { concernedCase } from './concernedCase.ts';

/** What the preview of a calendar's change asks. */
export interface PreviewOrder {
  code: string;
  change: CalendarChange;
  reach: CalendarCases;
  now: Instant;
  proofs: Map<number, ProofOfLife>;
  /** Under which the cases that it moves are kept. */
  runId?: number | undefined;
}

/** What every page of a preview is judged with. */
export interface PreviewCourt extends CalendarCourt {
  reach: CalendarCases;
  runId: number | undefined;
  /** In which last days are told. */
  zone: Timezone;
}

export function previewCourt(
  catalogue: Catalogue,
  proposed: Catalogue,
  { code, reach, now, proofs, runId }: PreviewOrder,
): PreviewCourt {
  return {
    before: ruleBench(catalogue, proofs, now),
    after: ruleBench(proposed, proofs, now),
    now,
    reach,
    runId,
    zone: timezone(proposed.calendar(code)?.timezone ?? catalogue.timezone),
  };
}

/** The same where only the catalogue before the change is known. */
export async function proposedCourt(
  pool: Pool,
  catalogue: Catalogue,
  order: PreviewOrder,
): Promise<PreviewCourt> {
  const proposed = await proposedCatalogue(pool, catalogue, order.code, order.change, order.now);
  return previewCourt(catalogue, proposed.catalogue, order);
}

/** Judges the cases of a page by both calendars, and counts what would move; under a run it is kept as well. */
export async function judgePreviewPage(
  {
    db,
    remembered,
  }: { db: Queryable; remembered?: ((caseId: string) => StoredCase | undefined) | undefined },
  court: PreviewCourt,
  page: CasePage,
): Promise<CalendarTally> {
  const rows = await calendarRows(db, court.reach, page);
  const tally = newCalendarTally();
  const judged = await judgeByBoth(db, await foldRows(db, rows, { remembered }), court);
  for (const one of judged) countCalendarCase(tally, one, court.zone);
  if (court.runId !== undefined)
    await keepConcerned(
      db,
      court.runId,
      judged.flatMap((one) => concernedCase(one) ?? []),
    );
  return tally;
}
