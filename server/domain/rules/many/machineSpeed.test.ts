import { describe, expect, it } from 'vitest';
import { machineSpeed, type HandlersConclusion, type HandlersDay } from './machineSpeed.ts';
import { resultOf } from '../../../testing/groupResult.ts';

const second = 1000;
/** `n` conclusions evenly over `seconds`, the last exactly at their end. */
function run(n: number, seconds: number, start: number, change: Partial<HandlersConclusion> = {}) {
  return Array.from({ length: n }, (_, i) => ({
    caseId: `${String(start)}-${String(i)}`,
    eventId: `e${String(start)}-${String(i)}`,
    at: start * 60 * second + Math.round((i * seconds * second) / (n - 1)),
    outcome: 'granted' as const,
    handling: 'promised' as const,
    marks: [],
    ...change,
  }));
}
const day = (conclusions: HandlersConclusion[], change: Partial<HandlersDay> = {}): HandlersDay => ({
  handler: 'H-1',
  kind: 'human',
  precision: 'second',
  conclusions,
  ...change,
});
const three = (n: number, seconds: number, change: Partial<HandlersConclusion> = {}) =>
  [0, 10, 20].flatMap((start) => run(n, seconds, start, change));
const resultFor = (group: HandlersDay) => resultOf(machineSpeed, group);

describe('FAST-02', () => {
  it.each<[name: string, group: HandlersDay, result: string]>([
    ['five within 60 s, three times', day(three(5, 60)), 'raised query'],
    ['a second more each time', day(three(5, 61)), 'clear'],
    ['a second less', day(three(5, 59)), 'raised query'],
    ['four within 60 s', day(three(4, 30)), 'clear'],
    ['two such minutes', day(three(5, 60).slice(0, 10)), 'clear'],
    ['four such minutes', day([...three(5, 60), ...run(5, 60, 30)]), 'raised query'],
    ['one long minute of fifteen is one minute', day(run(15, 60, 0)), 'clear'],
    ['three minutes on end', day([...run(5, 40, 0), ...run(5, 40, 1), ...run(5, 40, 2)]), 'raised query'],
    ['a machine', day(three(5, 10), { kind: 'machine' }), 'exempt: machine'],
    ['a kind that is not known counts as a person', day(three(5, 10), { kind: 'unknown' }), 'raised query'],
    ['items decided on the spot', day(three(5, 10, { handling: 'instant' })), 'clear'],
    ['items decided by machine', day(three(5, 10, { handling: 'auto' })), 'clear'],
    ['items nobody knows', day(three(5, 10, { handling: undefined })), 'clear'],
    ['a declared batch', day(three(5, 10, { marks: ['bulk'] })), 'exempt: bulk'],
    ['a declared batch too small to be one', day(three(5, 10, { marks: ['bulk'] }).slice(0, 10)), 'clear'],
    ['applications withdrawn', day(three(5, 10, { outcome: 'withdrawn' })), 'clear'],
    ['corrections that timed out', day(three(5, 10, { outcome: 'correction_timeout' })), 'clear'],
    ['refusals', day(three(5, 10, { outcome: 'refused' })), 'raised query'],
    ['a source that stamps minutes', day(three(5, 0), { precision: 'minute' }), 'not_evaluable: precision'],
    ['nothing', day([]), 'clear'],
  ])('%s', (_name, group, result) => expect(resultFor(group)).toBe(result));

  it('is true from the fifth case of the third minute, whatever the order of the rows', () => {
    const conclusions = three(5, 40);
    const found = machineSpeed.judge(day(conclusions.toReversed()), machineSpeed.defaults);
    expect(found).toMatchObject({
      at: 20 * 60 * second + 40 * second,
      facts: { cases: 15, bursts: 3, most: 5, seconds: 60 },
      cases: conclusions.map((c) => c.caseId),
    });
  });

  it('follows its thresholds', () => {
    const group = day(run(4, 61, 0));
    const params = { casesPerBurst: 4, burstSeconds: 61, burstsPerDay: 1 };
    expect(resultOf(machineSpeed, group, params)).toBe('raised query');
  });
});
