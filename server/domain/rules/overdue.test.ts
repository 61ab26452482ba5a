import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];
const concluded = (time: string, outcome: 'granted' | 'withdrawn' = 'granted'): Line => [
  'concluded',
  time,
  { outcome },
];
/** Five working days after Monday the second. */
const due = at('2026-03-10 00:00');
const heardUpTo = (lastOccurredAt: number, live: boolean): World =>
  world({ proof: { lastOccurredAt, live } });

describe('TIM-02', () => {
  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    ['open at the due instant', [accepted], '2026-03-10 00:00', 'clear'],
    ['open a millisecond later', [accepted], '2026-03-10 00:00:00.001', 'raised yellow'],
    ['concluded at the due instant', [accepted, concluded('2026-03-10 00:00')], '2026-03-20', 'clear'],
    ['concluded a second later', [accepted, concluded('2026-03-10 00:00:01')], '2026-03-20', 'raised yellow'],
    [
      'hours cannot be told from days',
      [accepted, concluded('2026-03-03 00:00')],
      '2026-03-20',
      'not_evaluable: precision',
      world({ source: { precision: 'day' }, item: { promisedLimit: { value: 4, unit: 'work_hour' } } }),
    ],
    [
      'nor a limit that ends at the time of acceptance',
      [accepted, concluded('2026-03-09 00:00')],
      '2026-03-20',
      'not_evaluable: precision',
      world({ policy: 'same_clock_time', source: { precision: 'day' } }),
    ],
    [
      'days are enough for a limit in days',
      [accepted, concluded('2026-03-10 00:00:01')],
      '2026-03-20',
      'raised yellow',
      world({ source: { precision: 'day' } }),
    ],
    ['open, the last second of the fourth day over', [accepted], '2026-03-13 23:59:59', 'raised yellow'],
    ['open, the weekend after it begins no day', [accepted], '2026-03-15 12:00', 'raised yellow'],
    ['open, the fifth day over begins', [accepted], '2026-03-16 00:00', 'raised red'],
    [
      'concluded on the fourth day over',
      [accepted, concluded('2026-03-13 17:00')],
      '2026-05-01',
      'raised yellow',
    ],
    [
      'concluded on the fifth day over',
      [accepted, concluded('2026-03-16 09:00')],
      '2026-05-01',
      'raised red',
    ],
    [
      'no promise and no law',
      [accepted],
      '2026-05-01',
      'exempt: no_limit',
      world({ item: { type: '20', promisedLimit: undefined, statutoryLimit: undefined } as never }),
    ],
    ['not accepted yet', [['received', '2026-03-02 10:00']], '2026-03-04', 'not_evaluable: no_acceptance'],
    [
      'refused acceptance',
      [
        ['received', '2026-03-02 10:00'],
        ['not_accepted', '2026-03-04 10:00'],
      ],
      '2026-05-01',
      'clear',
    ],
    [
      'a source that reports only finished suspensions, open',
      [accepted],
      '2026-03-12',
      'not_evaluable: suspension_unknown',
      world({ source: { finishedSuspensionsOnly: true } }),
    ],
    [
      'the same, concluded',
      [accepted, concluded('2026-03-12 10:00')],
      '2026-03-13',
      'raised yellow',
      world({ source: { finishedSuspensionsOnly: true } }),
    ],
    ['silence made it accepted', [['received', '2026-03-02 10:00']], '2026-03-12', 'raised query'],
  ])('%s', (_name, lines, asOf, result, w) => {
    expect(verdictOf(tell(lines, asOf, w), 'TIM-02')).toBe(result);
  });

  it('an instant item is due at the end of its acceptance day, on a day off at the end of the next working day', () => {
    const w = world({
      item: { handling: 'instant', type: '20', promisedLimit: undefined, statutoryLimit: undefined } as never,
    });
    expect(tell([accepted], '2026-03-02 12:00', w).promisedDue).toBe(at('2026-03-03 00:00'));
    expect(tell([['accepted', '2026-03-07 10:00']], '2026-03-07 12:00', w).promisedDue).toBe(
      at('2026-03-10 00:00'),
    );
  });

  it('tells the days over, the due instant and the acceptance it rests on', () => {
    expect(flagsOf(tell([accepted, concluded('2026-03-11 09:00')], '2026-03-20'), 'TIM-02')).toMatchObject([
      {
        at: due,
        occurrence: 'e1',
        caseState: 'concluded',
        facts: { due, daysOver: 2, basis: 'item' },
        events: ['e1', 'e2'],
      },
    ]);
  });

  it.each([
    ['2026-03-10 09:00', '2026-03-11 00:00', 1],
    ['2026-03-13 09:00', '2026-03-16 00:00', 4],
    ['2026-03-14 09:00', '2026-03-16 00:00', 4],
    ['2026-03-16 00:00', '2026-03-17 00:00', 5],
  ])('at %s the next look is when the next day over begins, %s', (asOf, next, days) => {
    const told = tell([accepted], asOf);
    expect(flagsOf(told, 'TIM-02')[0]?.facts['daysOver']).toBe(days);
    expect(told.verdict.checkAt).toBe(at(next));
  });

  it('a promise that ended on a Friday is one day over all weekend and on Monday', () => {
    const lines: Line[] = [['accepted', '2026-03-06 10:00']];
    const days = (asOf: string) => flagsOf(tell(lines, asOf), 'TIM-02')[0]?.facts['daysOver'];
    expect(tell(lines, '2026-03-09').promisedDue).toBe(at('2026-03-14 00:00'));
    expect(
      ['2026-03-14 00:00:01', '2026-03-15 23:00', '2026-03-16 23:59:59', '2026-03-17 00:00'].map(days),
    ).toEqual([1, 1, 1, 2]);
  });

  it.each<[name: string, w: World, asOf: string, result: string]>([
    [
      'nothing reported after the due instant',
      heardUpTo(due, true),
      '2026-03-10 00:09:59.999',
      'not_evaluable: source_behind',
    ],
    ['ten minutes of a live source', heardUpTo(due, true), '2026-03-10 00:10', 'raised yellow'],
    ['something that happened after it', heardUpTo(due + 1, false), '2026-03-10 00:00:01', 'raised yellow'],
    ['a silent source', heardUpTo(due, false), '2026-03-12', 'not_evaluable: source_behind'],
  ])('open, it waits for proof of life: %s', (_name, w, asOf, result) => {
    expect(verdictOf(tell([accepted], asOf, w), 'TIM-02')).toBe(result);
  });
  it('a late conclusion needs no proof', () => {
    const told = tell([accepted, concluded('2026-03-10 09:00')], '2026-03-10 09:00', heardUpTo(0, false));
    expect(flagsOf(told, 'TIM-02')).toMatchObject([{ at: due }]);
  });
  it('on a deemed case is no earlier than the deeming', () => {
    const w = world({ item: { promisedLimit: { value: 2, unit: 'workday' } } });
    expect(flagsOf(tell([['received', '2026-03-02 10:00']], '2026-03-12', w), 'TIM-02')).toMatchObject([
      { severity: 'query', at: due, facts: { due: at('2026-03-05 00:00') } },
    ]);
  });
  it('a reopened case has a flag of each round', () => {
    const lines: Line[] = [
      accepted,
      concluded('2026-03-11 09:00'),
      ['reopened', '2026-03-12 09:00', { reason: 'r', approver: 'u' }],
      ['accepted', '2026-03-12 10:00'],
    ];
    expect(flagsOf(tell(lines, '2026-03-25'), 'TIM-02').map((f) => [f.occurrence, f.caseState])).toEqual([
      ['e1', 'concluded'],
      ['e4', 'open'],
    ]);
  });
});

describe('TIM-03', () => {
  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    ['open at the legal due instant', [accepted], '2026-03-24 00:00', 'clear'],
    ['open a millisecond later', [accepted], '2026-03-24 00:00:00.001', 'raised red'],
    ['concluded at it', [accepted, concluded('2026-03-24 00:00')], '2026-04-20', 'clear'],
    ['concluded a second later', [accepted, concluded('2026-03-24 00:00:01')], '2026-04-20', 'raised red'],
    [
      'alone where nothing is promised',
      [accepted],
      '2026-03-25',
      'raised red',
      world({ item: { promisedLimit: undefined } as never }),
    ],
    [
      'Art. 42 for a licence that names no limit: 20 working days',
      [accepted],
      '2026-03-31 00:00',
      'clear',
      world({ item: { promisedLimit: undefined, statutoryLimit: undefined } as never }),
    ],
    [
      'and after them',
      [accepted],
      '2026-03-31 00:00:00.001',
      'raised red',
      world({ item: { promisedLimit: undefined, statutoryLimit: undefined } as never }),
    ],
    [
      'no limit of any other kind of item',
      [accepted],
      '2026-12-31',
      'exempt: no_limit',
      world({ item: { type: '07', promisedLimit: undefined, statutoryLimit: undefined } as never }),
    ],
  ])('%s', (_name, lines, asOf, result, w) => {
    expect(verdictOf(tell(lines, asOf, w), 'TIM-03')).toBe(result);
  });
});
