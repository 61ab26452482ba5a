import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const service = (change: Parameters<typeof world>[0] = {}): World =>
  world({ ...change, item: { type: '20', ...change.item } });
const received: Line = ['received', '2026-03-02 10:00'];
/** Five working days, counted from the day after: 24:00 of Monday the ninth. */
const stalledAt = at('2026-03-10 00:00');
const sevenByTheClock = service({
  policy: 'same_clock_time',
  item: { promisedLimit: { value: 7, unit: 'workday' } },
});
const ground = { kind: 'testing', approvedDays: 3, approver: 'u', reason: 'r', notice: 'n' } as const;

describe('TIM-05', () => {
  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    ['silent for just as long as the promise', [received], '2026-03-10 00:00', 'clear'],
    ['a millisecond more', [received], '2026-03-10 00:00:00.001', 'raised query'],
    [
      'a step a day later',
      [received, ['step_completed', '2026-03-03 10:00', { step: '核对' }]],
      '2026-03-11 00:00',
      'clear',
    ],
    [
      'that long after the step',
      [received, ['step_completed', '2026-03-03 10:00', { step: '核对' }]],
      '2026-03-11 00:00:01',
      'raised query',
    ],
    ['ended', [received, ['not_accepted', '2026-03-03 10:00', { reason: 'r' }]], '2026-05-11', 'clear'],
    [
      'the applicant has yet to bring something',
      [received, ['correction_requested', '2026-03-03 10:00']],
      '2026-05-11',
      'exempt: waiting_for_applicant',
    ],
    [
      'he brought it, and nothing happened',
      [received, ['correction_requested', '2026-03-03 10:00'], ['correction_received', '2026-03-04 10:00']],
      '2026-03-12 00:00:01',
      'raised query',
    ],
    [
      'suspended',
      [
        ['accepted', '2026-03-02 10:00'],
        ['suspended', '2026-03-03 10:00', ground],
      ],
      '2026-05-11',
      'exempt: suspended',
    ],
    [
      'accepted: the promise itself runs out first',
      [['accepted', '2026-03-02 10:00']],
      '2026-03-10 00:00:01',
      'exempt: limit_speaks',
    ],
    [
      'the limit was extended, and for as long as the promise nothing happened',
      [
        ['accepted', '2026-03-02 10:00'],
        ['extended', '2026-03-03 10:00', { days: 10, approver: 'head' }],
      ],
      '2026-03-11 00:00:01',
      'raised query',
    ],
    [
      'the extended limit is due soon: that rule speaks',
      [
        ['accepted', '2026-03-02 10:00'],
        ['extended', '2026-03-03 10:00', { days: 10, approver: 'head' }],
      ],
      '2026-03-21 10:00',
      'exempt: limit_speaks',
    ],
    [
      'an instant item',
      [received],
      '2026-05-11',
      'exempt: instant',
      service({ item: { handling: 'instant' } }),
    ],
    [
      'no promise: the law counts',
      [received],
      '2026-03-24 00:00:01',
      'raised query',
      { ...service(), item: withoutLimits({ statutoryLimit: { value: 15, unit: 'workday' } }) },
    ],
    [
      'no limit at all',
      [received],
      '2026-05-11',
      'exempt: no_limit',
      { ...service(), item: withoutLimits() },
    ],
    [
      'a promise in minutes, while there is time to answer',
      [received],
      '2026-03-10 00:00',
      'clear',
      service({ item: { promisedLimit: { value: 120, unit: 'minute' } } }),
    ],
    [
      'a promise in minutes, and no answer in time',
      [received],
      '2026-03-10 00:00:01',
      'raised query',
      service({ item: { promisedLimit: { value: 120, unit: 'minute' } } }),
    ],
    ['by the same clock time, to the second', [received], '2026-03-11 10:00', 'clear', sevenByTheClock],
    [
      'by the same clock time, a second more',
      [received],
      '2026-03-11 10:00:01',
      'raised query',
      sevenByTheClock,
    ],
    [
      'the source reports only suspensions that have ended',
      [received],
      '2026-03-11',
      'not_evaluable: suspension_unknown',
      service({ source: { finishedSuspensionsOnly: true } }),
    ],
    [
      'no proof that nothing happened',
      [received],
      '2026-03-10 00:09:59',
      'not_evaluable: source_behind',
      service({ proof: { lastOccurredAt: stalledAt, live: true } }),
    ],
    [
      'ten minutes of a live source',
      [received],
      '2026-03-10 00:10',
      'raised query',
      service({ proof: { lastOccurredAt: stalledAt, live: true } }),
    ],
  ])('%s', (_name, lines, asOf, result, w = service()) => {
    expect(verdictOf(tell(lines, asOf, w), 'TIM-05')).toBe(result);
  });

  it('is opened by the last event, and looked at a day later, when a step may have ended it', () => {
    const told = tell([received], '2026-03-10 08:00', service());
    expect(flagsOf(told, 'TIM-05')).toMatchObject([
      { occurrence: 'e1', at: stalledAt, facts: { silentSince: at('2026-03-02 10:00') }, events: ['e1'] },
    ]);
    expect(told.verdict.checkAt).toBe(at('2026-03-11 08:00'));
  });

  it('is looked at when the silence is long enough, but not where the limit itself ends first', () => {
    const extended: Line[] = [
      ['accepted', '2026-03-02 10:00'],
      ['extended', '2026-03-03 10:00', { days: 10, approver: 'head' }],
    ];
    expect(tell(extended, '2026-03-04', service()).verdict.checkAt).toBe(at('2026-03-11 00:00') + 1);
    const plain = tell([['accepted', '2026-03-02 10:00']], '2026-03-04', service());
    expect(plain.verdict.checkAt).toBe(at('2026-03-07 00:00'));
  });
});

function withoutLimits(more: Partial<World['item']> = {}): World['item'] {
  const { promisedLimit: _, statutoryLimit: __, ...bare } = service().item;
  return { ...bare, ...more };
}
