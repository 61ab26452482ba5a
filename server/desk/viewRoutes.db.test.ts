import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewListSchema, viewSchema, type View } from '#contract/deskSchema';
import { flagListQuerySchema } from '#contract/querySchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { systemViews } from './systemViews.ts';
import { viewRoutes } from './viewRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  for (const role of ['inspector', 'department', 'admin', 'auditor'] as const)
    tokens.set(role, await accountWithToken(database.pool, { name: role, role }, now));
  app = await readApp(database.pool, { now }, ({ clock }) => [viewRoutes({ pool: database.pool, clock })]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (method: string, path: string, who: string, body?: object): Promise<Response> =>
  fetch(`${app.url}/api/v1/views${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
const list = async (who: string): Promise<View[]> =>
  viewListSchema.parse(await (await ask('GET', '', who)).json()).items;
const save = async (who: string, body: object): Promise<View> =>
  viewSchema.parse(await (await ask('POST', '', who, body)).json());
const names = (views: View[]): string[] =>
  views.flatMap((one) => (one.origin === 'system' ? [] : [one.name.zh]));

test('everybody has the system views of their side, and their list takes each one’s query', async () => {
  for (const role of ['auditor', 'department'] as const)
    expect((await list(role)).map(({ id }) => id)).toEqual(systemViews(role).map(({ id }) => id));
  expect((await list('department'))[0]?.id).toBe('to-answer');
  for (const { query } of [...systemViews('inspector'), ...systemViews('department')])
    expect(
      flagListQuerySchema.safeParse(Object.fromEntries(new URLSearchParams(query))).error,
    ).toBeUndefined();
});

test('a view is its owner’s alone until it is shared', async () => {
  const view = await save('inspector', { name: '红牌', query: 'severity=red&live=true&cursor=x&limit=9' });
  expect(view).toMatchObject({ origin: 'own', list: 'flags', query: 'severity=red&live=true', by: null });
  expect(names(await list('inspector'))).toContain('红牌');
  expect(names(await list('department'))).not.toContain('红牌');
  const body = { name: '红牌（共享）', query: 'severity=red', shared: true };
  expect((await ask('PUT', `/${view.id}`, 'inspector', body)).status).toBe(200);
  expect((await list('department')).at(-1)).toMatchObject({ origin: 'shared', by: 'inspector', id: view.id });
});

test('nobody changes or removes what is another’s; an administrator removes what is shared', async () => {
  const [own, shared] = [
    await save('inspector', { name: 'own', query: 'live=true' }),
    await save('inspector', { name: 'shared', query: 'live=true', shared: true }),
  ];
  const body = { name: 'mine now', query: '' };
  expect((await ask('PUT', `/${shared.id}`, 'department', body)).status).toBe(404);
  expect((await ask('DELETE', `/${shared.id}`, 'department')).status).toBe(404);
  expect((await ask('DELETE', `/${own.id}`, 'admin')).status).toBe(404);
  expect((await ask('DELETE', `/${shared.id}`, 'admin')).status).toBe(204);
  expect((await ask('DELETE', `/${own.id}`, 'inspector')).status).toBe(204);
  expect((await ask('DELETE', `/${own.id}`, 'inspector')).status).toBe(404);
  expect((await ask('DELETE', '/mine', 'admin')).status).toBe(404);
});

test.each([
  [{ name: 'x', query: 'severity=black' }, 400, 'severity.0'],
  [{ name: 'x', query: 'colour=red' }, 400, 'colour'],
  [{ name: 'x', list: 'cases', query: 'rule=TIM-02' }, 400, 'rule'],
  [{ name: ' ', query: '' }, 400, 'name'],
  [{ name: 'x' }, 400, 'query'],
  [{ name: 'x', query: '', shared: true }, 403, 'shared'],
])('the view %j is refused by its field', async (body, status, path) => {
  const answer = await ask('POST', '', 'department', body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ path });
});

test('a name is given once a list, to a new view and to a changed one', async () => {
  await save('department', { name: 'one', query: '' });
  const other = await save('department', { name: 'two', query: '' });
  expect((await ask('POST', '', 'department', { name: 'one', query: 'live=true' })).status).toBe(409);
  expect((await ask('PUT', `/${other.id}`, 'department', { name: 'one', query: '' })).status).toBe(409);
  expect((await ask('PUT', `/${other.id}`, 'department', { name: 'two', query: 'live=true' })).status).toBe(
    200,
  );
});

test('what is saved, changed and removed is in the audit', async () => {
  const { rows } = await database.pool.query<{ action: string; actor: string }>(
    `select distinct action, actor from audit_entries where actor like '%admin%' or action = 'view.changed'`,
  );
  expect(rows.map(({ action }) => action).sort()).toEqual(
    expect.arrayContaining(['view.changed', 'view.removed']),
  );
});
