import type { Page } from '#contract/answerSchema';
import type { AuditEntryAnswer } from '#contract/auditSchema';
import { request } from './request.ts';

export type { AuditEntryAnswer };

/** What was done about one thing, newest first; for those who may read the audit. */
export function auditOf(kind: 'case' | 'flag', subject: string): Promise<Page<AuditEntryAnswer>> {
  return request('GET', `/audit?${new URLSearchParams({ kind, subject, limit: '100' })}`);
}
