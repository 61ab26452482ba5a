import type { Account } from '#contract/account';
import type { HandOver, NewStandIn, StandInAnswer, StandInList } from '#contract/standInSchema';
import { request } from './request.ts';

export type { HandOver, StandInAnswer, StandInList };

export const listStandIns = (): Promise<StandInList> => request('GET', '/stand-ins');

export const agreeStandIn = (asked: Omit<NewStandIn, 'note'>): Promise<StandInAnswer> =>
  request('POST', '/stand-ins', asked);

export const endStandIn = (standInId: number): Promise<StandInAnswer> =>
  request('POST', `/stand-ins/${standInId}:end`);

/** What waits, and what was done in the officer's place. */
export const getHandOver = (standInId: number): Promise<HandOver> =>
  request('GET', `/stand-ins/${standInId}/hand-over`);

/** Acts for the officer from now on, or in the own place again for null. */
export const actFor = (standInId: number | null): Promise<Account> =>
  request('PUT', '/session/stand-in', { standInId });
