import { Problem } from '#contract/problem';
import { pairingErrors } from '#contract/screen';
import type { PairingError, PairingRequest, PairingStart, ScreenRow, WaitingPairing } from '#contract/screen';
import type { PairingApproval } from '#contract/screenSchema';
import type { Language } from '#contract/wording/language';
import { ownBuild } from './builds.ts';
import { request } from './request.ts';

const patience = 15_000;

/** What came of asking for the credential of a code (RFC 8628 §3.5). */
export type TokenAnswer = 'approved' | PairingError;

/** A code for this browser, which has no access yet, to be approved at the desk. */
export function startPairing(language: Language): Promise<PairingStart> {
  const device: PairingRequest = {
    build: ownBuild,
    width: innerWidth,
    height: innerHeight,
    language,
  };
  return request('POST', '/screens/pairing', device, undefined, patience);
}

/** Once approved, the answer has set the screen's credential as a cookie. */
export async function askForCredential(deviceCode: string): Promise<TokenAnswer> {
  try {
    await request('POST', '/screens/token', { device_code: deviceCode }, undefined, patience);
    return 'approved';
  } catch (error) {
    const refusal = error instanceof Problem && pairingErrors.find((code) => code === error.code);
    if (!refusal) throw error;
    return refusal;
  }
}

const path = (userCode: string) => `/screens/pairing/${encodeURIComponent(userCode)}`;

/** Which device shows a code. */
export const getPairing = (userCode: string): Promise<WaitingPairing> => request('GET', path(userCode));

export const approvePairing = (userCode: string, approval: PairingApproval): Promise<ScreenRow> =>
  request('POST', `${path(userCode)}/approve`, approval);

export const denyPairing = (userCode: string): Promise<void> => request('POST', `${path(userCode)}/deny`);
