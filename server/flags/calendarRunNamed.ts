import type { CalendarRun } from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import type { Queryable } from '../db/queryable.ts';
import { calendarRunById } from './calendarRunStore.ts';

/** @throws Problem `not_found` */
export async function calendarRunNamed(db: Queryable, id: unknown): Promise<CalendarRun> {
  const run = /^\d{1,15}$/.test(String(id)) ? await calendarRunById(db, Number(id)) : undefined;
  if (!run) throw new Problem('not_found', `There is no run "${String(id)}" of a calendar here.`);
  return run;
}
