import type { LocationQuery } from 'vue-router';

/** What a list can be narrowed by: the names in the address are those of `GET /api/v1/flags`. */
export const filterNames = [
  'severity',
  'status',
  'rule',
  'region',
  'department',
  'item',
  'state',
  'live',
  'number',
  'case',
  'raisedFrom',
  'raisedTo',
  'from',
  'to',
  'owner',
  'dueBefore',
  'replyOverdue',
  'order',
  'sort',
] as const;
export type FilterName = (typeof filterNames)[number];

/** Only what is narrowed by; several values of one filter mean any of them. */
export type Filters = Partial<Record<FilterName, readonly string[]>>;

/** Names the list does not know are left alone: an address may carry more than this list reads. */
export function filtersOf(query: LocationQuery): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const values = [query[name]]
      .flat()
      .flatMap((text) => (text ?? '').split(','))
      .filter((text) => text !== '');
    if (values.length > 0) filters[name] = values;
  }
  return filters;
}

export function queryOf(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const values = filters[name];
      return values === undefined || values.length === 0 ? [] : [[name, values.join(',')]];
    }),
  );
}

/** A saved view keeps its list as an address does. */
export function filtersOfText(query: string): Filters {
  return filtersOf(Object.fromEntries(new URLSearchParams(query)));
}

/** The same list whatever the order in which its filters were chosen. */
export function isSameList(a: Filters, b: Filters): boolean {
  const sorted = (filters: Filters) =>
    filterNames.map((name) => [...(filters[name] ?? [])].sort().join(',')).join('&');
  return sorted(a) === sorted(b);
}
