import { expect, it } from 'vitest';
import type { SourceReading } from '../../api/sources.ts';
import { troublesOf, worstFirst } from './sourceTroubles.ts';

const good: SourceReading = {
  sourceId: 1,
  name: 'good',
  uri: '/good',
  namespace: '',
  createdAt: '2026-11-01T00:00:00.000Z',
  revokedAt: null,
  disabledAt: null,
  lastOccurredAt: '2026-11-20T00:00:00.000Z',
  lastReceivedAt: '2026-11-20T00:00:00.000Z',
  staleSince: null,
  accepted: 100,
  duplicates: 0,
  rejected: 0,
  late: 0,
  deadLetters: 0,
  quality: { from: '2026-10-22', to: '2026-11-20', score: 97, lost: [] },
  lag: { medianSeconds: 2, p95Seconds: 4, n: 100 },
  mostAheadSeconds: 0,
  today: { received: 100, accepted: 100, duplicates: 0, refused: 0, unknownCodes: 0 },
};

it('a source that reports well has no trouble', () => {
  expect(troublesOf(good)).toEqual([]);
});

it('names silence, unknown codes beyond a hundredth, refusals, a clock ahead and a poor score', () => {
  const today = { ...good.today, refused: 12, unknownCodes: 2 };
  const quality = { ...good.quality!, score: 40 };
  const bad = { ...good, staleSince: good.createdAt, today, quality, mostAheadSeconds: 90, deadLetters: 3 };
  expect(troublesOf(bad)).toEqual(['silent', 'codes', 'refused', 'clock', 'score', 'letters']);
  expect(troublesOf({ ...good, today: { ...good.today, refused: 1, unknownCodes: 1 } })).toEqual([]);
});

it('has the worst first, the untroubled after them, and what was switched off last', () => {
  const silent = { ...good, name: 'silent', staleSince: good.createdAt };
  const off = { ...good, name: 'off', disabledAt: good.createdAt, staleSince: good.createdAt };
  const poorer = { ...good, name: 'poorer', quality: { ...good.quality!, score: 90 } };
  expect(worstFirst([off, good, poorer, silent]).map(({ name }) => name)).toEqual([
    'silent',
    'poorer',
    'good',
    'off',
  ]);
});
