import type { CalendarRun } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';

interface Row extends Omit<CalendarRun, 'createdAt' | 'finishedAt' | 'progress'> {
  createdAt: Instant;
  finishedAt: Instant | null;
  done: number;
  of: number | null;
}

const columns = `run_id as "runId", kind, calendar, asked as change, actor, state, created_at as "createdAt",
            finished_at as "finishedAt", done_cases as done, all_cases as "of", result, error`;

const runOf = ({ createdAt, finishedAt, done, of, ...row }: Row): CalendarRun => ({
  ...row,
  createdAt: instantText(createdAt),
  finishedAt: instantTextOrNull(finishedAt),
  progress: { done, of },
});

export async function calendarRunById(db: Queryable, runId: number): Promise<CalendarRun | undefined> {
  const { rows } = await db.query<Row>(
    `select ${columns} from rule_runs where run_id = $1 and calendar is not null`,
    [runId],
  );
  return rows[0] && runOf(rows[0]);
}

/** The newest first. */
export async function listCalendarRuns(db: Queryable, limit: number): Promise<CalendarRun[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from rule_runs where calendar is not null order by run_id desc limit $1`,
    [limit],
  );
  return rows.map(runOf);
}
