import { Problem } from '#contract/problem';
import type { OwnScreen, PairingError } from '#contract/screen';
import type { Instant } from '#contract/time';
import { appendChange } from '../../changes/appendChange.ts';
import type { Queryable } from '../../db/queryable.ts';
import { recordAudit } from '../audit.ts';
import { sha256 } from '../secret.ts';
import { dropCredentials, issueCredential } from './credentialStore.ts';
import { deviceActor } from './device.ts';
import { ownScreen } from './ownScreen.ts';
import { dropPairing, notePoll } from './pairingStore.ts';
import { screenAudit } from './screenAudit.ts';

const sentences: Record<PairingError, string> = {
  authorization_pending: 'Nobody has approved the code yet; ask again after the interval.',
  slow_down: 'Asked too soon; wait five seconds longer from now on.',
  expired_token: 'The device_code is unknown, used or older than 15 minutes; begin a new pairing.',
  access_denied: 'The pairing was turned down.',
};

/** What a device that asks for its credential is told: its screen and secret, or why not (RFC 8628 §3.5). */
export type Taken = { screen: OwnScreen; secret: string } | { error: PairingError };

/** The credential of an approved device, good once, in the caller's transaction. It ends every other of its screen. */
export async function takeCredential(tx: Queryable, deviceCode: string, now: Instant): Promise<Taken> {
  const poll = await notePoll(tx, sha256(deviceCode), now);
  if (!poll) return { error: 'expired_token' };
  if (poll.state === 'pending') return { error: poll.tooSoon ? 'slow_down' : 'authorization_pending' };
  const screen = poll.screenId === null ? undefined : await ownScreen(tx, poll.screenId);
  if (poll.state === 'denied' || !screen) return { error: 'access_denied' };
  if (!(await dropPairing(tx, poll.pairingId))) return { error: 'expired_token' };
  const { screenId } = screen;
  await dropCredentials(tx, screenId);
  const secret = await issueCredential(tx, screenId, now);
  await recordAudit(tx, screenAudit('screen.paired', screen, { actor: deviceActor(screen), at: now }));
  await appendChange(tx, now, { screens: [[screenId, { topic: 'screen:ended' }]] });
  return { screen, secret };
}

export const pairingProblem = (error: PairingError): Problem => new Problem(error, sentences[error]);
