import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attemptsPerAddress, attemptsPerName, createSignInLimits, freeAttempts } from './signInLimits.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

test('mistyping costs nothing, then each wait is twice as long as the one before', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < freeAttempts; i += 1) expect(await limits.begin('wang', '10.0.0.7')).toBe(0);
  const waits: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const wait = await limits.begin('wang', '10.0.0.7');
    waits.push(wait);
    vi.advanceTimersByTime(wait * 1000);
    expect(await limits.begin('wang', '10.0.0.7')).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16]);
});

test('a thousand attempts at once get no further than the free ones', async () => {
  const limits = createSignInLimits();
  const answers = await Promise.all(Array.from({ length: 90 }, () => limits.begin('wang', '10.0.0.7')));
  expect(answers.filter((wait) => wait === 0)).toHaveLength(freeAttempts);
});

test('asking while waiting does not make the wait longer', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < freeAttempts; i += 1) await limits.begin('wang', '10.0.0.7');
  for (let i = 0; i < 20; i += 1) expect(await limits.begin('wang', '10.0.0.7')).toBe(1);
});

test('the wait never passes 15 minutes', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < 40; i += 1) {
    const wait = await limits.begin('wang', '10.0.0.7');
    expect(wait).toBeLessThanOrEqual(900);
    vi.advanceTimersByTime(wait * 1000);
  }
});

test('someone at another address is not kept waiting by it', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < 20; i += 1) await limits.begin('wang', '10.0.0.7');
  expect(await limits.begin('wang', '10.0.0.8')).toBe(0);
});

test('one address trying many names is stopped for the rest of the hour', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < attemptsPerAddress; i += 1) expect(await limits.begin(`name${i}`, '10.0.0.7')).toBe(0);
  expect(await limits.begin('another', '10.0.0.7')).toBeGreaterThan(3500);
  vi.advanceTimersByTime(3_600_000);
  expect(await limits.begin('another', '10.0.0.7')).toBe(0);
});

test('the right password starts the count again', async () => {
  const limits = createSignInLimits();
  for (let i = 0; i < freeAttempts; i += 1) await limits.begin('wang', '10.0.0.7');
  await limits.succeed('wang', '10.0.0.7');
  for (let i = 0; i < freeAttempts; i += 1) expect(await limits.begin('wang', '10.0.0.7')).toBe(0);
});

test('one name tried from many addresses is stopped for the hour, but not where its person has signed in', async () => {
  const limits = createSignInLimits();
  await limits.begin('wang', '10.0.0.7');
  await limits.succeed('wang', '10.0.0.7');
  for (let i = 0; i < attemptsPerName; i += 1) expect(await limits.begin('wang', `10.1.0.${i}`)).toBe(0);
  expect(await limits.begin('Wang', '10.2.0.1')).toBeGreaterThan(3500);
  expect(await limits.begin('wang', '10.0.0.7')).toBe(0);
  expect(await limits.begin('li', '10.2.0.1')).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(await limits.begin('wang', '10.2.0.1')).toBe(0);
});
