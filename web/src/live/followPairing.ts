import type { PairingStart } from '#contract/screen';
import type { TokenAnswer } from '../api/pairing.ts';

/** What a screen that waits for approval shows. */
export type PairingPicture =
  | { state: 'asking' }
  | { state: 'shown'; code: string; address: string; link: string }
  | { state: 'denied' }
  | { state: 'approved' };

interface PairingCalls {
  start: () => Promise<PairingStart>;
  ask: (deviceCode: string) => Promise<TokenAnswer>;
  show: (picture: PairingPicture) => void;
  approved: () => void;
}

/** RFC 8628 §3.5: who asks too often asks 5 s more seldom from then on. */
const slowDown = 5;
const startAgainAfter = 10_000;
const deniedFor = 60_000;
/** Approved and yet not let in: whatever was approved has ended meanwhile. */
const letInWithin = 60_000;

/**
 * Asks for a code and then, until somebody approves it, whether they did; another code when it expires or was refused.
 * A server that is away is asked again: a code that it gave stays good. Goes on until the answered function is called.
 */
export function followPairing({ start, ask, show, approved }: PairingCalls): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  function later(ms: number, action: () => Promise<void>) {
    if (!ended) timer = setTimeout(() => void action(), ms);
  }

  async function begin() {
    const pairing = await start().catch(() => null);
    if (ended) return;
    if (!pairing) {
      show({ state: 'asking' });
      // a hundred screens must not come back in the same instant
      return later(startAgainAfter * (1 + Math.random()), begin);
    }
    show({
      state: 'shown',
      code: pairing.user_code,
      address: pairing.verification_uri,
      link: pairing.verification_uri_complete,
    });
    wait(pairing, pairing.interval, performance.now() + pairing.expires_in * 1000);
  }

  function wait(pairing: PairingStart, interval: number, until: number) {
    later(interval * 1000, async () => {
      if (performance.now() >= until) return begin();
      const answer = await ask(pairing.device_code).catch((): TokenAnswer => 'authorization_pending');
      if (ended) return;
      if (answer === 'authorization_pending') return wait(pairing, interval, until);
      if (answer === 'slow_down') return wait(pairing, interval + slowDown, until);
      if (answer === 'expired_token') return begin();
      if (answer === 'access_denied') {
        show({ state: 'denied' });
        return later(deniedFor, begin);
      }
      show({ state: 'approved' });
      approved();
      later(letInWithin, begin);
    });
  }

  show({ state: 'asking' });
  void begin();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
