import { expect, it } from 'vitest';
import { createLagWindow } from './lagWindow.ts';

it('tells the median and the 95th of a hundred by rank', () => {
  const lags = createLagWindow();
  for (let ms = 100; ms >= 1; ms -= 1) lags.add(ms, 0);
  expect(lags.figure(0)).toEqual({ n: 100, p50Ms: 50, p95Ms: 95 });
});

it('forgets what is older than five minutes, and all but the newest thousand', () => {
  const lags = createLagWindow();
  expect(lags.figure(0)).toBeNull();
  lags.add(7, 0);
  expect(lags.figure(300_000)).toEqual({ n: 1, p50Ms: 7, p95Ms: 7 });
  expect(lags.figure(300_001)).toBeNull();
  for (let i = 0; i < 1500; i += 1) lags.add(i, 300_001);
  expect(lags.figure(300_001)).toEqual({ n: 1000, p50Ms: 999, p95Ms: 1449 });
});
