import { describe, expect, it } from 'vitest';
import type { Limit } from '#contract/limit';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const route = [
  { step: '受理', required: true },
  { step: '审查', required: true, aliases: ['审核'], limit: { value: 2, unit: 'workday' as const } },
];
const w = world({ item: { promisedLimit: { value: 10, unit: 'workday' }, route } });
const proven = (lastOccurredAt: number, live: boolean): World => ({ ...w, proof: { lastOccurredAt, live } });
const by = (
  source: NonNullable<Parameters<typeof world>[0]>['source'],
  limit: Limit | undefined = route[1]?.limit,
): World =>
  world({
    item: { promisedLimit: { value: 10, unit: 'workday' }, route: [{ step: '审查', required: true, limit }] },
    source,
  });
const accepted: Line = ['accepted', '2026-03-02 09:00'];
const started: Line = ['step_started', '2026-03-02 10:00', { step: '审查' }];
const ended = (time: string): Line => ['step_completed', time, { step: '审查' }];
/** Two working days after Monday the second. */
const due = at('2026-03-05 00:00');

describe('TIM-04', () => {
  it.each<[name: string, lines: Line[], asOf: string, result: string, w: World]>([
    ['ended at its due instant', [accepted, started, ended('2026-03-05 00:00')], '2026-03-06', 'clear', w],
    [
      'ended a second later',
      [accepted, started, ended('2026-03-05 00:00:01')],
      '2026-03-06',
      'raised notice',
      w,
    ],
    ['still open at its due instant', [accepted, started], '2026-03-05 00:00', 'clear', w],
    ['still open a millisecond later', [accepted, started], '2026-03-05 00:00:00.001', 'raised notice', w],
    [
      'ended by the conclusion in time',
      [accepted, started, ['concluded', '2026-03-05 00:00', { outcome: 'granted' }]],
      '2026-03-06',
      'clear',
      w,
    ],
    [
      'ended by the conclusion late',
      [accepted, started, ['concluded', '2026-03-05 09:00', { outcome: 'granted' }]],
      '2026-03-06',
      'raised notice',
      w,
    ],
    [
      'under an alias',
      [accepted, ['step_started', '2026-03-02 10:00', { step: '审核' }]],
      '2026-03-06',
      'raised notice',
      w,
    ],
    [
      'a step without a limit',
      [accepted, ['step_started', '2026-03-02 10:00', { step: '受理' }]],
      '2026-03-13',
      'clear',
      w,
    ],
    [
      'a step off the route',
      [accepted, ['step_started', '2026-03-02 10:00', { step: '会签' }]],
      '2026-03-13',
      'clear',
      w,
    ],
    [
      'without a start it runs from the acceptance',
      [accepted, ended('2026-03-05 00:00:01')],
      '2026-03-06',
      'raised notice',
      w,
    ],
    [
      'or from the end of the step before',
      [accepted, ['step_completed', '2026-03-03 09:00', { step: '受理' }], ended('2026-03-06 00:00')],
      '2026-03-06 10:00',
      'clear',
      w,
    ],
    [
      'a due instant of its own is kept',
      [
        accepted,
        ['step_started', '2026-03-02 10:00', { step: '会签', dueAt: at('2026-03-03 12:00') }],
        ['step_completed', '2026-03-03 12:00', { step: '会签' }],
      ],
      '2026-03-04',
      'clear',
      w,
    ],
    [
      'and broken a second later',
      [
        accepted,
        ['step_started', '2026-03-02 10:00', { step: '会签', dueAt: at('2026-03-03 12:00') }],
        ['step_completed', '2026-03-03 12:00:01', { step: '会签' }],
      ],
      '2026-03-04',
      'raised notice',
      w,
    ],
    [
      'once the whole is late nothing is said of it',
      [accepted, started],
      '2026-03-17 00:00:01',
      'exempt: past_its_limit',
      w,
    ],
    [
      'no proof that it is still open',
      [accepted, started],
      '2026-03-05 00:09:59',
      'not_evaluable: source_behind',
      proven(due, true),
    ],
    [
      'ten minutes of a live source',
      [accepted, started],
      '2026-03-05 00:10',
      'raised notice',
      proven(due, true),
    ],
    [
      'a silent source',
      [accepted, started],
      '2026-03-06',
      'not_evaluable: source_behind',
      proven(due, false),
    ],
    [
      'a source that tells suspensions when they are over',
      [accepted, started],
      '2026-03-06',
      'not_evaluable: suspension_unknown',
      by({ finishedSuspensionsOnly: true }),
    ],
    [
      'a limit of hours by a source that tells days',
      [accepted, started],
      '2026-03-06',
      'not_evaluable: precision',
      by({ precision: 'day' }, { value: 4, unit: 'work_hour' }),
    ],
  ])('%s', (_name, lines, asOf, result, on) => {
    expect(verdictOf(tell(lines, asOf, on), 'TIM-04')).toBe(result);
  });

  it('approved days of a suspension do not count for the step either', () => {
    const paused: Line = [
      'suspended',
      '2026-03-03 10:00',
      { kind: 'testing', approvedDays: 3, approver: 'u', reason: 'r', notice: 'n' },
    ];
    const lines: Line[] = [accepted, started, paused, ['resumed', '2026-03-06 09:00']];
    expect(verdictOf(tell([...lines, ended('2026-03-10 00:00')], '2026-03-10 10:00', w), 'TIM-04')).toBe(
      'clear',
    );
    expect(verdictOf(tell([...lines, ended('2026-03-10 00:00:01')], '2026-03-10 10:00', w), 'TIM-04')).toBe(
      'raised notice',
    );
  });
  it('names the step and looks again right after it is due', () => {
    expect(tell([accepted, started], '2026-03-04', w).verdict.checkAt).toBe(due + 1);
    expect(flagsOf(tell([accepted, started], '2026-03-06', w), 'TIM-04')).toMatchObject([
      { step: '审查', occurrence: 'e2', at: due },
    ]);
  });
});
