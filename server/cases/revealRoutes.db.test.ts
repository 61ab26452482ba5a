import { afterAll, beforeAll, expect, test } from 'vitest';
import { revealedSchema } from '#contract/revealSchema';
import { createSealer } from '../ingest/sealer.ts';
import { insertCases, readingCity } from '../testing/readingCity.ts';
import { accountWithSession, accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { revealRoutes, revealsAnHour } from './revealRoutes.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const sealer = createSealer(Buffer.alloc(32, 1));
const person = {
  'applicant.name': '王小明',
  'applicant.idNumber': '11010519491231002X',
  'applicant.phone': '13800138000',
  reason: '家庭困难',
};
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let li: Record<string, string>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, start);
  await insertCases(pool, [
    { id: 'a', at: start, region: 'A' },
    { id: 'b', at: start, region: 'B', department: 'B-H' },
    { id: 'bare', at: start, region: 'A' },
  ]);
  for (const id of ['a', 'b'])
    await pool.query(
      `insert into personal_data (case_id, source_id, event_id, sealed, recorded_at) values ($1, 1, 'e1', $2, now())`,
      [id, sealer.seal(JSON.stringify(person))],
    );
  app = await readApp(pool, { now: start }, (parts) => [
    revealRoutes({ ...parts, catalogue: () => catalogue, open: (sealed) => sealer.open(sealed) }),
  ]);
  li = await accountWithSession(pool, { name: 'li', role: 'inspector', region: 'A' }, start);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const reveal = (caseId: string, body: object, headers = li): Promise<Response> =>
  fetch(`${app.url}/api/v1/cases/${caseId}/reveal`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const written = async (actor: string): Promise<object[]> =>
  (
    await database.pool.query(
      `select action, subject_id as "caseId", detail from audit_entries where actor = $1 order by audit_id`,
      [actor],
    )
  ).rows;

test('an applicant is revealed for a reason, which the audit keeps and the values it does not', async () => {
  const answer = await reveal('a', { reason: '电话核实' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { parts } = revealedSchema.parse(await answer.json());
  expect(parts).toMatchObject([{ eventId: 'e1', values: person }]);
  expect((await written('li')).at(-1)).toEqual({
    action: 'person.revealed',
    caseId: 'a',
    detail: { reason: '电话核实', fields: ['name', 'idNumber', 'phone', 'text'], events: 1 },
  });
  expect(JSON.stringify(await written('li'))).not.toContain('13800138000');
});

test('only what is asked for is shown', async () => {
  const { parts } = await (await reveal('a', { reason: '电话核实', fields: ['phone'] })).json();
  expect(parts[0].values).toEqual({ 'applicant.phone': '13800138000' });
  expect((await (await reveal('bare', { reason: '电话核实' })).json()).parts).toEqual([]);
});

test.each([
  [{}, 'reason'],
  [{ reason: '   ' }, 'reason'],
  [{ reason: 'x' }, 'reason'],
  [{ reason: '电话核实', fields: ['salary'] }, 'fields'],
  [{ reason: '电话核实', fields: [] }, 'fields'],
])('without a reason, or with wrong fields (%j), nothing is shown', async (body, path) => {
  const answer = await reveal('a', body);
  expect(answer.status).toBe(400);
  expect((await answer.json()).path).toContain(path);
});

test('a case outside the scope is as one that does not exist, and no reveal is written', async () => {
  const before = (await written('li')).length;
  expect((await reveal('b', { reason: '电话核实' })).status).toBe(404);
  expect((await reveal('none', { reason: '电话核实' })).status).toBe(404);
  expect(await written('li')).toHaveLength(before);
});

test.each(['monitor', 'auditor', 'admin'] as const)('the role %s reveals nobody', async (role) => {
  const headers = await accountWithSession(database.pool, { name: role, role }, start);
  expect((await reveal('a', { reason: '电话核实' }, headers)).status).toBe(403);
});

test('no script reveals anybody', async () => {
  const token = await accountWithToken(database.pool, { name: 'robot', role: 'inspector' }, start);
  const answer = await reveal('a', { reason: '电话核实' }, { authorization: `Bearer ${token}` } as never);
  expect(answer.status).toBe(403);
});

test('nobody carries a register away: after so many an hour one has to wait', async () => {
  const wang = await accountWithSession(database.pool, { name: 'wang', role: 'supervisor' }, start);
  const answers = await Promise.all(
    Array.from({ length: revealsAnHour + 2 }, () => reveal('b', { reason: '电话核实' }, wang)),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(2);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(3000);
  expect(await written('wang')).toHaveLength(revealsAnHour);
});
