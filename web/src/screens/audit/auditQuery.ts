import type { LocationQuery } from 'vue-router';

/** What the audit is narrowed by: the names in the address are those of `GET /api/v1/audit`. */
export const auditFilters = ['actor', 'action', 'kind', 'subject', 'from', 'to'] as const;
export type AuditFilterName = (typeof auditFilters)[number];
export type AuditQuery = Partial<Record<AuditFilterName, string>>;

/** Names that are not the audit's are left alone; what is empty narrows nothing. */
export function auditQueryOf(from: LocationQuery | Record<string, string>): AuditQuery {
  return Object.fromEntries(
    auditFilters.flatMap((name) => {
      const value = [from[name]].flat()[0]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}
