import type { FlagSummary, Page } from '#contract/answerSchema';
import type { Severity } from '#contract/rule';
import { request } from './request.ts';

export type { FlagSummary };

export interface FlagQuery {
  severity: Severity | null;
  cursor: string | null;
}

/** Newest first, within the caller's scope. */
export function listFlags({ severity, cursor }: FlagQuery): Promise<Page<FlagSummary>> {
  const query = new URLSearchParams({ limit: '50' });
  if (severity) query.set('severity', severity);
  if (cursor) query.set('cursor', cursor);
  return request('GET', `/flags?${query}`);
}
