import type {
  CalendarRecord,
  DepartmentKindRecord,
  DepartmentRecord,
  ItemRecord,
  RegionRecord,
} from '#contract/catalogueSchema';
import type { ItemVersion } from '#contract/item';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { DepartmentKindVersion, DepartmentVersion, RegionVersion } from './catalogue.ts';

// A document's record as the version it becomes, but for the revision: what is compared and what is written.

export type Unrecorded<T> = Omit<T, 'revision'>;

export function regionRow(record: RegionRecord): Unrecorded<RegionVersion> {
  return {
    code: record.code,
    name: record.name,
    shortName: record.shortName ?? record.name,
    parent: record.parent ?? null,
    kind: record.kind,
    overlaps: record.overlaps,
    tile: record.tile ?? null,
    group: record.group,
    order: record.order,
    calendar: record.calendar ?? null,
    provisional: record.provisional,
  };
}

export function departmentKindRow(record: DepartmentKindRecord): Unrecorded<DepartmentKindVersion> {
  return { code: record.code, name: record.name, shortName: record.shortName, order: record.order };
}

export function departmentRow(record: DepartmentRecord): Unrecorded<DepartmentVersion> {
  return {
    code: record.code,
    name: record.name,
    shortName: record.shortName ?? record.name,
    region: record.region,
    kind: record.kind ?? null,
    parent: record.parent ?? null,
    phone: record.phone ?? null,
    calendar: record.calendar ?? null,
    provisional: record.provisional,
  };
}

export function itemRow(record: ItemRecord): Unrecorded<ItemVersion> {
  const { provisional, ...row } = record;
  return provisional ? { ...row, provisional } : row;
}

export function calendarRow(record: CalendarRecord): Unrecorded<CalendarVersion> {
  const days = record.days.map(({ date, off, name }) => ({ day: date, off, name }));
  return {
    code: record.code,
    timezone: record.timezone,
    duePolicy: record.duePolicy,
    hours: record.hours,
    publishedThrough: record.publishedThrough,
    basedOn: record.basedOn ?? null,
    days: days.sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}
