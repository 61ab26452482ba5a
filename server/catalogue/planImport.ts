import { catalogueSchema, type CatalogueDocument } from '#contract/catalogueSchema';
import type { ItemVersion } from '#contract/item';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { DepartmentKindVersion, DepartmentVersion, RegionVersion } from './catalogue.ts';
import {
  calendarRow,
  departmentKindRow,
  departmentRow,
  itemRow,
  regionRow,
  type Unrecorded,
} from './catalogueRows.ts';
import { calendarWarnings, checkCalendars } from './checkCalendars.ts';
import { checkItems, promiseWarnings } from './checkItems.ts';
import { checkPlaces } from './checkPlaces.ts';
import { faultsOf, type DocumentFault } from './documentFault.ts';
import { followingCalendars } from './followingCalendars.ts';
import { planVersions, type ImportCounts, type VersionPlan } from './planVersions.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';
import { replacedVersion } from './replacedVersion.ts';
import { unknownFields } from './unknownFields.ts';
import { wellFormed } from './wellFormed.ts';

export type CatalogueKind = 'regions' | 'departmentKinds' | 'departments' | 'items' | 'calendars';

export interface DocumentPlan {
  regions: VersionPlan<Unrecorded<RegionVersion>>;
  departmentKinds: VersionPlan<Unrecorded<DepartmentKindVersion>>;
  departments: VersionPlan<Unrecorded<DepartmentVersion>>;
  items: VersionPlan<Unrecorded<ItemVersion>>;
  calendars: VersionPlan<Unrecorded<CalendarVersion>>;
}

export type PlannedImport =
  | {
      ok: true;
      document: CatalogueDocument;
      plan: DocumentPlan;
      counts: Record<CatalogueKind, ImportCounts>;
      warnings: DocumentFault[];
      /** Codes that nobody knew before, as dead letters wait for them: "item:CODE", "department:CODE", "region:CODE". */
      nowKnown: string[];
    }
  | { ok: false; faults: DocumentFault[] };

/** What a document would record beside what is recorded; with a fault anywhere, nothing. Writes nothing. */
export function planImport(document: unknown, recorded: RecordedCatalogue): PlannedImport {
  const parsed = catalogueSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) {
    const others = wellFormed(document, parsed.error);
    const beside = others ? checkDocument(others.document, recorded).flatMap(others.placed) : [];
    return { ok: false, faults: [...faultsOf(parsed.error), ...beside] };
  }
  const faults = checkDocument(parsed.data, recorded);
  if (faults.length > 0) return { ok: false, faults };
  const plan = planDocument(parsed.data, recorded);
  return {
    ok: true,
    document: parsed.data,
    plan,
    counts: {
      regions: plan.regions.counts,
      departmentKinds: plan.departmentKinds.counts,
      departments: plan.departments.counts,
      items: plan.items.counts,
      calendars: plan.calendars.counts,
    },
    warnings: [
      ...unknownFields(document, parsed.data),
      ...promiseWarnings(parsed.data),
      ...calendarWarnings(parsed.data),
    ],
    nowKnown: [
      ...plan.regions.newCodes.map((code) => `region:${code}`),
      ...plan.departments.newCodes.map((code) => `department:${code}`),
      ...plan.items.newCodes.map((code) => `item:${code}`),
    ],
  };
}

/** Everything wrong with a well-formed document, given what is recorded already. */
export function checkDocument(document: CatalogueDocument, recorded: RecordedCatalogue): DocumentFault[] {
  return [...checkPlaces(document, recorded), ...checkItems(document), ...checkCalendars(document, recorded)];
}

function planDocument(document: CatalogueDocument, recorded: RecordedCatalogue): DocumentPlan {
  // by the day they begin, so that the last recorded version of an item is its last in time
  const items = document.items
    .map(itemRow)
    .sort((a, b) => Number(a.validFrom > b.validFrom) - Number(a.validFrom < b.validFrom));
  const calendars = document.calendars.map(calendarRow);
  const following = followingCalendars(calendars, recorded.calendars);
  return {
    regions: planVersions(document.regions.map(regionRow), recorded.regions),
    departmentKinds: planVersions(document.departmentKinds.map(departmentKindRow), recorded.departmentKinds),
    departments: planVersions(document.departments.map(departmentRow), recorded.departments),
    items: planVersions(
      items,
      recorded.items,
      (earlier, row) => earlier.validFrom === row.validFrom,
      replacedVersion,
    ),
    calendars: planVersions([...calendars, ...following], recorded.calendars),
  };
}
