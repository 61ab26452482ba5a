import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createDatabaseHealth } from './databaseHealth.ts';
import { createInstruments } from './instruments.ts';

it('measures what came due while it ran, and neither what waited for a server nor history', () => {
  let now = 1_000_000;
  const health = createDatabaseHealth(now, () => true);
  const { lags, judged, pushed } = createInstruments(new Registry(), { clock: () => now, health });
  now += 5000;
  judged([null, 0, 999_999]);
  pushed(0);
  expect([lags.judge.figure(now), lags.push.figure(now)]).toEqual([null, null]);
  judged([1_001_000]);
  pushed(1_004_000);
  expect(lags.judge.figure(now)).toEqual({ n: 1, p50Ms: 4000, p95Ms: 4000 });
  expect(lags.push.figure(now)).toEqual({ n: 1, p50Ms: 1000, p95Ms: 1000 });
});
