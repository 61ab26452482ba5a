import { Problem } from '#contract/problem';
import type { ItemVersion } from '#contract/item';
import { workCalendar, type CalendarVersion, type WorkCalendar } from '../domain/calendar/workCalendar.ts';
import type { CalendarKey } from '../domain/knowledge.ts';
import { builtInCalendar, defaultCalendar, isBuiltIn } from './builtInCalendars.ts';
import type { DepartmentVersion, RegionVersion, SourceRecord } from './catalogue.ts';
import { versionAt, type Versioned } from './versioned.ts';

interface CalendarSources {
  regions: Versioned<RegionVersion>;
  departments: Versioned<DepartmentVersion>;
  items: Versioned<ItemVersion>;
  calendars: Versioned<CalendarVersion>;
  sources: ReadonlyMap<number, SourceRecord>;
  timezone: string;
}

/**
 * Gives the function that chooses a case's calendar: the item's, the department's, the region's, the source's, else
 * `CN`, each as recorded up to the revision asked for. Built-in calendars run in the source's time zone, else the
 * office's. It throws Problem `no_calendar` where the chosen one is not recorded: a wrong calendar would be worse.
 */
export function calendarChoice(from: CalendarSources): (of: CalendarKey, revision: number) => WorkCalendar {
  const built = new Map<CalendarVersion, WorkCalendar>();
  const builtIn = new Map<string, WorkCalendar>();

  const namedByItem = (of: CalendarKey, revision: number) =>
    of.item === undefined ? undefined : versionAt(from.items, of.item, revision)?.calendar;
  const namedByDepartment = (of: CalendarKey, revision: number) =>
    of.department === undefined ? undefined : versionAt(from.departments, of.department, revision)?.calendar;
  const namedByRegion = (of: CalendarKey, revision: number) =>
    of.region === undefined ? undefined : versionAt(from.regions, of.region, revision)?.calendar;
  const namedBySource = (of: CalendarKey) => from.sources.get(of.sourceId)?.settings.calendar;

  return (of, revision) => {
    const code =
      namedByItem(of, revision) ??
      namedByDepartment(of, revision) ??
      namedByRegion(of, revision) ??
      namedBySource(of) ??
      defaultCalendar;
    if (isBuiltIn(code)) {
      const timezone = from.sources.get(of.sourceId)?.settings.timezone ?? from.timezone;
      return remember(builtIn, `${code} ${timezone}`, () => workCalendar(builtInCalendar(code, timezone)));
    }
    const version = versionAt(from.calendars, code, revision);
    if (version) return remember(built, version, () => workCalendar(version));
    const asked = `item ${of.item}, department ${of.department}, region ${of.region}, source ${of.sourceId}`;
    throw new Problem(
      'no_calendar',
      `calendar ${code}, asked for ${asked}, is not in the catalogue as of revision ${revision}; import it with "catalogue import"`,
    );
  };
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
