import { Problem } from '#contract/problem';
import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { lockCatalogue } from './catalogueRecordStore.ts';
import { calendarVersions, newestRevision } from './catalogueStore.ts';
import { importCatalogue, type CatalogueImport } from './importCatalogue.ts';

interface CalendarEdit {
  /** `off` null takes the day off the list: it is then what its weekday says. */
  days: readonly { date: LocalDay; off: boolean | null; name?: string }[];
  /** The last day of a further published year. */
  publishedThrough?: LocalDay;
}

/**
 * Records a calendar's next version: its newest one with the changes made. `db` must be inside a transaction.
 * Throws Problem `not_found` for a calendar that is not recorded; faults in the days are part of the result.
 */
export async function editCalendarDays(
  db: Queryable,
  code: string,
  edit: CalendarEdit,
  by: { actor: string },
  now: Instant,
): Promise<CatalogueImport> {
  await lockCatalogue(db);
  const recorded = await calendarVersions(db, await newestRevision(db));
  const calendar = recorded.findLast((version) => version.code === code);
  if (!calendar) throw new Problem('not_found', `calendar ${code} is not in the catalogue; import it first`);

  const days = new Map(calendar.days.map(({ day, off, name }) => [day, { date: day, off, name }]));
  for (const { date, off, name } of edit.days) {
    if (off === null) days.delete(date);
    else days.set(date, { date, off, name: name ?? days.get(date)?.name ?? '' });
  }
  const { timezone, duePolicy, hours } = calendar;
  const publishedThrough = edit.publishedThrough ?? calendar.publishedThrough;
  const edited = { code, timezone, duePolicy, hours, publishedThrough, days: [...days.values()] };
  return importCatalogue(db, { calendars: [edited] }, { ...by, note: `days of ${code}` }, now);
}
