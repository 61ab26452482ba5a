import type { LocationQuery } from 'vue-router';

/** What the archive is narrowed by: the names in the address are those of `GET /api/v1/reports`. */
export const reportFilters = ['kind', 'status', 'period', 'scope'] as const;
export type ReportQuery = Partial<Record<(typeof reportFilters)[number], string>>;

/** Names that are not the archive's are left alone; what is empty narrows nothing. */
export function reportQueryOf(from: LocationQuery | ReportQuery): ReportQuery {
  return Object.fromEntries(
    reportFilters.flatMap((name) => {
      const value = [from[name]].flat()[0]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}
