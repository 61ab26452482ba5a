import { describe, expect, it } from 'vitest';
import {
  at,
  cnCalendar,
  flagsOf,
  knowledgeOf,
  tell,
  tellFamily,
  verdictOf,
  world,
  type Line,
} from '../testing/scenario.ts';
import { workCalendar } from './calendar/workCalendar.ts';
import { caseFacts } from './cases/caseFacts.ts';
import { contributionOf } from './cases/contribution.ts';
import { rankBalances } from './evaluation/rankBalances.ts';
import { rankRates } from './evaluation/rankRates.ts';
import { feedSilenceDefaults, silentSince } from './rules/feedSilence.ts';
import { bulkEntry, type EnteredCase } from './rules/many/bulkEntry.ts';
import { promiseLengthened } from './rules/many/promiseLengthened.ts';

const promise5 = world();
const steps = (...times: string[]): Line[] =>
  times.map((time, i): Line => ['step_completed', time, { step: ['受理', '审查', '决定'][i] ?? '其他' }]);

describe('the golden cases of RULES §9', () => {
  it('G1: a promise of 5 working days accepted before the May holiday of 2019 is due 2019-05-06 24:00', () => {
    const life: Line[] = [
      ['accepted', '2019-04-26 15:00'],
      ['concluded', '2019-05-06 23:00', { outcome: 'granted' }],
    ];
    const told = tell(life, '2019-06-01 00:00', promise5);
    expect(told.promisedDue).toBe(at('2019-05-07 00:00'));
    expect(flagsOf(told, 'TIM-02')).toEqual([]);
    const strict = tell(life, '2019-06-01 00:00', world({ policy: 'same_clock_time' }));
    expect(strict.promisedDue).toBe(at('2019-05-06 15:00'));
    expect(flagsOf(strict, 'TIM-02')).toMatchObject([{ caseState: 'concluded', at: at('2019-05-06 15:00') }]);
  });

  describe('G2: promise 7 and law 10 working days from Monday 2018-10-15 10:00 by the same clock time', () => {
    const w = world({
      policy: 'same_clock_time',
      item: { promisedLimit: { value: 7, unit: 'workday' }, statutoryLimit: { value: 10, unit: 'workday' } },
    });
    it('breaks the promise after 10-24 10:00 and the law after 10-29 10:00', () => {
      const life: Line[] = [['accepted', '2018-10-15 10:00']];
      expect(tell(life, '2018-10-24 10:00', w).raised.map((r) => r.rule)).toEqual(['TIM-01']);
      expect(tell(life, '2018-10-24 10:15', w).flags).toContain('TIM-02 yellow');
      expect(flagsOf(tell(life, '2018-10-29 10:00', w), 'TIM-03')).toEqual([]);
      expect(flagsOf(tell(life, '2018-10-29 10:15', w), 'TIM-03')).toMatchObject([
        { at: at('2018-10-29 10:00') },
      ]);
    });
    it('moves both by 3 working days for 3 approved days of suspension', () => {
      const told = tell(
        [
          ['accepted', '2018-10-15 10:00'],
          [
            'suspended',
            '2018-10-17 10:00',
            { kind: 'testing', approvedDays: 3, approver: 'u-1', reason: 'r', notice: 'n' },
          ],
          ['resumed', '2018-10-22 10:00'],
        ],
        '2018-10-23 00:00',
        w,
      );
      expect(told.promisedDue).toBe(at('2018-10-29 10:00'));
      expect(told.statutoryDue).toBe(at('2018-11-01 10:00'));
    });
  });

  it('G3: five working days of silence after receipt make the case accepted as of the receipt', () => {
    const told = tell([['received', '2026-03-02 11:00']], '2026-03-10 09:00');
    expect(told.verdict.rounds[0]?.clock.start).toMatchObject({
      ground: 'deemed',
      at: at('2026-03-02 11:00'),
      deemedAt: at('2026-03-10 00:00'),
    });
    expect(told.promisedDue).toBe(at('2026-03-10 00:00'));
    expect(flagsOf(told, 'ACC-01')).toMatchObject([{ severity: 'yellow', at: at('2026-03-10 00:00') }]);
    expect(flagsOf(tell([['received', '2026-03-02 11:00']], '2026-03-10 00:00'), 'ACC-01')).toEqual([]);
  });

  it('G4: three minutes and one timestamp over three steps are two queries and no red', () => {
    const told = tell(
      [
        ['accepted', '2026-03-02 10:00'],
        ...steps('2026-03-02 10:03', '2026-03-02 10:03', '2026-03-02 10:03'),
        ['concluded', '2026-03-02 10:03', { outcome: 'granted' }],
      ],
      '2026-03-02 12:00',
    );
    expect(told.flags).toEqual(['FAST-01 query', 'STEP-02 query']);
  });

  const auto = world({ item: { handling: 'auto' } });
  const machineTrail = (kind: 'human' | 'machine'): Line[] => [
    ['accepted', '2026-03-02 10:00'],
    ...steps('2026-03-02 10:03', '2026-03-02 10:03', '2026-03-02 10:03'),
    ['concluded', '2026-03-02 10:03', { outcome: 'granted', handler: { code: 'h', kind } }],
  ];
  it('G5: the same on an auto-decided item by a machine is nothing', () => {
    expect(tell(machineTrail('machine'), '2026-03-02 12:00', auto).flags).toEqual([]);
  });
  it('G6: an auto-decided item concluded by a person is told', () => {
    expect(tell(machineTrail('human'), '2026-03-02 12:00', auto).flags).toEqual(['FAST-03 info']);
  });

  it('G7: a suspension made after a late conclusion gives no credit; the breach stands, HANG-02 and HANG-03 beside it', () => {
    const told = tell(
      [
        ['accepted', '2026-03-02 10:00'],
        [
          'suspended',
          '2026-03-02 10:00',
          {
            kind: 'testing',
            approvedDays: 5,
            approver: 'u',
            reason: '需检测',
            notice: 'n',
            arrives: '2026-03-11 17:00',
          },
        ],
        ['resumed', '2026-03-09 10:00', { arrives: '2026-03-11 17:01' }],
        ['concluded', '2026-03-11 16:00', { outcome: 'granted' }],
      ],
      '2026-03-12 09:00',
    );
    expect(told.promisedDue).toBe(at('2026-03-10 00:00'));
    expect(flagsOf(told, 'TIM-02')).toMatchObject([
      { caseState: 'concluded', severity: 'yellow', facts: { daysOver: 2 } },
    ]);
    expect(flagsOf(told, 'HANG-02')).toMatchObject([
      { severity: 'query', facts: { apartSeconds: 0 }, events: ['e1', 'e2'] },
    ]);
    expect(flagsOf(told, 'HANG-03')).toMatchObject([{ severity: 'red', at: at('2026-03-11 17:00') }]);
    expect(flagsOf(told, 'HANG-01')).toEqual([]);
  });

  it('G8: of nine days suspended the five approved are credited, and the rest is flagged', () => {
    const told = tell(
      [
        ['accepted', '2026-03-02 10:00'],
        [
          'suspended',
          '2026-03-03 09:00',
          { kind: 'testing', approvedDays: 5, approver: 'u', reason: 'r', notice: 'n' },
        ],
        ['resumed', '2026-03-16 09:00'],
      ],
      '2026-03-16 10:00',
    );
    expect(told.promisedDue).toBe(at('2026-03-17 00:00'));
    expect(flagsOf(told, 'HANG-06')).toHaveLength(1);
  });

  it('G9: an extension asked the day after expiry gives no credit', () => {
    const told = tell(
      [
        ['accepted', '2026-03-02 10:00'],
        ['extended', '2026-03-10 09:00', { days: 10, approver: 'head', reason: 'r' }],
      ],
      '2026-03-10 10:00',
    );
    expect(told.promisedDue).toBe(at('2026-03-10 00:00'));
    expect(told.flags).toContain('HANG-03 red');
  });

  it('G10: the promise is the one in force at acceptance; lengthened the day after the breach it is PRM-01', () => {
    const life: Line[] = [['accepted', '2026-03-02 10:00']];
    const told = tell(
      life,
      '2026-03-04 09:00',
      world({ item: { promisedLimit: { value: 1, unit: 'workday' } } }),
    );
    expect(told.promisedDue).toBe(at('2026-03-04 00:00'));
    const before = { ...promise5.item, promisedLimit: { value: 1, unit: 'workday' as const } };
    const after = {
      ...before,
      validFrom: '2026-03-05',
      promisedLimit: { value: 3, unit: 'workday' as const },
    };
    const breaches = [{ caseId: 'c', at: at('2026-03-04 00:00'), flagId: 1 }];
    const recordedAt = at('2026-03-04 10:00');
    const change = { before, after, recordedAt, calendar: promise5.calendar, breaches };
    expect(promiseLengthened.judge(change, promiseLengthened.defaults)).toMatchObject({
      result: 'raised',
      severity: 'query',
    });
  });

  it('G11: two correction notices are COR-01; the acceptance date is the day the last material came in', () => {
    const told = tell(
      [
        ['received', '2026-03-02 10:00'],
        ['correction_requested', '2026-03-03 10:00'],
        ['correction_received', '2026-03-05 10:00'],
        ['correction_requested', '2026-03-06 10:00'],
        ['correction_received', '2026-03-09 10:00'],
      ],
      '2026-03-17 09:00',
    );
    expect(told.verdict.rounds[0]?.clock.start?.at).toBe(at('2026-03-09 10:00'));
    expect(flagsOf(told, 'ACC-01')).toEqual([]);
    expect(flagsOf(told, 'COR-01')).toMatchObject([
      { severity: 'yellow', at: at('2026-03-06 10:00'), occurrence: 'e4', events: ['e2', 'e4'] },
    ]);
  });

  it('G12: sixty cases that arrive in four minutes with times over the last month are BKF-01 each, BKF-02 together', () => {
    const cases = Array.from({ length: 60 }, (_, i): EnteredCase => {
      const acceptedAt = at('2026-03-02 09:00') + i * 9 * 3_600_000;
      const arrivedAt = at('2026-03-30 16:00') + i * 4000;
      return {
        caseId: `c${String(i)}`,
        accepted: { at: acceptedAt, arrivedAt, eventId: `a${String(i)}` },
        concluded: { at: acceptedAt + 90_000_000 + i * 61_000, arrivedAt, eventId: `z${String(i)}` },
        handling: 'promised',
        marks: [],
        precision: 'second',
        late: true,
        outage: false,
      };
    });
    expect(bulkEntry.judge({ cases }, bulkEntry.defaults)).toMatchObject({
      result: 'raised',
      facts: { how: 'one_burst', cases: 60 },
    });
    const arrives = '2026-03-30 16:00';
    const one = tell(
      [
        ['accepted', '2026-03-02 09:00', { arrives }],
        ['concluded', '2026-03-04 09:00', { outcome: 'granted', arrives }],
      ],
      '2026-03-30 17:00',
    );
    expect(one.flags).toContain('BKF-01 query');
  });

  it('G13, G13b: a conclusion in time clears the breach whenever it arrives; how late decides who believes it', () => {
    const life = (arrives: string): Line[] => [
      ['accepted', '2026-03-02 10:00'],
      ['concluded', '2026-03-09 23:50', { outcome: 'granted', arrives }],
    ];
    const before = tell(life('2026-03-10 00:30'), '2026-03-10 00:10');
    expect(before.flags).toEqual(['TIM-02 yellow']);
    for (const arrives of ['2026-03-10 00:30', '2026-03-10 20:10']) {
      const told = tell(life(arrives), '2026-03-11 09:00');
      expect(verdictOf(told, 'TIM-02')).toBe('clear');
      // what the withdrawal is judged by: forty minutes are no delay worth keeping, twenty hours are
      expect(told.state.delayed.map((d) => d.eventId)).toEqual(arrives < '2026-03-10 12' ? [] : ['e2']);
    }
  });

  describe('G14: a joint case of four children, one late', () => {
    const whole = world({ item: { promisedLimit: undefined } });
    const child = (concluded?: string): Line[] => [
      ['accepted', '2026-05-11 10:00', { promisedLimit: { value: 5, unit: 'workday' } }],
      ...(concluded === undefined ? [] : [['concluded', concluded, { outcome: 'granted' }] satisfies Line]),
    ];
    const inTime = {
      a: child('2026-05-15 10:00'),
      b: child('2026-05-15 11:00'),
      c: child('2026-05-18 10:00'),
    };
    const parent: Line[] = [['submitted', '2026-05-11 09:00']];

    it('is the late child’s flag alone; the whole begins with the first child and ends with the last', () => {
      const told = tellFamily(
        parent,
        { ...inTime, late: child('2026-05-20 10:00') },
        '2026-05-21 09:00',
        whole,
      );
      expect(told['late']?.flags).toEqual(['TIM-02 yellow']);
      for (const caseId of ['parent', 'a', 'b', 'c']) expect(told[caseId]?.flags).toEqual([]);
      expect(told['parent']?.state.round).toMatchObject({
        accepted: { at: at('2026-05-11 10:00') },
        concluded: { at: at('2026-05-20 10:00'), outcome: 'other' },
      });
    });

    it('gives the whole 45 working days, and 15 more if that is approved', () => {
      const told = tellFamily(parent, inTime, '2026-05-12 09:00', whole);
      expect(told['parent']?.statutoryDue).toBe(at('2026-07-15 00:00'));
      const longer: Line[] = [
        ['submitted', '2026-05-11 09:00'],
        ['extended', '2026-05-12 08:00', { days: 20, approver: 'mayor', reason: 'r' }],
      ];
      const extended = tellFamily(longer, inTime, '2026-05-12 09:00', whole)['parent']!;
      expect(extended.statutoryDue).toBe(at('2026-08-05 00:00'));
      expect(flagsOf(extended, 'EXT-01')).toMatchObject([{ facts: { fault: 'too_long', most: 15 } }]);
    });

    it('lets no child last longer than the whole', () => {
      const slow: Line[] = [['accepted', '2026-06-30 10:00']];
      const told = tellFamily(parent, { ...inTime, slow }, '2026-07-01 09:00', whole);
      const clock = told['slow']?.verdict.rounds[0]?.clock.statutory;
      expect(clock).toMatchObject({ due: at('2026-07-15 00:00'), cutBy: 'parent', allowed: 10 * 86_400_000 });
      expect(
        flagsOf(tellFamily(parent, { slow }, '2026-07-15 00:15', whole)['slow']!, 'TIM-03'),
      ).toHaveLength(1);
    });

    it('flags the parent’s department where the whole is late and no child is', () => {
      const over: Line[] = [
        ['accepted', '2026-05-11 10:00'],
        ['concluded', '2026-07-16 10:00', { outcome: 'granted' }],
      ];
      const told = tellFamily(over, inTime, '2026-07-16 11:00', whole);
      expect(told['parent']?.flags).toEqual(['TIM-03 red']);
      const late = tellFamily(over, { ...inTime, late: child() }, '2026-07-16 11:00', whole);
      expect(verdictOf(late['parent']!, 'TIM-03')).toBe('exempt: joint');
      expect(late['late']?.flags).toContain('TIM-03 red');
    });
  });

  it('G16: a source silent for three hours on a working day has been so since the second', () => {
    const heard = at('2026-03-10 09:00');
    const now = at('2026-03-10 12:00');
    expect(silentSince(heard, now, promise5.calendar, feedSilenceDefaults)).toBe(at('2026-03-10 11:00'));
    const late = tell([['accepted', '2026-03-02 10:00']], '2026-03-10 12:00', {
      ...promise5,
      proof: { lastOccurredAt: at('2026-03-09 17:00'), live: false },
    });
    expect(verdictOf(late, 'TIM-02')).toBe('not_evaluable: source_behind');
  });

  it('G17: a limit that runs into an unpublished year is provisional, and moves when the year is published', () => {
    const w = world({ item: { promisedLimit: { value: 20, unit: 'workday' } } });
    const before = tell([['accepted', '2026-12-14 10:00']], '2026-12-15 10:00', w);
    expect(before.verdict.rounds[0]?.clock.promised).toMatchObject({
      provisional: true,
      due: at('2027-01-12 00:00'),
    });
    const published = cnCalendar().version;
    const calendar = workCalendar({
      ...published,
      days: [...published.days, { day: '2027-01-01', off: true, name: '元旦' }],
      publishedThrough: '2027-12-31',
    });
    const after = tell([['accepted', '2026-12-14 10:00']], '2026-12-15 10:00', { ...w, calendar });
    expect(after.verdict.rounds[0]?.clock.promised).toMatchObject({
      provisional: false,
      due: at('2027-01-13 00:00'),
    });
  });

  it('G18: ranks (1,3,3,3) and (1,1,1,3) have the balance 0.866 both, and share a rank', () => {
    const [first, second] = rankBalances([
      [1, 3, 3, 3],
      [1, 1, 1, 3],
    ]);
    expect(first?.balance).toBeCloseTo(0.866, 3);
    expect(second).toEqual(first);
    expect(first?.rank).toBe(1);
  });

  it('G19: a case of a zone counts for the zone alone', () => {
    const { state } = tell([['submitted', '2026-04-08 09:30', { region: 'LJXQ' }]], '2026-04-08 10:00');
    const facts = caseFacts(state, knowledgeOf(promise5));
    expect(contributionOf(state, facts, 0, 0)).toMatchObject({ region: 'LJXQ', child: false });
  });

  it('G20: a department with twelve cases, all on time, is not ranked', () => {
    expect(
      rankRates([
        { hits: 12, n: 12 },
        { hits: 28, n: 30 },
      ]),
    ).toEqual([null, 1]);
  });

  it('PRECISE: three approved days over a suspension to the next morning credit three days', () => {
    const told = tell(
      [
        ['accepted', '2026-09-28 10:12'],
        [
          'suspended',
          '2026-10-09 08:52',
          { kind: 'testing', approvedDays: 3, approver: 'u', reason: 'r', notice: 'n' },
        ],
        ['resumed', '2026-10-13 08:40'],
      ],
      '2026-10-13 09:00',
    );
    expect(told.promisedDue).toBe(at('2026-10-15 00:00'));
    expect(flagsOf(told, 'HANG-06')).toEqual([]);
  });
});
