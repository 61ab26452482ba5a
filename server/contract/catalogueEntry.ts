/** Kinds of records that are kept by hand, as addresses name them; calendars have pages of their own. */
export const entryKinds = ['regions', 'department-kinds', 'departments', 'items'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** GB/T 39046: 01 licence … 10 other power, 20 public service. */
export const itemTypes = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20'] as const;
