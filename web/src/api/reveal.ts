import type { Revealed } from '#contract/revealSchema';
import { request } from './request.ts';

/** What is masked about the people of a case. The reason stands in the audit. */
export function revealPeople(caseId: string, reason: string): Promise<Revealed> {
  return request('POST', `/cases/${encodeURIComponent(caseId)}/reveal`, { reason });
}
