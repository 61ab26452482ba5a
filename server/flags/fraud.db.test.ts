import { afterEach, describe, expect, it } from 'vitest';
import { clockText, scannedCity, type ScannedCity } from '../testing/scannedCity.ts';
import { at, type Line } from '../testing/scenario.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const document = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: ['fraud', 'honest'].map((code) => ({ code, name: code, region: '500112' })),
  items: [
    {
      code: 'grant',
      name: '创业补贴',
      type: '20',
      handling: 'promised',
      statutoryLimit: { value: 15, unit: 'workday' },
      promisedLimit: { value: 4, unit: 'workday' },
      route: [
        { step: '受理', satisfiedBy: ['case.accepted'] },
        { step: '审查' },
        { step: '决定', satisfiedBy: ['case.concluded'] },
      ],
    },
  ],
};

const accepted = (nth: number) => at('2026-03-02 09:00') + nth * 11 * minute;
/** Of what was accepted that Monday. */
const due = at('2026-03-07 00:00');
const approved = { kind: 'expert_review', approvedDays: 10, approver: '王局', notice: '书面' } as const;
const granted = { outcome: 'granted' } as const;

/** Suspended from `begins` for `lasts`, and concluded in the week after its promise of four working days. */
function suspended(nth: number, begins: number, lasts: (overrun: number) => number, reason: string): Line[] {
  const concluded = at('2026-03-09 09:30') + (nth % 3) * day + (nth % 7) * hour;
  return [
    ['accepted', clockText(accepted(nth))],
    ['suspended', clockText(begins), { ...approved, reason }],
    ['resumed', clockText(begins + lasts(concluded - due))],
    ['step_completed', clockText(concluded - 40 * minute), { step: '审查' }],
    ['concluded', clockText(concluded), granted],
  ];
}

/** Two working days late; only then a suspension is entered, as if it had been made at the acceptance. */
function suspendedAfterwards(nth: number): Line[] {
  const concluded = at('2026-03-10 10:00') + nth * 20 * minute;
  const arrives = clockText(concluded + hour);
  const begins = accepted(nth);
  return [
    ['accepted', clockText(begins)],
    ['step_completed', clockText(concluded - 2 * hour), { step: '审查' }],
    ['concluded', clockText(concluded), granted],
    ['suspended', clockText(begins), { ...approved, reason: '专家评审需要时间。', arrives }],
    ['resumed', clockText(begins + concluded - due + 3 * day), { arrives }],
  ];
}

/** Everything that ever happened to it bears the time of its conclusion. */
function stampedAtTheEnd(nth: number): Line[] {
  const time = clockText(at('2026-03-05 10:00') + nth * 3 * minute);
  return [
    ['accepted', time],
    ...['受理', '审查', '决定'].map((step): Line => ['step_completed', time, { step }]),
    ['concluded', time, granted],
  ];
}

function worked(nth: number): Line[] {
  const concluded = at('2026-03-05 10:00') + nth * 3 * minute;
  return [
    ['accepted', clockText(accepted(nth % 30) + nth * second)],
    ['step_completed', clockText(concluded - day + nth * minute), { step: '审查' }],
    ['concluded', clockText(concluded), granted],
  ];
}

const upTo = <T>(count: number, of: (nth: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i));

async function flagsOf(department: string): Promise<Record<string, number>> {
  const { rows } = await city.pool.query<{ rule: string; flags: number }>(
    `select rule, count(*) as flags from flags
      where department = $1 and status not in ('withdrawn', 'resolved') group by rule order by rule`,
    [department],
  );
  return Object.fromEntries(rows.map(({ rule, flags }) => [rule, flags]));
}

async function report(department: string, lives: Line[][]): Promise<void> {
  const by = await city.addSource(department);
  const about = { item: 'grant', region: '500112', department };
  await city.tellAll(
    by,
    lives.flatMap((lines, nth) =>
      lines.map((line) => ({ caseId: `${department}-${String(nth).padStart(3, '0')}`, line, about })),
    ),
  );
}

describe('a department that cheats as real ones did', () => {
  it('is caught by each rule that looks, and an honest one with as many cases by none', async () => {
    city = await scannedCity('2026-03-02 08:00', document);
    await report('fraud', [
      // only for what would be late: from the second of acceptance, for the overrun and three days, in the same words
      ...upTo(30, (n) => suspended(n, accepted(n), (overrun) => overrun + 3 * day, '专家评审需要时间。')),
      ...upTo(10, suspendedAfterwards),
      ...upTo(20, stampedAtTheEnd),
    ]);
    await report('honest', [
      ...upTo(30, (n) =>
        suspended(
          n,
          accepted(n) + hour,
          (overrun) => overrun + ((n * 7) % 30) * 3 * hour,
          `评审第 ${String(n)} 号图纸`,
        ),
      ),
      ...upTo(30, worked),
    ]);
    await city.judge('2026-03-13 09:00');
    await city.scan('2026-03-14 01:20');

    expect(await flagsOf('fraud')).toEqual({
      'BKF-01': 10,
      'BKF-02': 1,
      'FAST-01': 20,
      'HANG-02': 40,
      'HANG-03': 10,
      'HANG-04': 1,
      'HANG-05': 1,
      'STEP-02': 20,
      'TIM-02': 10,
    });
    expect((await city.evidence('HANG-04')).facts).toMatchObject({ of: 30, cases: 30, margin: 'surplus' });
    expect((await city.evidence('HANG-05')).facts).toMatchObject({ of: 40, suspensions: 40, percent: 100 });
    expect((await city.evidence('BKF-02')).facts).toMatchObject({ how: 'equal_durations', cases: 20 });
    expect(await flagsOf('honest')).toEqual({});
  });
});
