import type { Page } from '#contract/pageSchema';
import type { AskedExemption } from '#contract/followupSchema';
import { request } from './request.ts';

export type { AskedExemption };

/** Flags whose exemption waits for a supervisor, the longest first, within the caller's scope. */
export function listExemptions(): Promise<Page<AskedExemption>> {
  return request('GET', '/exemptions?limit=200');
}
