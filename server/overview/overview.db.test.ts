import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  heatmapSchema,
  overviewSchema,
  rankingSchema,
  type Heatmap,
  type Overview,
  type Ranking,
} from '#contract/answerSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { insertCases, insertFlags, readingCity, type CaseGiven } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { overviewRoutes } from './overviewRoutes.ts';
import { rankingRoutes } from './rankingRoutes.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const now = at('2026-11-21T10:00:00');
const midnight = at('2026-11-21T00:00:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  tokens.set('all', await accountWithToken(pool, { name: 'all', role: 'monitor' }, now));
  tokens.set(
    'district',
    await accountWithToken(pool, { name: 'district', role: 'inspector', region: 'A' }, now),
  );
  tokens.set(
    'office',
    await accountWithToken(pool, { name: 'office', role: 'department', department: 'A-H' }, now),
  );
  await pool.query(
    `insert into stats_day (day, region, department, item, channel, namespace, submitted, concluded, child_submitted, child_concluded, rated, rated_good)
     values ('2026-11-21', 'A', 'A-H', 'permit', 'web', '', 10, 6, 4, 2, 5, 3),
            ('2026-11-21', 'A', 'A-P', 'permit', 'web', '', 3, 0, 0, 0, 0, 0),
            ('2026-11-21', 'B', 'B-H', 'permit', 'web', '', 20, 20, 0, 0, 0, 0),
            ('2026-11-21', 'Z', 'Z-O', 'newly', 'web', '', 1, 0, 0, 0, 0, 0),
            ('2026-11-20', 'B', 'B-H', 'permit', 'web', '', 7, 0, 0, 0, 0, 0),
            ('2026-11-21', 'B', 'B-H', 'permit', 'web', 'city', 1000, 0, 0, 0, 0, 0)`,
  );
  await pool.query(
    `insert into stats_minute (minute, region, department, namespace, submitted, concluded, child_submitted)
     values ('2026-11-21T09:59:00+08:00', 'A', 'A-H', '', 10, 0, 4), ('2026-11-21T00:00:00+08:00', 'B', 'B-H', '', 5, 1, 0),
            ('2026-11-20T23:59:00+08:00', 'B', 'B-H', '', 7, 0, 0)`,
  );
  await pool.query(
    `insert into stats_open (region, department, item, namespace, open, child_open, due_soon, overdue, overdue_statutory)
     values ('A', 'A-H', 'permit', '', 9, 2, 1, 2, 1), ('B', 'B-H', 'permit', '', 5, 0, 0, 0, 0)`,
  );
  await insertCases(pool, dueCases());
  await insertFlags(pool, [
    { caseId: 'today-1', rule: 'TIM-02', at: midnight + 1000 },
    { caseId: 'today-1', rule: 'STEP-01', at: midnight + 1000, severity: 'query' },
    { caseId: 'today-2', rule: 'TIM-01', at: midnight + 1000, severity: 'notice' },
    { caseId: 'today-3', rule: 'TIM-02', at: midnight - 1000, region: 'B', department: 'B-H' },
    { caseId: 'pardoned', rule: 'TIM-02', at: at('2026-10-16T00:00:00'), status: 'exempt' },
  ]);
  await pool.query(
    `insert into job_heartbeats (job, last_slot_at, last_started_at, last_finished_at) values ('raise_flags', $1, $1, $1)`,
    [new Date(now - 5000)],
  );
  app = await readApp(pool, { now }, (parts) => {
    const all = { ...parts, catalogue: () => catalogue };
    return [overviewRoutes(all), rankingRoutes(all)];
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** October: A-H 30 due of which 27 on time, B-H 40 of 40, A-P 12 of 12, and one of each kind that is left out. */
function dueCases(): CaseGiven[] {
  const due = at('2026-10-16T00:00:00');
  const many = (n: number, late: number, place: Partial<CaseGiven>): CaseGiven[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `${place.department}-${i}`,
      at: due - 10 * 86_400_000,
      due,
      lawDue: due + 86_400_000,
      concluded: i < late ? due + 1 : due,
      outcome: 'granted',
      ...place,
    }));
  const one = (id: string, change: Partial<CaseGiven>): CaseGiven => ({
    id,
    at: due - 86_400_000,
    due,
    ...change,
  });
  return [
    ...many(30, 3, { region: 'A', department: 'A-H' }),
    ...many(40, 0, { region: 'B', department: 'B-H' }),
    ...many(12, 0, { region: 'A', department: 'A-P' }),
    one('withdrawn', { concluded: due + 5, outcome: 'withdrawn' }),
    one('voided', { concluded: due - 5, outcome: 'voided' }),
    one('transferred', { concluded: due - 5, outcome: 'transferred' }),
    one('pardoned', { concluded: due + 5, outcome: 'granted' }),
    one('child', { concluded: due + 5, outcome: 'granted', parent: 'A-H-0' }),
    one('foreign', { namespace: 'city' }),
    one('end-of-october', { due: at('2026-11-01T00:00:00'), region: 'Z', department: 'Z-O' }),
    one('start-of-october', { due: at('2026-10-01T00:00:00'), region: 'Z', department: 'Z-O' }),
    one('due-today', { due: now - 1, region: 'B', department: 'B-H' }),
    one('due-later', { due: now + 1, region: 'B', department: 'B-H' }),
  ];
}

const ask = (address: string, who = 'all'): Promise<Response> =>
  fetch(`${app.url}/api/v1${address}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const overview = async (query = '', who = 'all'): Promise<Overview> =>
  overviewSchema.parse(await (await ask(`/overview${query}`, who)).json());
const heatmap = async (query: string, who = 'all'): Promise<Heatmap> =>
  heatmapSchema.parse(await (await ask(`/heatmap?${query}`, who)).json());
const ranking = async (query: string, who = 'all'): Promise<Ranking> =>
  rankingSchema.parse(await (await ask(`/rankings?${query}`, who)).json());

/** { "A × housing": [value, n] } */
async function cells(query: string, who = 'all'): Promise<Record<string, [number, number]>> {
  const map = await heatmap(query, who);
  return Object.fromEntries(
    map.cells.map(({ row, column, value, n }) => [
      `${map.rows[row]?.code} × ${map.columns[column]?.code}`,
      [value, n],
    ]),
  );
}

test('the city counts the parent of a joint case and no child, and only the default namespace', async () => {
  const { day, counted, standing, asOf, rulesLastRanAt } = await overview();
  expect(day).toBe('2026-11-21');
  expect(counted).toMatchObject({ submitted: 30, concluded: 24, rated: 5, ratedGood: 3 });
  expect(standing).toMatchObject({ open: 12, dueSoon: 1, overdue: 2, overdueStatutory: 1 });
  expect(asOf).toBe('2026-11-21T02:00:00.000Z');
  expect(rulesLastRanAt).toBe('2026-11-21T01:59:55.000Z');
});

test('an office counts the children too, a district only itself', async () => {
  expect((await overview('', 'office')).counted).toMatchObject({ submitted: 10, concluded: 6 });
  expect((await overview('', 'office')).standing).toMatchObject({ open: 9 });
  expect((await overview('', 'district')).counted).toMatchObject({ submitted: 9 });
});

test('another day has its volume, and how things stood then is not made up', async () => {
  const yesterday = await overview('?day=2026-11-20');
  expect(yesterday.counted.submitted).toBe(7);
  expect(yesterday.standing).toBeNull();
});

test('flags of the day are counted by severity at their decisive instant', async () => {
  const { flagged } = await overview();
  expect(Object.fromEntries(flagged.map(({ severity, n }) => [severity, n]))).toEqual({
    yellow: 1,
    query: 1,
    notice: 1,
  });
});

test('a case due at 24:00 belongs to that day, one due later today is not yet judged', async () => {
  expect((await overview('?day=2026-10-15')).onTimeByPromise).toMatchObject({ n: 82, onTime: 79 });
  expect((await overview('?day=2026-10-16')).onTimeByPromise).toMatchObject({ n: 0, value: null });
  expect((await overview()).onTimeByPromise).toMatchObject({ n: 1, onTime: 0 });
});

test('the on-time rate says what it left out', async () => {
  const { onTimeByPromise, onTimeByLaw } = await overview('?day=2026-10-15');
  expect(onTimeByPromise.value).toBeCloseTo(79 / 82, 12);
  expect(onTimeByPromise.excluded).toEqual({ withdrawn: 1, voided: 1, transferred: 1, exempt: 1 });
  expect(onTimeByLaw).toMatchObject({ n: 0, value: null });
  expect((await overview('?day=2026-10-16')).onTimeByLaw).toMatchObject({ n: 82, onTime: 82, value: 1 });
});

test('a heatmap of kinds counts children in their office, and loses nothing that has no kind', async () => {
  expect(await cells('metric=submitted')).toEqual({
    'A × housing': [10, 10],
    'A × police': [3, 3],
    'B × housing': [20, 20],
    'Z × ': [1, 1],
  });
  const { rows, columns } = await heatmap('metric=submitted');
  expect(rows.map((row) => row.code)).toEqual(['A', 'A1', 'B', 'Z']);
  expect(columns.map((column) => column.code)).toEqual(['housing', 'police', '']);
});

test('a heatmap of several days adds them up', async () => {
  expect(await cells('metric=submitted&columns=department&from=2026-11-20&to=2026-11-21')).toMatchObject({
    'B × B-H': [27, 27],
    'Z × Z-O': [1, 1],
  });
});

test('hours are the office’s hours, and count a joint case once', async () => {
  expect(await cells('metric=submitted&columns=hour')).toEqual({ 'A × 9': [6, 6], 'B × 0': [5, 5] });
  expect((await heatmap('metric=submitted&columns=hour')).columns).toHaveLength(24);
});

test('items the catalogue does not know keep their code', async () => {
  expect(await cells('metric=submitted&columns=item')).toMatchObject({
    'A × permit': [9, 9],
    'Z × newly': [1, 1],
  });
});

test('overdue counts both kinds beside the open cases, which are its n', async () => {
  expect(await cells('metric=overdue')).toEqual({ 'A × housing': [3, 9], 'B × housing': [0, 5] });
  expect(await cells('metric=open&columns=item')).toEqual({ 'A × permit': [7, 7], 'B × permit': [5, 5] });
});

test('flagged counts cases and not flags, without what is only due soon', async () => {
  expect(await cells('metric=flagged')).toEqual({ 'A × housing': [1, 1] });
  expect(await cells('metric=flagged&columns=hour&from=2026-11-20&to=2026-11-21')).toEqual({
    'A × 0': [1, 1],
    'B × 23': [1, 1],
  });
});

test('rates of kinds are divided after adding up', async () => {
  const october = await cells('metric=on_time_rate&from=2026-10-01&to=2026-10-31');
  expect(october['A × housing']).toEqual([27 / 31, 31]);
  expect(october['B × housing']).toEqual([1, 40]);
  expect(october['Z × ']).toEqual([0, 1]);
});

test('a district’s heatmap has its own rows and cells alone', async () => {
  const map = await heatmap('metric=submitted', 'district');
  expect(map.rows.map((row) => row.code)).toEqual(['A', 'A1']);
  expect(Object.keys(await cells('metric=submitted', 'office'))).toEqual(['A × housing']);
});

test.each([
  ['metric=speed', 'metric'],
  ['columns=weekday', 'columns'],
  ['rows=department', 'rows'],
  ['metric=open&columns=hour', 'columns'],
  ['metric=on_time_rate&columns=hour', 'columns'],
  ['from=2026-11-21&to=2026-11-20', 'to'],
  ['from=21.11.2026', 'from'],
])('the heatmap %s is refused by its name', async (query, name) => {
  const answer = await ask(`/heatmap?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path: name });
});

test('departments are ranked by their on-time rate, with an interval; twelve cases are shown and not ranked', async () => {
  const { rows, from, to } = await ranking('by=department&period=2026-10');
  expect({ from, to }).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  expect(rows.map(({ code, rank, n, onTime, reason }) => [code, rank, n, onTime, reason])).toEqual([
    ['B-H', 1, 40, 40, null],
    ['A-H', 2, 31, 27, null],
    ['A-P', null, 12, 12, 'too_few_cases'],
    ['Z-O', null, 1, 0, 'too_few_cases'],
  ]);
  expect(rows[0]?.name).toBe('乙区住建');
  expect(rows[1]?.interval[0]).toBeCloseTo(0.7115, 3);
  expect(rows[1]?.excluded).toEqual({ withdrawn: 1, voided: 1, transferred: 1, exempt: 1 });
});

test('what differs from the whole lies beyond its 99.8 % funnel limits, which are given with it', async () => {
  const { whole, limits, rows } = await ranking('by=department&period=2026-10');
  expect(whole).toEqual({ value: 79 / 84, n: 84 });
  expect(rows.map(({ code, difference, previousRank }) => [code, difference, previousRank])).toEqual([
    ['B-H', 'none', null],
    ['A-H', 'none', null],
    ['A-P', 'none', null],
    ['Z-O', 'none', null],
  ]);
  expect([limits[0]?.n, limits.at(-1)?.n]).toEqual([10, 40]);
  expect(limits.at(-1)?.low998).toBeLessThan(27 / 31);
});

test('regions count the parent of a joint case and no child', async () => {
  const { rows } = await ranking('by=region&period=2026-Q4');
  expect(rows.find((row) => row.code === 'A')).toMatchObject({ n: 42, onTime: 39 });
});

test('an account with a scope sees its own rows, with the rank they have in the city', async () => {
  expect((await ranking('by=department&period=2026-10', 'office')).rows).toMatchObject([
    { code: 'A-H', rank: 2 },
  ]);
  expect((await ranking('by=region&period=2026-10', 'district')).rows.map((row) => row.code)).toEqual(['A']);
});

test('to an office regions are no rows, and what is due in the city is still told, so that it is not denied', async () => {
  const { rows, whole } = await ranking('by=region&period=2026-10', 'office');
  expect(rows).toEqual([]);
  expect(whole.n).toBeGreaterThan(0);
  expect((await ranking('by=region&period=2026-08', 'office')).whole.n).toBe(0);
});

test.each([['period=2026-13'], ['period=october'], ['by=item']])(
  'the ranking %s is refused',
  async (query) => {
    expect((await ask(`/rankings?${query}`)).status).toBe(400);
  },
);
