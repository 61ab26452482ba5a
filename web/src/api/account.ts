import type { SignInWay } from '#contract/account';
import type {
  FactorProposal,
  OwnAccount,
  RecoveryCodes,
  SecondFactor,
  SessionList,
} from '#contract/accountSchema';
import { request } from './request.ts';

export type OwnSession = SessionList['items'][number];

/** How the own account signs in: with a password kept here, or through the city's provider. */
export const ownSignInWay = async (): Promise<SignInWay> =>
  (await request<OwnAccount>('GET', '/account')).signsInBy;

/** Every other session of the account ends. */
export const changePassword = (current: string, password: string): Promise<void> =>
  request('POST', '/account/password', { current, password });

export const ownSessions = async (): Promise<OwnSession[]> =>
  (await request<SessionList>('GET', '/account/sessions')).items;

export const endSession = (sessionId: number): Promise<void> =>
  request('DELETE', `/account/sessions/${sessionId}`);

export const secondFactor = (): Promise<SecondFactor> => request('GET', '/account/second-factor');

/** A secret for the app; it counts once `confirmSecondFactor` has brought its first code. */
export const proposeSecondFactor = (password: string): Promise<FactorProposal> =>
  request('POST', '/account/second-factor', { password });

/** Answers the recovery codes, which are shown this once. */
export const confirmSecondFactor = async (code: string): Promise<string[]> =>
  (await request<RecoveryCodes>('POST', '/account/second-factor:confirm', { code })).recoveryCodes;

export const removeSecondFactor = (password: string): Promise<void> =>
  request('POST', '/account/second-factor:remove', { password });
