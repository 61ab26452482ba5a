import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duePolicies, limitUnits, type Limit } from '#contract/limit';
import { at, tell, world, type Line } from '../../testing/scenario.ts';
import { usedAt, whenUsed } from './limitClock.ts';

const accepted = (time: string, limit: Limit): Line[] => [['accepted', time, { promisedLimit: limit }]];
const due = (time: string, limit: Limit, policy: (typeof duePolicies)[number] = 'end_of_day') =>
  tell(accepted(time, limit), time, world({ policy })).promisedDue;

describe('the due instant of a limit', () => {
  it.each([
    ['working days', '2026-09-28 10:12', { value: 5, unit: 'workday' }, 'end_of_day', '2026-10-11 00:00'],
    [
      'working days to close of business',
      '2026-09-28 10:12',
      { value: 2, unit: 'workday' },
      'close_of_business',
      '2026-09-30 18:00',
    ],
    [
      'working days by the clock',
      '2026-09-28 10:12',
      { value: 2, unit: 'workday' },
      'same_clock_time',
      '2026-09-30 10:12',
    ],
    [
      'calendar days that end on a holiday',
      '2026-09-28 10:12',
      { value: 5, unit: 'calendar_day' },
      'end_of_day',
      '2026-10-09 00:00',
    ],
    [
      'a month clamped to its last day',
      '2026-01-30 09:00',
      { value: 1, unit: 'month' },
      'end_of_day',
      '2026-03-01 00:00',
    ],
    [
      'working hours over the lunch break and the night',
      '2026-03-02 17:00',
      { value: 2, unit: 'work_hour' },
      'end_of_day',
      '2026-03-03 10:00',
    ],
    [
      'minutes, which are natural',
      '2026-03-02 17:50',
      { value: 30, unit: 'minute' },
      'end_of_day',
      '2026-03-02 18:20',
    ],
  ] as const)('counts %s', (_name, time, limit, policy, expected) => {
    expect(due(time, limit, policy)).toBe(at(expected));
  });

  it('of an instant item without a limit is the end of its acceptance day, or of the next working day', () => {
    const instant = world({ item: { handling: 'instant', promisedLimit: undefined } });
    expect(tell([['accepted', '2026-03-02 10:00']], '2026-03-02 11:00', instant).promisedDue).toBe(
      at('2026-03-03 00:00'),
    );
    expect(tell([['accepted', '2026-10-03 10:00']], '2026-10-03 11:00', instant).promisedDue).toBe(
      at('2026-10-09 00:00'),
    );
  });

  it('of a licence that names no limit is the 20 working days of Art. 42; of other kinds there is none', () => {
    const bare = { promisedLimit: undefined, statutoryLimit: undefined };
    const licence = tell([['accepted', '2026-03-02 10:00']], '2026-03-02 11:00', world({ item: bare }));
    expect(licence.statutoryDue).toBe(at('2026-03-31 00:00'));
    const other = tell(
      [['accepted', '2026-03-02 10:00']],
      '2026-03-02 11:00',
      world({ item: { ...bare, type: '20' } }),
    );
    expect(other.statutoryDue).toBeUndefined();
    expect(other.promisedDue).toBeUndefined();
  });

  it('given by the source counts for a trusted one only, and moves by credit made after it', () => {
    const life: Line[] = [
      ['accepted', '2026-03-02 10:00', { promisedDueAt: at('2026-03-04 08:30') }],
      [
        'suspended',
        '2026-03-03 09:00',
        { kind: 'testing', approvedDays: 2, approver: 'u', reason: 'r', notice: 'n' },
      ],
      ['resumed', '2026-03-05 09:00'],
    ];
    expect(tell(life, '2026-03-05 10:00').promisedDue).toBe(at('2026-03-12 00:00'));
    const trusted = world({ source: { trustDueDates: true } });
    expect(tell(life.slice(0, 1), '2026-03-05 10:00', trusted).promisedDue).toBe(at('2026-03-04 08:30'));
    expect(tell(life, '2026-03-05 10:00', trusted).promisedDue).toBe(at('2026-03-06 08:30'));
  });

  it('of the law is never a given date later than the computed one', () => {
    const trusted = world({ source: { trustDueDates: true } });
    const late: Line[] = [['accepted', '2026-03-02 10:00', { statutoryDueAt: at('2026-12-31 00:00') }]];
    expect(tell(late, '2026-03-02 11:00', trusted).statutoryDue).toBe(at('2026-03-24 00:00'));
  });
});

describe('suspensions', () => {
  const suspended = (from: string, to: string, days: number, more: object = {}): Line[] => [
    [
      'suspended',
      from,
      { kind: 'testing', approvedDays: days, approver: 'u', reason: 'r', notice: 'n', ...more },
    ],
    ['resumed', to],
  ];
  const dueWith = (...lines: Line[]) =>
    tell([['accepted', '2026-03-02 10:00'], ...lines], '2026-04-30 00:00').promisedDue;

  it('that overlap are credited once', () => {
    expect(dueWith(...suspended('2026-03-03 09:00', '2026-03-05 09:00', 5))).toBe(at('2026-03-12 00:00'));
    expect(
      dueWith(
        [
          'suspended',
          '2026-03-03 09:00',
          { kind: 'testing', approvedDays: 2, approver: 'u', reason: 'r', notice: 'n' },
        ],
        [
          'suspended',
          '2026-03-04 09:00',
          { kind: 'hearing', approvedDays: 2, approver: 'u', reason: 'r', notice: 'n' },
        ],
        ['resumed', '2026-03-06 09:00'],
        ['resumed', '2026-03-06 09:30'],
      ),
    ).toBe(at('2026-03-13 00:00'));
  });
  it('within one day give nothing, since none is in force at 24:00', () => {
    expect(dueWith(...suspended('2026-03-03 09:00', '2026-03-03 17:00', 1))).toBe(at('2026-03-10 00:00'));
  });
  it('without approver or approved days give nothing', () => {
    expect(dueWith(...suspended('2026-03-03 09:00', '2026-03-05 09:00', 2, { approver: undefined }))).toBe(
      at('2026-03-10 00:00'),
    );
    expect(dueWith(...suspended('2026-03-03 09:00', '2026-03-05 09:00', 0))).toBe(at('2026-03-10 00:00'));
  });
  it('that begin after the limit passed give nothing', () => {
    expect(dueWith(...suspended('2026-03-10 09:00', '2026-03-12 09:00', 5))).toBe(at('2026-03-10 00:00'));
  });
  it('still running are credited for their approved days', () => {
    const told = tell(
      [['accepted', '2026-03-02 10:00'], suspended('2026-03-03 09:00', '2026-03-20 09:00', 3)[0]!],
      '2026-03-04 10:00',
    );
    expect(told.promisedDue).toBe(at('2026-03-13 00:00'));
  });
  it('for a hearing are credited for the twenty working days of the law at most', () => {
    const [from, to] = ['2026-03-03 09:00', '2026-04-10 09:00'];
    const tested = suspended(from, to, 25);
    const heard = suspended(from, to, 25, { kind: 'hearing' });
    const reasonOf = (lines: Line[]) =>
      tell([['accepted', '2026-03-02 10:00'], ...lines], '2026-04-30').verdict.rounds[0]?.clock.promised
        ?.credits[0]?.reason;
    expect([dueWith(...tested), reasonOf(tested)]).toEqual([at('2026-04-15 00:00'), 'cut_to_approved_days']);
    expect([dueWith(...heard), reasonOf(heard)]).toEqual([at('2026-04-08 00:00'), 'cut_to_hearing_days']);
    expect(dueWith(...suspended(from, to, 20, { kind: 'hearing' }))).toBe(at('2026-04-08 00:00'));
    expect(dueWith(...suspended(from, to, 19, { kind: 'hearing' }))).toBe(at('2026-04-04 00:00'));
  });
  it('never bring a due date nearer', () => {
    const stretch = fc.record({
      from: fc.integer({ min: 0, max: 12 }),
      length: fc.integer({ min: 0, max: 9 }),
      days: fc.integer({ min: 0, max: 9 }),
    });
    const hour = 3_600_000;
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 4 }),
        fc.constantFrom(...duePolicies),
        fc.constantFrom(...limitUnits),
        (list, policy, unit) => {
          const w = world({ policy });
          const base: Line[] = [['accepted', '2026-03-02 10:00', { promisedLimit: { value: 5, unit } }]];
          const text = (ms: number) => new Date(ms + 8 * hour).toISOString().slice(0, 16).replace('T', ' ');
          const lines = list.flatMap(({ from, length, days }) => {
            const begin = at('2026-03-02 11:00') + from * 24 * hour;
            return suspended(text(begin), text(begin + length * 24 * hour), days);
          });
          const without = tell(base, '2026-05-30 00:00', w).promisedDue ?? 0;
          expect(tell([...base, ...lines], '2026-05-30 00:00', w).promisedDue).toBeGreaterThanOrEqual(
            without,
          );
        },
      ),
    );
  });
});

describe('an extension', () => {
  const extended = (time: string, days: number): Line => [
    'extended',
    time,
    { days, approver: 'head', reason: 'r' },
  ];
  const dueWith = (...lines: Line[]) =>
    tell([['accepted', '2026-03-02 10:00'], ...lines], '2026-04-30 00:00').promisedDue;
  it('moves the due date by its working days, at most ten', () => {
    expect(dueWith(extended('2026-03-06 10:00', 3))).toBe(at('2026-03-13 00:00'));
    expect(dueWith(extended('2026-03-06 10:00', 30))).toBe(at('2026-03-24 00:00'));
  });
  it('is granted once', () => {
    expect(dueWith(extended('2026-03-05 10:00', 3), extended('2026-03-06 10:00', 3))).toBe(
      at('2026-03-13 00:00'),
    );
  });
});

describe('used time', () => {
  it('equals the allowance exactly at the due instant, for every unit and policy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 300 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...limitUnits),
        fc.constantFrom(...duePolicies),
        (minute, value, unit, policy) => {
          const when = new Date(at('2026-01-01 00:00') + minute * 60_000 + 8 * 3_600_000)
            .toISOString()
            .slice(0, 16)
            .replace('T', ' ');
          const told = tell(
            [['accepted', when, { promisedLimit: { value, unit } }]],
            when,
            world({ policy }),
          );
          const clock = told.verdict.rounds[0]?.clock.promised;
          if (!clock) throw new Error('no clock');
          expect(usedAt(clock, clock.due)).toBeCloseTo(clock.allowed, 3);
          expect(clock.axis.at(whenUsed(clock, clock.allowed))).toBeCloseTo(clock.axis.at(clock.due), 3);
        },
      ),
    );
  });
});
