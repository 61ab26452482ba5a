import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjustmentListSchema, adjustmentSchema } from '#contract/adjustmentSchema';
import { evaluationSchema } from '#contract/evaluationSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { insertCases, readingCity } from '../testing/readingCity.ts';
import { issuedEvaluation } from '../reports/issuedEvaluation.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { adjustmentRoutes } from './adjustmentRoutes.ts';
import { evaluationRoutes } from './evaluationRoutes.ts';

const now = at('2026-04-10 09:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  for (const account of [
    { name: 'head', role: 'supervisor' as const },
    { name: 'monitor', role: 'monitor' as const },
    { name: 'office', role: 'department' as const, department: 'B-H' },
  ])
    tokens.set(account.name, await accountWithToken(pool, account, now));
  const due = at('2026-03-10 00:00');
  await insertCases(
    pool,
    ['A-H', 'B-H'].flatMap((department) =>
      Array.from({ length: 40 }, (_, i) => ({
        id: `${department}${i}`,
        at: due - 86_400_000,
        region: department.slice(0, 1),
        department,
        due,
        concluded: due,
        outcome: 'granted',
      })),
    ),
  );
  app = await readApp(pool, { now }, (parts) => [
    evaluationRoutes({
      ...parts,
      catalogue: () => catalogue,
      issued: (by, year) => issuedEvaluation(database.pool, by, year),
    }),
    adjustmentRoutes({ ...parts, catalogue: () => catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (path: string, body?: object, who = 'head'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${tokens.get(who) ?? ''}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const scores = async (answer?: Promise<Response>) => {
  const { units } = evaluationSchema.parse(
    await (await (answer ?? ask('/evaluations?period=2026-03'))).json(),
  );
  return Object.fromEntries(
    units.map(({ code, score, bonus, deduction }) => [code, [score, bonus, deduction]]),
  );
};
test.each(['0000', '0000-05', '1899-Q4'])('a period of %s is refused in words', async (period) => {
  for (const path of [`/evaluations?period=${period}`, `/evaluation-adjustments?period=${period}`])
    expect(await (await ask(path)).json(), path).toMatchObject({ status: 400, path: 'period' });
});

const given = {
  by: 'department',
  unit: 'B-H',
  happenedOn: '2026-03-20',
  points: -2.5,
  reason: '市级通报批评',
  evidence: '督查通报〔2026〕3号',
};

test('points that a person takes count in the periods that hold the day, open their evidence, and go when revoked', async () => {
  expect(await scores()).toEqual({ 'A-H': [100, 0, 0], 'B-H': [100, 0, 0] });
  const stored = adjustmentSchema.parse(await (await ask('/evaluation-adjustments', given)).json());
  await ask('/evaluation-adjustments', { ...given, points: 0.4, reason: '试点' });
  expect(await scores()).toEqual({ 'A-H': [100, 0, 0], 'B-H': [97.9, 0.4, 2.5] });
  expect((await scores(ask('/evaluations?period=2026-02')))['B-H']).toBeUndefined();
  expect((await scores(ask('/evaluations?period=2026')))['B-H']).toEqual([97.9, 0.4, 2.5]);

  const revoke = `/evaluation-adjustments/${stored.adjustmentId}:revoke`;
  expect((await ask(revoke, { reason: '文号有误' })).status).toBe(200);
  expect((await ask(revoke, { reason: '文号有误' })).status).toBe(404);
  expect((await scores())['B-H']).toEqual([100, 0.4, 0]);
  const list = async (who: string) =>
    adjustmentListSchema.parse(
      await (await ask('/evaluation-adjustments?period=2026-03', undefined, who)).json(),
    ).items;
  expect((await list('office')).map(({ points, revoked }) => [points, revoked?.reason])).toEqual([
    [-2.5, '文号有误'],
    [0.4, undefined],
  ]);
  const { rows } = await database.pool.query<{ action: string; id: string }>(
    `select action, subject_id as id from audit_entries where action like 'evaluation_adj%' order by audit_id`,
  );
  expect(rows).toEqual([
    { action: 'evaluation_adjustment.add', id: 'B-H' },
    { action: 'evaluation_adjustment.add', id: 'B-H' },
    { action: 'evaluation_adjustment.revoke', id: 'B-H' },
  ]);
});

test.each([
  ['a unit nobody knows', { ...given, unit: 'nobody' }, 'unit'],
  ['a day to come', { ...given, happenedOn: '2026-04-11' }, 'happenedOn'],
  ['no points', { ...given, points: 0 }, 'points'],
  ['more than twenty points', { ...given, points: 21 }, 'points'],
  ['points without evidence', { ...given, evidence: ' ' }, 'evidence'],
])('%s is refused', async (_name, body, path) => {
  const answer = await ask('/evaluation-adjustments', body);
  expect([answer.status, await answer.json()]).toMatchObject([400, { path }]);
});

test('neither a monitor nor an office awards points to anybody', async () => {
  for (const who of ['monitor', 'office'])
    expect((await ask('/evaluation-adjustments', given, who)).status).toBe(403);
});

test('other weights are tried without being stored', async () => {
  const tried = { period: '2026-03', terms: { limits: { floor: 0, cap: 90, bonus: 5, deduction: 10 } } };
  expect((await scores(ask('/evaluations:try', tried)))['A-H']).toEqual([90, 0, 0]);
  expect((await scores())['A-H']).toEqual([100, 0, 0]);
  expect((await ask('/evaluations:try', tried, 'office')).status).toBe(403);
  const nothing = { weights: { timeliness: 0, regularity: 0, satisfaction: 0, rectification: 0, data: 0 } };
  expect((await ask('/evaluations:try', { period: '2026-03', terms: nothing })).status).toBe(400);
});

test('a year whose evaluation is issued is frozen: later points change nothing, and an office sees its own of it', async () => {
  const year = '/evaluations?period=2026';
  const live = evaluationSchema.parse(await (await ask(year)).json());
  const regions = { ...live, by: 'region' as const, units: [] };
  const document = JSON.stringify({
    scores: { by: 'region', rows: [], evaluation: regions },
    departmentScores: { by: 'department', rows: [], evaluation: live },
  });
  const { rows } = await database.pool.query<{ reportId: number }>(
    `insert into reports (kind, period, period_from, period_to, scope_by, scope_code, language, status, asked_by, asked_at)
     values ('annual_evaluation', '2026', '2026-01-01', '2026-12-31', 'city', '', 'zh', 'draft', 'head', $1)
     returning report_id as "reportId"`,
    [new Date(now)],
  );
  const reportId = rows[0]?.reportId ?? 0;
  await database.pool.query(
    `insert into report_snapshots (report_id, stage, taken_at, document, sha256) values ($1, 'final', $2, $3, 'abc')`,
    [reportId, new Date(now), document],
  );
  expect(evaluationSchema.parse(await (await ask(year)).json()).frozen).toBeUndefined();
  await database.pool.query(
    `update reports set status = 'issued', issued_at = $2, issued_by = 'head', number = 1, number_year = 2026,
            total_number = 1 where report_id = $1`,
    [reportId, new Date(now)],
  );
  await ask('/evaluation-adjustments', { ...given, points: -9 });
  const frozen = evaluationSchema.parse(await (await ask(year)).json());
  expect(frozen).toEqual({
    ...live,
    frozen: { reportId: String(reportId), issuedAt: '2026-04-10T01:00:00.000Z', sha256: 'abc' },
  });
  expect(evaluationSchema.parse(await (await ask(`${year}&by=region`)).json())).toEqual({
    ...regions,
    frozen: frozen.frozen,
  });
  const own = evaluationSchema.parse(await (await ask(year, undefined, 'office')).json());
  expect(own.units).toEqual(live.units.filter(({ code }) => code === 'B-H'));
  expect((await scores())['B-H']).toEqual([91.4, 0.4, 9]);
});
