import { describe, expect, it } from 'vitest';
import { bulkEntry, type EnteredCase } from './bulkEntry.ts';
import { resultOf } from '../../../testing/groupResult.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Cases of all durations, each entered `gap` ms after the one before. */
function entered(n: number, gap: number, change: Partial<EnteredCase> = {}): EnteredCase[] {
  return Array.from({ length: n }, (_, i) => {
    const arrivedAt = 1000 * hour + i * gap;
    const accepted = i * 3 * hour;
    return {
      caseId: `c${String(i).padStart(3, '0')}`,
      accepted: { at: accepted, arrivedAt, eventId: `a${String(i)}` },
      concluded: { at: accepted + 20 * hour + i * 61 * second, arrivedAt, eventId: `z${String(i)}` },
      handling: 'promised',
      marks: [],
      precision: 'second',
      late: true,
      outage: false,
      ...change,
    };
  });
}
const live = { late: false };
/** Cases of one duration but for `off` ms at the last. */
const alike = (n: number, off = 0, change: Partial<EnteredCase> = {}) =>
  entered(n, hour, { ...live, ...change }).map((it, i) => ({
    ...it,
    concluded: { ...it.concluded, at: it.accepted.at + 20 * hour + (i === n - 1 ? off : 0) },
  }));
/** A case of its own sitting: acceptance and conclusion arrive that far apart. */
const apart = (n: number, ms: number) =>
  entered(n, second).map((it) => ({
    ...it,
    concluded: { ...it.concluded, arrivedAt: it.accepted.arrivedAt + ms },
  }));

describe('BKF-02', () => {
  it.each<[name: string, cases: EnteredCase[], result: string]>([
    ['twenty in one burst', entered(20, second), 'raised query'],
    ['nineteen', entered(19, second), 'clear'],
    ['five minutes between one and the next', entered(20, 5 * minute), 'raised query'],
    ['a second more', entered(20, 5 * minute + second), 'clear'],
    ['acceptance and conclusion an hour apart', apart(20, hour), 'raised query'],
    ['a second more than an hour', apart(20, hour + second), 'clear'],
    ['within the declared delay', entered(20, second, { late: false }), 'clear'],
    ['during an outage', entered(20, second, { outage: true }), 'exempt: outage'],
    ['a declared batch', entered(20, second, { marks: ['bulk'] }), 'exempt: bulk'],
    ['items decided on the spot', entered(60, second, { handling: 'instant' }), 'clear'],
    ['items decided by machine', entered(60, second, { handling: 'auto' }), 'clear'],
    ['items nobody knows', entered(60, second, { handling: undefined }), 'clear'],
    ['twenty equal durations', alike(20), 'raised query'],
    ['nineteen equal durations', alike(19), 'clear'],
    ['one of them a second longer', alike(20, second), 'clear'],
    ['one of them half a second longer', alike(20, 500), 'raised query'],
    ['equal durations of a declared batch', alike(20, 0, { marks: ['bulk'] }), 'exempt: bulk'],
    [
      'equal durations where only days are known',
      alike(20, 0, { precision: 'day' }),
      'not_evaluable: precision',
    ],
    [
      'equal durations where only minutes are known',
      alike(20, 0, { precision: 'minute' }),
      'not_evaluable: precision',
    ],
    ['nothing', [], 'clear'],
  ])('%s', (_name, cases, result) => expect(resultOf(bulkEntry, { cases })).toBe(result));

  it('says how it was seen, and is true when the twentieth had arrived', () => {
    const cases = entered(60, 4 * second);
    expect(bulkEntry.judge({ cases: cases.toReversed() }, bulkEntry.defaults)).toMatchObject({
      at: 1000 * hour + 19 * 4 * second,
      facts: { how: 'one_burst', cases: 60, inOneBurst: 60, spanMs: 59 * 4 * second },
      cases: cases.map((c) => c.caseId),
    });
    expect(bulkEntry.judge({ cases: alike(21) }, bulkEntry.defaults)).toMatchObject({
      facts: { how: 'equal_durations', cases: 21, durationMs: 20 * hour },
    });
  });
});
