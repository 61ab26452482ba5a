import type { PairingStart } from '#contract/screen';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TokenAnswer } from '../api/pairing.ts';
import { followPairing } from './followPairing.ts';
import type { PairingPicture } from './followPairing.ts';

const address = 'https://duban.example/pair';
let given: number;
let answers: (TokenAnswer | Error)[];
let asked: { code: string; at: number }[];
let pictures: PairingPicture[];
let approvals: number;
let isAway: boolean;
let end: () => void;

/** A server that gives codes 1, 2, 3 … of 60 s, and answers as it is told, then that nobody has approved. */
function begin() {
  end = followPairing({
    start: async (): Promise<PairingStart> => {
      if (isAway) throw new Error('away');
      given += 1;
      return {
        device_code: `secret-${given}`,
        user_code: `CODE-${given}`,
        verification_uri: address,
        verification_uri_complete: `${address}?code=CODE-${given}`,
        expires_in: 60,
        interval: 5,
      };
    },
    ask: async (code) => {
      asked.push({ code, at: performance.now() });
      const answer = answers.shift() ?? 'authorization_pending';
      if (answer instanceof Error) throw answer;
      return answer;
    },
    show: (picture) => pictures.push(picture),
    approved: () => (approvals += 1),
  });
}
const shown = () => pictures.at(-1);

beforeEach(() => {
  vi.useFakeTimers();
  [given, answers, asked, pictures, approvals, isAway] = [0, [], [], [], 0, false];
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

it('shows a code and where to type it, and asks as often as it was told', async () => {
  begin();
  expect(shown()).toEqual({ state: 'asking' });
  await vi.advanceTimersByTimeAsync(16_000);
  expect(shown()).toEqual({ state: 'shown', code: 'CODE-1', address, link: `${address}?code=CODE-1` });
  expect(asked.map(({ code }) => code)).toEqual(['secret-1', 'secret-1', 'secret-1']);
});

it('goes on by itself once somebody has approved', async () => {
  answers = ['authorization_pending', 'approved'];
  begin();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(shown()).toEqual({ state: 'approved' });
  expect(approvals).toBe(1);
});

it('asks anew where what was approved lets nobody in', async () => {
  answers = ['approved'];
  begin();
  await vi.advanceTimersByTimeAsync(66_000);
  expect(shown()).toMatchObject({ code: 'CODE-2' });
});

it('asks more seldom when it is told to slow down, and stays so', async () => {
  answers = ['slow_down'];
  begin();
  await vi.advanceTimersByTimeAsync(26_000);
  const [first, second, third] = asked.map(({ at }) => at);
  expect([second! - first!, third! - second!]).toEqual([10_000, 10_000]);
});

it('shows another code when one expires, told or not', async () => {
  answers = ['expired_token'];
  begin();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toMatchObject({ code: 'CODE-2' });
  await vi.advanceTimersByTimeAsync(66_000);
  expect(shown()).toMatchObject({ code: 'CODE-3' });
});

it('says that it was refused, and later shows another code', async () => {
  answers = ['access_denied'];
  begin();
  await vi.advanceTimersByTimeAsync(6000);
  expect(shown()).toEqual({ state: 'denied' });
  await vi.advanceTimersByTimeAsync(61_000);
  expect(shown()).toMatchObject({ code: 'CODE-2' });
});

it('keeps its code while the server is away, and begins when it is back', async () => {
  isAway = true;
  begin();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown()).toEqual({ state: 'asking' });
  isAway = false;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(shown()).toMatchObject({ code: 'CODE-1' });
  answers = [new Error('away'), new Error('away'), 'approved'];
  await vi.advanceTimersByTimeAsync(16_000);
  expect([given, approvals]).toEqual([1, 1]);
});

it('stops when it is told to', async () => {
  begin();
  await vi.advanceTimersByTimeAsync(6000);
  end();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([asked.length, vi.getTimerCount()]).toEqual([1, 0]);
});
