import type { SearchAnswer } from '#contract/deskSchema';
import { request } from './request.ts';

export type { SearchAnswer };

/** @param text the beginning of a case number, part of a name, or an identity number */
export function search(text: string): Promise<SearchAnswer> {
  return request('GET', `/search?${new URLSearchParams({ q: text })}`);
}
