import type { CalendarChange } from '#contract/calendarSchema';
import type { CatalogueDocument } from '#contract/catalogueSchema';
import { Problem } from '#contract/problem';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';
import type { Versioned } from './versioned.ts';

/**
 * The document that records a calendar's change: its newest version, or one that begins as another's and follows it,
 * with the days changed, and the places that follow it from then on.
 * @throws Problem `not_found` for a calendar or place that is not recorded, `invalid` for what cannot be meant
 */
export function calendarDocument(
  recorded: RecordedCatalogue,
  code: string,
  change: CalendarChange,
): Partial<CatalogueDocument> {
  const base = baseOf(recorded.calendars, code, change);
  const days = new Map(base.days.map(({ day, off, name }) => [day, { date: day, off, name }]));
  for (const [row, { date, off, name }] of change.days.entries()) {
    if (change.days.findIndex((other) => other.date === date) < row)
      throw new Problem('invalid', `${date} is given twice; keep one.`, { path: `days.${row}.date` });
    if (off === null) days.delete(date);
    else days.set(date, { date, off, name: name ?? days.get(date)?.name ?? '' });
  }
  const { timezone, duePolicy, publishedThrough } = base;
  const hours = change.hours ?? base.hours;
  const calendar = {
    code,
    timezone,
    duePolicy,
    hours: hours.map(([from, to]): [string, string] => [from, to]),
    publishedThrough: change.publishedThrough ?? publishedThrough,
    basedOn: change.basedOn ?? (base.code === code ? base.basedOn : null),
    days: [...days.values()],
  };
  return {
    calendars: [calendar],
    regions: change.regions.map((place, row) => following(recorded.regions, place, code, `regions.${row}`)),
    departments: change.departments.map((place, row) =>
      following(recorded.departments, place, code, `departments.${row}`),
    ),
  };
}

function baseOf(
  calendars: Versioned<CalendarVersion>,
  code: string,
  { basedOn, publishedThrough }: CalendarChange,
): CalendarVersion {
  const own = calendars.get(code)?.at(-1);
  if (own && basedOn !== undefined)
    throw new Problem('invalid', `Calendar ${code} is recorded already; leave basedOn out.`, {
      path: 'basedOn',
    });
  const base = own ?? calendars.get(basedOn ?? '')?.at(-1);
  if (!base)
    throw new Problem(
      'not_found',
      `calendar ${basedOn ?? code} is not in the catalogue; import it first, or name the calendar it is basedOn.`,
    );
  if (publishedThrough !== undefined && publishedThrough < base.publishedThrough)
    throw new Problem(
      'invalid',
      `publishedThrough is ${publishedThrough}, but ${code} is published through ${base.publishedThrough}.`,
      { path: 'publishedThrough' },
    );
  return base;
}

function following<T extends { revision: number; calendar: string | null }>(
  places: Versioned<T>,
  place: string,
  calendar: string,
  path: string,
): Omit<T, 'revision'> {
  const newest = places.get(place)?.at(-1);
  if (!newest) throw new Problem('not_found', `${place} is not in the catalogue; import it first.`, { path });
  const { revision: _, ...record } = newest;
  return { ...record, calendar };
}
