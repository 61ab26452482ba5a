import type { RecordChange } from '#contract/catalogueEntrySchema';
import { fieldChanges } from '#contract/fieldChanges';
import type { DocumentPlan } from '../catalogue/planImport.ts';

/** How a document calls a kind, and how addresses do. */
export const addressOf = {
  regions: 'regions',
  departmentKinds: 'department-kinds',
  departments: 'departments',
  items: 'items',
  calendars: 'calendars',
} as const;

interface AnyVersion {
  code: string;
  name?: string;
  validFrom?: string;
}

/** A version beside the one it replaces; `before` is undefined for a new record. */
export function recordChange(
  kind: keyof typeof addressOf,
  before: AnyVersion | undefined,
  row: AnyVersion,
): RecordChange {
  return {
    kind: addressOf[kind],
    code: row.code,
    name: row.name ?? row.code,
    isNew: before === undefined,
    validFrom: row.validFrom ?? null,
    changes: fieldChanges(before, row),
  };
}

/** Everything that a plan writes, changes before what is new: those are to be looked at. */
export function recordChanges(plan: DocumentPlan): RecordChange[] {
  const all = (['items', 'departments', 'departmentKinds', 'regions', 'calendars'] as const).flatMap((kind) =>
    plan[kind].written.map(({ before, row }) => recordChange(kind, before, row)),
  );
  return [...all.filter(({ isNew }) => !isNew), ...all.filter(({ isNew }) => isNew)];
}
