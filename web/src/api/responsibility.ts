import type { CaseResponsibility, Responsibility } from '#contract/responsibilitySchema';
import { request } from './request.ts';

export type { CaseResponsibility, Responsibility };

/** Query parameters of `GET /api/v1/responsibility`. */
export type ResponsibilityQuery = Readonly<{ by: Responsibility['by']; period: string }>;

export function caseResponsibility(caseId: string): Promise<CaseResponsibility> {
  return request('GET', `/cases/${encodeURIComponent(caseId)}/responsibility`);
}

export function listResponsibility(
  query: ResponsibilityQuery,
  cursor: string | null,
): Promise<Responsibility> {
  const parameters = new URLSearchParams(query);
  if (cursor) parameters.set('cursor', cursor);
  return request('GET', `/responsibility?${parameters}`);
}
