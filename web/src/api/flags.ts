import type { FlagListItem } from '#contract/answerSchema';
import type { Page } from '#contract/pageSchema';
import { request } from './request.ts';

export type { FlagListItem };

/** Query parameters of `GET /api/v1/flags`; several values with commas. */
export type FlagQuery = Readonly<Record<string, string>>;

/** Newest first, within the caller's scope. */
export function listFlags(query: FlagQuery, cursor: string | null, limit = 100): Promise<Page<FlagListItem>> {
  const parameters = new URLSearchParams({ ...query, limit: String(limit) });
  if (cursor) parameters.set('cursor', cursor);
  return request('GET', `/flags?${parameters}`);
}
