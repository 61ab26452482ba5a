import type { Page } from '#contract/pageSchema';
import type {
  DeadLetter,
  LetterBulk,
  LetterBulkAnswer,
  LetterGroup,
  LetterGroups,
  MendedLetter,
  OpenedLetter,
} from '#contract/deadLetterSchema';
import { request } from './request.ts';

export type { DeadLetter, LetterBulkAnswer, LetterGroup, LetterGroups, MendedLetter, OpenedLetter };

/** Which letters: what is left out narrows nothing. */
export type LetterFilter = Partial<Pick<LetterBulk, 'source' | 'code' | 'path' | 'waitsFor' | 'ids'>>;

export const letterGroups = (): Promise<LetterGroups> => request('GET', '/dead-letter-groups');

/** A page, newest first. @param query as in the address of the page */
export const listLetters = (query: URLSearchParams): Promise<Page<DeadLetter>> =>
  request('GET', `/dead-letters?${query.toString()}`);
export const getLetter = (id: number): Promise<DeadLetter> => request('GET', `/dead-letters/${id}`);
/** Its content, masked; told in the audit. */
export const openLetter = (id: number, reason: string): Promise<OpenedLetter> =>
  request('POST', `/dead-letters/${id}/open`, { reason });
export const mendLetter = (id: number, event: object, dryRun: boolean): Promise<MendedLetter> =>
  request('POST', `/dead-letters/${id}/mend`, { event, dryRun });

/** The next 500 letters at most; `next` of the answer goes on. */
export const bulkLetters = (
  body: LetterFilter & Pick<LetterBulk, 'action' | 'dryRun' | 'after' | 'reason'>,
): Promise<LetterBulkAnswer> => request('POST', '/dead-letters:bulk', body);
