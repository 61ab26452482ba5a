import type { Page } from '#contract/pageSchema';
import type { AuditEntryAnswer, AuditVerification } from '#contract/auditSchema';
import { request } from './request.ts';

export type { AuditEntryAnswer, AuditVerification };

/** What was done about one thing, newest first; for those who may read the audit. */
export function auditOf(kind: 'case' | 'flag', subject: string): Promise<Page<AuditEntryAnswer>> {
  return request('GET', `/audit?${new URLSearchParams({ kind, subject, limit: '100' })}`);
}

/** @param query parameters of `GET /api/v1/audit`; newest first, within the caller's scope */
export function listAudit(
  query: Readonly<Record<string, string>>,
  cursor: string | null,
): Promise<Page<AuditEntryAnswer>> {
  const parameters = new URLSearchParams({ ...query, limit: '100' });
  if (cursor) parameters.set('cursor', cursor);
  return request('GET', `/audit?${parameters}`);
}

/** The whole chain computed again: seconds for each million of entries. */
export function verifyAudit(): Promise<AuditVerification> {
  return request('GET', '/audit-verification');
}
