import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Figures, IndicatorId } from '#contract/reports/indicator';
import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportScope, ReportSnapshot } from '#contract/reports/snapshot';
import { independentFigures } from '../../testing/independentFigures.ts';
import type { IngestWorld } from '../../testing/ingestWorld.ts';
import { reportedAt, reportedCity } from '../../testing/reportedCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { onPicture } from './onPicture.ts';
import { takeSnapshot, type Issued } from './takeSnapshot.ts';

let database: TestDatabase;
let world: IngestWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await reportedCity(database.pool, 900);
}, 120_000);
afterAll(() => database.drop());

const take = (
  scope: ReportScope,
  {
    now = reportedAt,
    issued = undefined as Issued | undefined,
    kind = 'monthly_bulletin' as ReportKind,
    period = '2026-10',
  } = {},
): Promise<ReportSnapshot> =>
  onPicture(database.pool, (db) =>
    takeSnapshot(
      { db, catalogue: world.catalogue.current(), now, ...(issued ? { issued } : {}) },
      { kind, period, scope },
    ),
  );

const wholeOf = (snapshot: ReportSnapshot): ReportSnapshot['figures'][number] => {
  const whole = snapshot.figures.find(({ by }) => by === 'all');
  if (!whole) throw new Error('there is no whole');
  return whole;
};

function expectEqual(figures: Figures, independent: Awaited<ReturnType<typeof independentFigures>>): void {
  for (const id of Object.keys(independent) as IndicatorId[]) {
    const { value, n } = independent[id] ?? { value: null, n: 0 };
    expect(figures[id]?.n, `${id}: n`).toBe(n);
    if (value === null) expect(figures[id]?.value, id).toBeNull();
    else expect(figures[id]?.value, id).toBeCloseTo(value, 9);
  }
}

const scopes: [string, ReportScope, Parameters<typeof independentFigures>[2]][] = [
  ['the city', { by: 'city' }, { regions: null, departments: null, children: false }],
  [
    'a region with the town below it',
    { by: 'region', code: '500112' },
    { regions: ['500112', '500112001'], departments: null, children: false },
  ],
  [
    'a department',
    { by: 'department', code: '500112-ZJ' },
    { regions: null, departments: ['500112-ZJ'], children: true },
  ],
];

describe.each(scopes)('the monthly figures of %s', (_, scope, places) => {
  test.each(['2026-10', '2026-09'])('of %s equal those computed anew from the events', async (month) => {
    const independent = await independentFigures(database.pool, month, places);
    expect(independent['onTimeRate']?.n).toBeGreaterThan(30);
    expect(independent['goodRateVoluntary']?.value).toBeGreaterThan(0);
    expectEqual(wholeOf(await take(scope, { period: month })).figures, independent);
  });

  test('compare with the month before, and with no figures of a year in which nothing was reported', async () => {
    const { previous, lastYear } = wholeOf(await take(scope));
    expect(lastYear).toBeNull();
    expectEqual(previous ?? {}, await independentFigures(database.pool, '2026-09', places));
  });
});

test('a period that was reported from its middle on is told, and since when', async () => {
  const since = async (kind: ReportKind, period: string) =>
    (await take({ by: 'city' }, { kind, period })).reportedSince;
  expect(await since('monthly_bulletin', '2026-10')).toBeUndefined();
  expect(await since('quarterly_analysis', '2026-Q4')).toEqual({ previous: '2026-09-01' });
  expect(await since('annual_evaluation', '2026')).toEqual({ period: '2026-09-01' });
});

test('limits are drawn around the city’s rate in a report of a part of it too', async () => {
  const { rankings: city } = await take({ by: 'city' });
  for (const scope of [
    { by: 'region', code: '500112' },
    { by: 'department', code: city.find(({ by }) => by === 'department')?.rows[0]?.code ?? '' },
  ] as const) {
    const { rankings } = await take(scope);
    expect(rankings.map(({ by, whole }) => [by, whole])).toEqual(city.map(({ by, whole }) => [by, whole]));
  }
  expect(city.map(({ whole }) => whole.n > 30)).toEqual([true, true]);
});

test('every region and department has the figures that it would have alone', async () => {
  const { figures, rankings } = await take({ by: 'city' });
  const alone = {
    region: await independentFigures(database.pool, '2026-10', {
      regions: ['500103'],
      departments: null,
      children: false,
    }),
    department: await independentFigures(database.pool, '2026-10', {
      regions: null,
      departments: ['500103-ZJ'],
      children: true,
    }),
  };
  for (const [by, code] of [
    ['region', '500103'],
    ['department', '500103-ZJ'],
  ] as const) {
    expectEqual(figures.find((set) => set.by === by && set.code === code)?.figures ?? {}, alone[by]);
    const row = rankings.find((ranking) => ranking.by === by)?.rows.find((one) => one.code === code);
    expect(row).toMatchObject({ n: alone[by]['onTimeRate']?.n, rank: expect.any(Number) as number });
  }
  const sumOf = (by: string) =>
    figures.filter((set) => set.by === by).reduce((sum, set) => sum + (set.figures.concluded?.value ?? 0), 0);
  for (const by of ['region', 'item', 'itemType', 'level']) expect(sumOf(by), by).toBe(sumOf('all'));
});

test.each<[ReportKind, string]>([
  ['daily_scan', '2026-10-12'],
  ['weekly_dispatch', '2026-W42'],
  ['quarterly_analysis', '2026-Q4'],
  ['annual_evaluation', '2026'],
])('a %s has its own sections, a name for every code, and no number that is none', async (kind, period) => {
  const snapshot = await take({ by: 'city' }, { kind, period });
  const isOfToday = kind === 'daily_scan' || kind === 'weekly_dispatch';
  expect(snapshot.work.length > 0).toBe(isOfToday);
  expect(snapshot.distribution.length > 0).toBe(!isOfToday);
  const scored = [snapshot.scores, snapshot.departmentScores].map((set) => set?.by);
  expect(scored).toEqual(kind === 'annual_evaluation' ? ['region', 'department'] : [undefined, undefined]);
  expect(snapshot.items.length > 0).toBe(kind === 'quarterly_analysis');
  for (const { department, open, oldest } of snapshot.work) {
    expect(snapshot.names.department).toHaveProperty(department);
    if (Object.keys(open).length > 0) expect(oldest?.subject).toMatch(/^c\d+$|^\w/);
  }
  for (const { by, code } of snapshot.figures)
    if (by === 'region' || by === 'department' || by === 'item')
      expect(snapshot.names[by]).toHaveProperty(code);
  const { figures } = wholeOf(snapshot);
  const standing = ['confirmed', 'refuted', 'undecided', 'contested', 'dataProblem'] as const;
  for (const finding of snapshot.findings)
    expect(standing.reduce((sum, name) => sum + finding[name], 0)).toBe(finding.raised);
  expect(snapshot.findings.reduce((sum, { raised }) => sum + raised, 0)).toBe(figures.flagged?.value);
  expect(snapshot.distribution.reduce((sum, { n }) => sum + n, 0)).toBe(
    isOfToday ? 0 : figures.handlingMean?.n,
  );
  expect(
    JSON.stringify(snapshot, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value)),
  ).not.toContain('NaN');
});

test('an issued month is told the same later, and what changed of it is announced in the next', async () => {
  const issued = await take({ by: 'city' }, { period: '2026-09' });
  const asIssued: Issued = (_, period) =>
    Promise.resolve(period === '2026-09' ? { ...issued, reportId: '7' } : null);
  const later = { issued: asIssued, now: reportedAt + 3 * 86_400_000 };
  expect((await take({ by: 'city' }, later)).corrections).toEqual([]);
  await database.pool.query(
    `update cases set concluded_at = promised_due_at
      where case_id = (select case_id from cases
                        where region = '500103' and department = '500103-ZJ' and parent_case is null
                          and outcome = 'granted' and concluded_at > promised_due_at
                          and promised_due_at > '2026-09-10T00:00:00+08:00'
                          and promised_due_at < '2026-09-25T00:00:00+08:00'
                        order by case_id limit 1)`,
  );
  const { corrections, trends } = await take({ by: 'city' }, later);
  expect(
    corrections.filter(({ indicator }) => indicator === 'onTimeRate').map(({ by, code }) => [by, code]),
  ).toEqual([
    ['all', ''],
    ['region', '500103'],
    ['department', '500103-ZJ'],
  ]);
  expect(corrections[0]).toMatchObject({ reportId: '7', period: '2026-09' });
  const rates = trends.find(({ indicator }) => indicator === 'onTimeRate');
  expect(rates?.points.map(({ period }) => period).slice(-2)).toEqual(['2026-09', '2026-10']);
});
