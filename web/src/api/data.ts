import type { Erasure, NewErasure, PersonAsked, PersonHoldings } from '#contract/erasureSchema';
import type { RetentionList, RetentionPreview } from '#contract/retentionSchema';
import { request } from './request.ts';

export type { Erasure, PersonAsked, PersonHoldings, RetentionList, RetentionPreview };
export type { RetentionKindAnswer } from '#contract/retentionSchema';

export const getRetention = (): Promise<RetentionList> => request('GET', '/retention');

/** What would go, were the kind kept for so many days. */
export const previewRetention = (kind: string, days: number): Promise<RetentionPreview> =>
  request('GET', `/retention/${kind}/preview?days=${days}`);

export const setRetention = (kind: string, days: number): Promise<RetentionList> =>
  request('PUT', `/retention/${kind}`, { days });

export const findPerson = (asked: PersonAsked): Promise<PersonHoldings> =>
  request('POST', '/erasures:preview', asked);

/** Newest first; `others`: administrators who can decide what one asks for. */
export const listErasures = (): Promise<{ items: Erasure[]; others: number }> => request('GET', '/erasures');

export const askErasure = (asked: NewErasure): Promise<Erasure> => request('POST', '/erasures', asked);

export const decideErasure = (erasureId: number, approved: boolean): Promise<Erasure> =>
  request('POST', `/erasures/${erasureId}/decide`, { approved });
