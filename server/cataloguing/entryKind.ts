import type { EntryKind } from '#contract/catalogueEntry';

/** As addresses name a kind, and as a document does. */
export const documentKind = {
  regions: 'regions',
  'department-kinds': 'departmentKinds',
  departments: 'departments',
  items: 'items',
} as const satisfies Record<EntryKind, string>;
