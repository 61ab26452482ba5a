import type { ListedCalendar } from '#contract/calendarSchema';
import { defaultCalendar } from './builtInCalendars.ts';
import type { Catalogue } from './catalogue.ts';

type Naming = readonly { code: string; calendar?: string | null }[];

/** Whose records name a calendar, as they stand; of an item its newest version. */
export function calendarUse(catalogue: Catalogue, code: string): ListedCalendar['usedBy'] {
  const naming = (records: Naming): string[] =>
    records.filter(({ calendar }) => calendar === code).map((record) => record.code);
  const items = new Set(catalogue.itemVersions.map((version) => version.code));
  return {
    regions: naming(catalogue.regions),
    departments: naming(catalogue.departments),
    items: naming([...items].flatMap((item) => catalogue.newestItem(item) ?? [])),
    sources: catalogue.sources
      .filter(({ settings, revokedAt }) => revokedAt === null && settings.calendar === code)
      .map(({ name }) => name),
    calendars: catalogue.calendars.filter(({ basedOn }) => basedOn === code).map((one) => one.code),
    otherwise: code === defaultCalendar,
  };
}
