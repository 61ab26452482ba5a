import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const ground = { kind: 'testing', approvedDays: 3, approver: 'u', reason: 'r', notice: 'n' } as const;
const accepted: Line = ['accepted', '2026-03-02 10:00'];
const suspended = (data: object = {}, time = '2026-03-03 09:00'): Line => [
  'suspended',
  time,
  { ...ground, ...data },
];
const resumed = (time: string): Line => ['resumed', time];
const concluded = (time: string): Line => ['concluded', time, { outcome: 'granted' }];

describe('HANG-01', () => {
  it.each<[name: string, data: object, result: string, w?: World]>([
    ['all stated', {}, 'clear'],
    ['no kind', { kind: undefined }, 'raised yellow'],
    ['no approver', { approver: undefined }, 'raised yellow'],
    ['an empty reason', { reason: '' }, 'raised yellow'],
    ['no notice', { notice: undefined }, 'raised yellow'],
    [
      'a kind that the source cannot express',
      { kind: undefined },
      'not_evaluable: kind_unknown',
      world({ source: { cannotExpress: ['suspension.kind'] } }),
    ],
    [
      'that, and no reason',
      { kind: undefined, reason: undefined },
      'raised yellow',
      world({ source: { cannotExpress: ['suspension.kind'] } }),
    ],
  ])('%s', (_name, data, result, w) => {
    expect(verdictOf(tell([accepted, suspended(data)], '2026-03-04', w), 'HANG-01')).toBe(result);
  });
  it('names what is missing, one flag a suspension', () => {
    const told = tell(
      [
        accepted,
        suspended({ kind: undefined, notice: undefined }),
        resumed('2026-03-04 09:00'),
        suspended({}, '2026-03-05 09:00'),
      ],
      '2026-03-06',
    );
    expect(verdictOf(told, 'HANG-01')).toBe('raised yellow, clear');
    expect(flagsOf(told, 'HANG-01')).toMatchObject([{ facts: { missing: 'kind,notice' }, occurrence: 'e2' }]);
  });
  it('what is not approved gives no credit', () => {
    expect(tell([accepted, suspended({ approvedDays: undefined })], '2026-03-05').promisedDue).toBe(
      at('2026-03-10 00:00'),
    );
    expect(tell([accepted, suspended()], '2026-03-05').promisedDue).toBe(at('2026-03-13 00:00'));
  });
});

describe('HANG-03', () => {
  const late = { approvedAt: undefined };
  it.each<[name: string, lines: Line[], result: string, w?: World, asOf?: string]>([
    ['made while the clock runs', [accepted, suspended()], 'clear'],
    ['made at the due instant', [accepted, suspended({ approvedAt: at('2026-03-10 00:00') })], 'clear'],
    [
      'made a second after it',
      [accepted, suspended({ approvedAt: at('2026-03-10 00:00:01') })],
      'raised red',
    ],
    [
      'made at the conclusion',
      [accepted, suspended({ approvedAt: at('2026-03-05 10:00') }), concluded('2026-03-05 10:00')],
      'clear',
    ],
    [
      'made a second after it',
      [accepted, suspended({ approvedAt: at('2026-03-05 10:00:01') }), concluded('2026-03-05 10:00')],
      'raised red',
    ],
    [
      'begun after the limit',
      [accepted, suspended({ approvedAt: at('2026-03-09 10:00') }, '2026-03-10 09:00')],
      'raised red',
    ],
    [
      'an extension in time',
      [accepted, ['extended', '2026-03-09 10:00', { days: 5, approver: 'u' }]],
      'clear',
    ],
    [
      'an extension after expiry',
      [accepted, ['extended', '2026-03-10 00:00:01', { days: 5, approver: 'u' }]],
      'raised red',
    ],
    [
      'an extension approved in time, told late',
      [
        accepted,
        ['extended', '2026-03-12 10:00', { days: 5, approver: 'u', approvedAt: at('2026-03-09 10:00') }],
      ],
      'clear',
    ],
    [
      'stamped in time, arrived a working day later and after the limit',
      [accepted, suspended({ ...late, arrives: '2026-03-11 09:00:01' }, '2026-03-09 09:00')],
      'raised red',
    ],
    [
      'arrived after the limit but within the declared delay',
      [accepted, suspended({ ...late, arrives: '2026-03-10 09:00' }, '2026-03-09 09:00')],
      'clear',
    ],
    [
      'the same, of a source that delivers weekly',
      [accepted, suspended({ ...late, arrives: '2026-03-11 09:00:01' }, '2026-03-09 09:00')],
      'clear',
      world({ source: { delayWorkdays: 5 } }),
    ],
    [
      'the same, during a declared outage',
      [accepted, suspended({ ...late, arrives: '2026-03-11 09:00:01' }, '2026-03-09 09:00')],
      'clear',
      world({ outages: [{ from: at('2026-03-09 12:00'), to: at('2026-03-11 08:00') }] }),
    ],
    [
      'approved in time, arrived late',
      [
        accepted,
        suspended({ approvedAt: at('2026-03-09 08:00'), arrives: '2026-03-16 09:00' }, '2026-03-09 09:00'),
      ],
      'clear',
    ],
  ])('%s', (_name, lines, result, w, asOf = '2026-03-20') => {
    expect(verdictOf(tell(lines, asOf, w), 'HANG-03')).toBe(result);
  });
  it('a timely approval that arrived late credits, and is BKF-01', () => {
    const told = tell(
      [accepted, suspended({ approvedAt: at('2026-03-03 08:00'), arrives: '2026-03-06 09:00' })],
      '2026-03-06 10:00',
    );
    expect(told.promisedDue).toBe(at('2026-03-13 00:00'));
    expect(told.raised.map((r) => r.rule)).toEqual(['BKF-01']);
  });
});

describe('HANG-06', () => {
  // three approved days from Tuesday the third: in force at 24:00 of the third, fourth and fifth
  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    [
      'resumed before the fourth 24:00',
      [accepted, suspended(), resumed('2026-03-06 23:59:59')],
      '2026-03-09',
      'clear',
    ],
    [
      'resumed at the fourth 24:00',
      [accepted, suspended(), resumed('2026-03-07 00:00')],
      '2026-03-09',
      'raised yellow',
    ],
    ['open at the fourth 24:00', [accepted, suspended()], '2026-03-07 00:00', 'clear'],
    ['open a millisecond later', [accepted, suspended()], '2026-03-07 00:00:00.001', 'raised yellow'],
    [
      'never resumed, concluded',
      [accepted, suspended(), concluded('2026-03-04 10:00')],
      '2026-03-04 10:00:01',
      'raised yellow',
    ],
    [
      'no approved days: HANG-01 speaks',
      [accepted, suspended({ approvedDays: undefined })],
      '2026-03-30',
      'clear',
    ],
    [
      'by the same clock time, at the approved length',
      [accepted, suspended(), resumed('2026-03-06 09:00')],
      '2026-03-09',
      'clear',
      world({ policy: 'same_clock_time' }),
    ],
    [
      'by the same clock time, a second longer',
      [accepted, suspended(), resumed('2026-03-06 09:00:01')],
      '2026-03-09',
      'raised yellow',
      world({ policy: 'same_clock_time' }),
    ],
    [
      'no proof that it was not resumed',
      [accepted, suspended()],
      '2026-03-07 00:09',
      'not_evaluable: source_behind',
      world({ proof: { lastOccurredAt: 0, live: true } }),
    ],
    [
      'ten minutes of a live source',
      [accepted, suspended()],
      '2026-03-07 00:10',
      'raised yellow',
      world({ proof: { lastOccurredAt: 0, live: true } }),
    ],
  ])('%s', (_name, lines, asOf, result, w) => {
    expect(verdictOf(tell(lines, asOf, w), 'HANG-06')).toBe(result);
  });
  it('is looked at when the approved days are over', () => {
    expect(tell([accepted, suspended()], '2026-03-04').verdict.checkAt).toBe(at('2026-03-07 00:00') + 1);
  });
});
