import type { CalendarRun } from '#contract/calendarSchema';
import type { Queryable } from '../db/queryable.ts';
import { runColumns, runOf, type RunRow } from './storedRun.ts';

export async function calendarRunById(db: Queryable, runId: number): Promise<CalendarRun | undefined> {
  const { rows } = await db.query<RunRow<CalendarRun>>(
    `select calendar, asked as change, ${runColumns} from rule_runs where run_id = $1 and calendar is not null`,
    [runId],
  );
  return rows[0] && runOf(rows[0]);
}

/** The newest first. */
export async function listCalendarRuns(db: Queryable, limit: number): Promise<CalendarRun[]> {
  const { rows } = await db.query<RunRow<CalendarRun>>(
    `select calendar, asked as change, ${runColumns} from rule_runs where calendar is not null order by run_id desc limit $1`,
    [limit],
  );
  return rows.map(runOf);
}
