import type { Pool } from 'pg';
import type { CalendarChange, CalendarRun } from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { proposedCatalogue } from '../catalogue/proposedCatalogue.ts';
import type { StoredCase } from '../cases/caseStore.ts';
import { applyCalendar } from './applyCalendar.ts';
import { forgetConcerned } from './calendarCaseStore.ts';
import { calendarRunById } from './calendarRunStore.ts';
import { previewCalendar } from './previewCalendar.ts';
import { createRuns, type RunControl } from './runs.ts';

export interface CalendarRunsParts {
  pool: Pool;
  holder: CatalogueHolder;
  clock: () => Instant;
  /** Cases that this process has in memory need not be read. */
  remembered?: (caseId: string) => StoredCase | undefined;
}

export type AskedCalendarRun = Pick<CalendarRun, 'kind' | 'calendar' | 'change' | 'actor'>;

/** Previews and applications of calendars' changes as runs. */
export interface CalendarRuns {
  /** @throws Problem `not_found`, `invalid` for a change that cannot be recorded, `conflict` while another run works */
  start(asked: AskedCalendarRun): Promise<CalendarRun>;
  /** False: there is no such run, or it has ended. */
  cancel(runId: number): Promise<boolean>;
  /** Resolves when no run of this process works any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Of so many runs the cases are kept, and not only counted. */
const runsKept = 10;

export function createCalendarRuns(parts: CalendarRunsParts): CalendarRuns {
  const { pool, holder, clock } = parts;
  const { start, cancel, settled, close } = createRuns(pool, clock);

  const work = async ({ kind, calendar, change, actor }: AskedCalendarRun, control: RunControl) => {
    if (kind === 'calendar_change') return applyCalendar({ ...parts, ...control }, calendar, change, actor);
    await holder.refresh(pool);
    const reading = { pool, catalogue: holder.current(), remembered: parts.remembered, ...control };
    return previewCalendar(reading, calendar, change, clock());
  };
  return {
    async start(asked) {
      const { kind, calendar, change, actor } = asked;
      await mustBeRecordable(parts, calendar, change);
      await forgetConcerned(pool, runsKept - 1);
      const runId = await start({ kind, calendar, asked: change, actor }, (control) => work(asked, control));
      const run = await calendarRunById(pool, runId);
      if (!run) throw new Problem('internal', `run ${runId} is gone as soon as it was begun`);
      return run;
    },
    cancel,
    settled,
    close,
  };
}

/** Whoever asks for what cannot be is told at once, not by a run that fails. */
async function mustBeRecordable(
  { pool, holder, clock }: CalendarRunsParts,
  calendar: string,
  change: CalendarChange,
): Promise<void> {
  await proposedCatalogue(pool, holder.current(), calendar, change, clock());
}
