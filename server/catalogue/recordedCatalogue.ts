import type { ItemVersion } from '#contract/item';
import type { Queryable } from '../db/queryable.ts';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { DepartmentKindVersion, DepartmentVersion, RegionVersion } from './catalogue.ts';
import {
  calendarVersions,
  departmentKindVersions,
  departmentVersions,
  itemVersions,
  newestRevision,
  regionVersions,
} from './catalogueStore.ts';
import { versionsByCode, type Versioned } from './versioned.ts';

/** Everything a catalogue document can hold, with all its versions. */
export interface RecordedCatalogue {
  revision: number;
  regions: Versioned<RegionVersion>;
  departmentKinds: Versioned<DepartmentKindVersion>;
  departments: Versioned<DepartmentVersion>;
  items: Versioned<ItemVersion>;
  calendars: Versioned<CalendarVersion>;
}

/** Reads what was recorded up to the newest revision. */
export async function recordedCatalogue(db: Queryable): Promise<RecordedCatalogue> {
  const revision = await newestRevision(db);
  return {
    revision,
    regions: versionsByCode(await regionVersions(db, revision)),
    departmentKinds: versionsByCode(await departmentKindVersions(db, revision)),
    departments: versionsByCode(await departmentVersions(db, revision)),
    items: versionsByCode(await itemVersions(db, revision)),
    calendars: versionsByCode(await calendarVersions(db, revision)),
  };
}
