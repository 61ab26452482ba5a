import { afterEach, beforeEach, expect, it } from 'vitest';
import { ruleListSchema, ruleRunSchema, ruleVersionSchema, type RuleRun } from '#contract/ruleSchema';
import { ruleRoutes } from '../catalogue/ruleRoutes.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { ruleRunRoutes } from './ruleRunRoutes.ts';
import { createRuleRuns, type RuleRuns } from './ruleRuns.ts';

const now = at('2026-04-01 12:00');
let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let runs: RuleRuns;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
  const holder = city.world.catalogue;
  runs = createRuleRuns({ pool: city.pool, holder, clock: () => now });
  for (const role of ['admin', 'supervisor', 'inspector', 'department'] as const)
    tokens.set(role, await accountWithToken(city.pool, { name: role, role }, now));
  const yubei = { name: 'yubei', role: 'supervisor', region: '500112' } as const;
  tokens.set('yubei', await accountWithToken(city.pool, yubei, now));
  app = await readApp(city.pool, { now }, (parts) => [
    ruleRoutes({ ...parts, holder }),
    ruleRunRoutes({ db: city.pool, catalogue: () => holder.current(), runs }),
  ]);
  // promise of four working days: five per cent are 84 minutes
  await city.tell(by, 'fast', [
    ['accepted', '2026-03-02 10:00'],
    ['concluded', '2026-03-02 11:00', { outcome: 'granted' }],
  ]);
  await city.tell(by, 'usual', [
    ['accepted', '2026-03-02 10:00'],
    ['concluded', '2026-03-04 11:00', { outcome: 'granted' }],
  ]);
  await city.judge('2026-03-04 12:00');
});
afterEach(async () => {
  await runs.close();
  await app.close();
  await city.close();
  await database.drop();
});

const send = (method: string, path: string, body?: object, who = 'admin'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const march = { from: '2026-03-01', to: '2026-03-31' };
async function run(path: string, body: object): Promise<RuleRun> {
  const answer = await send('POST', path, body);
  expect(answer.status).toBe(202);
  const location = answer.headers.get('location') ?? '';
  await runs.settled();
  return ruleRunSchema.parse(await (await send('GET', location.replace('/api/v1', ''))).json());
}

it('a back-test answers where it tells its progress and its report', async () => {
  const told = await run('/rules/FAST-01:backtest', { ...march, params: { promisePercent: 1 } });
  expect(told).toMatchObject({
    kind: 'backtest',
    rule: 'FAST-01',
    state: 'done',
    actor: 'admin',
    // the other took days: no threshold makes it a finding
    progress: { done: 1, of: 1 },
    result: {
      cases: 1,
      cleared: 1,
      raised: 0,
      changed: 0,
      departments: [{ department: '500112-ZJ', cleared: 1 }],
    },
    error: null,
  });
  expect(await city.flags('fast')).toContain('FAST-01 query raised concluded');
});

it('a re-judgement names the back-test that showed its effect, and does just that', async () => {
  const shown = await run('/rules/FAST-01:backtest', {
    ...march,
    params: { promisePercent: 1 },
    note: '复议',
  });
  const done = await run('/rules/FAST-01:rejudge', { backtest: shown.runId });
  expect(done).toMatchObject({
    kind: 'rejudgement',
    state: 'done',
    result: { withdrawn: 1, raised: 0, changed: 0 },
  });
  expect(await city.flags('fast')).toContain('FAST-01 query withdrawn concluded');
  const { items } = ruleListSchema.parse(await (await send('GET', '/rules')).json());
  expect(items.find(({ rule }) => rule === 'FAST-01')?.versions).toMatchObject([
    {
      version: 1,
      validFrom: '2026-03-01',
      validTo: '2026-03-31',
      rejudged: true,
      note: '复议',
      actor: 'admin',
    },
  ]);
});

it('nobody orders a re-judgement of what no finished back-test of the rule has shown', async () => {
  const shown = await run('/rules/FAST-01:backtest', { ...march, params: { promisePercent: 1 } });
  const refused = async (path: string, body: object, who = 'admin'): Promise<number> =>
    (await send('POST', path, body, who)).status;
  expect(await refused('/rules/FAST-01:rejudge', { backtest: 999 })).toBe(404);
  expect(await refused('/rules/TIM-02:rejudge', { backtest: shown.runId })).toBe(409);
  expect(await refused('/rules/FAST-01:rejudge', { ...march, params: {} })).toBe(400);
  expect(await refused('/rules/FAST-01:rejudge', { backtest: shown.runId }, 'supervisor')).toBe(403);
});

it('one works at a time; cancelled it ends, and the next may begin', async () => {
  await city.pool.query(
    `insert into rule_runs (kind, rule, asked, actor, created_at, lease_until)
     values ('backtest', 'FAST-01', $1, 'elsewhere', $2, $3)`,
    [
      JSON.stringify({ ...march, params: {}, enabled: true, severity: null, scope: {}, note: '' }),
      new Date(now),
      new Date(now + 1000),
    ],
  );
  expect((await send('POST', '/rules/FAST-01:backtest', march)).status).toBe(409);
  expect((await send('DELETE', '/rule-runs/1')).status).toBe(204);
  expect((await send('DELETE', '/rule-runs/1')).status).toBe(409);
  expect((await run('/rules/FAST-01:backtest', march)).state).toBe('done');
});

it('a run whose process is gone has failed, and stands in nobody’s way', async () => {
  await city.pool.query(
    `insert into rule_runs (kind, rule, asked, actor, created_at, lease_until)
     values ('backtest', 'FAST-01', $1, 'elsewhere', $2, $2)`,
    [
      JSON.stringify({ ...march, params: {}, enabled: true, severity: null, scope: {}, note: '' }),
      new Date(now - 1000),
    ],
  );
  expect((await run('/rules/FAST-01:backtest', march)).state).toBe('done');
  expect(await (await send('GET', '/rule-runs/1')).json()).toMatchObject({ state: 'failed' });
});

it.each([
  [{ ...march, params: { share: 1 } }, 'params.share'],
  [{ ...march, params: { promisePercent: 101 } }, 'params.promisePercent'],
  [{ ...march, scope: { region: '999' } }, 'scope.region'],
  [{ from: '2026-03-31', to: '2026-03-01' }, 'validTo'],
  [{ from: '2026-03-01' }, 'to'],
  [{ ...march, region: '500112' }, 'region'],
])('%j is refused where the fault is', async (body, path) => {
  const answer = await send('POST', '/rules/FAST-01:backtest', body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path });
});

it('a rule over many cases has no past to try', async () => {
  expect((await send('POST', '/rules/FEED-01:backtest', march)).status).toBe(400);
  expect((await send('POST', '/rules/TIM-99:backtest', march)).status).toBe(404);
});

it('a version begins today or later and is listed with the rule', async () => {
  const version = {
    validFrom: '2026-04-01',
    params: { promisePercent: 3 },
    scope: { region: '500112' },
    severity: 'notice',
  };
  const answer = await send('POST', '/rules/FAST-01/versions', version, 'supervisor');
  expect(answer.status).toBe(201);
  expect(ruleVersionSchema.parse(await answer.json())).toMatchObject({
    ...version,
    version: 1,
    actor: 'supervisor',
  });
  const { items } = ruleListSchema.parse(await (await send('GET', '/rules', undefined, 'department')).json());
  const rule = items.find((one) => one.rule === 'FAST-01');
  expect(rule).toMatchObject({ name: { zh: '异常快' }, inForce: { version: 0 }, versions: [version] });
  expect(items).toHaveLength(new Set(items.map((one) => one.rule)).size);
  const past = await send('POST', '/rules/FAST-01/versions', { validFrom: '2026-03-31' });
  expect(await past.json()).toMatchObject({ status: 400, path: 'validFrom' });
});

it.each([
  ['inspector', {}, 403],
  ['department', {}, 403],
  ['yubei', {}, 403],
  ['yubei', { scope: { region: '500103' } }, 403],
  ['yubei', { scope: { region: '500112' } }, 201],
  ['supervisor', {}, 201],
])('%s may set a version with %j: %i', async (who, body, status) => {
  const version = { validFrom: '2026-04-01', params: {}, ...body };
  expect((await send('POST', '/rules/FAST-01/versions', version, who)).status).toBe(status);
});
