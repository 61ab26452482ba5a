import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountWithToken, readApp } from '../../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { unzip } from '../../testing/unzip.ts';
import { exportRoutes } from './exportRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const many = 30_000;
const tokens = new Map<string, string>();
let statements = 0;
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  tokens.set('all', await accountWithToken(pool, { name: 'all', role: 'auditor' }, now));
  const office = { name: 'office', role: 'department', department: 'A-H' } as const;
  tokens.set('office', await accountWithToken(pool, office, now));
  await insertCases(pool, [
    { id: '=1', at: now - hour, due: now + hour, alert: 1 },
    { id: '2', at: now - 2 * hour, region: 'B', department: 'B-H', concluded: now, outcome: 'granted' },
  ]);
  await insertFlags(pool, [
    { caseId: '=1', rule: 'TIM-01', at: now - hour, severity: 'notice' },
    { caseId: '2', rule: 'TIM-03', at: now - 2 * hour, severity: 'red', region: 'B', department: 'B-H' },
  ]);
  await pool.query(
    `insert into cases (case_id, version, source_id, namespace, department, stage, round, historical, first_event_at,
                        last_event_at)
     select 'many:' || g, 1, 1, 'many', 'A-H', 'accepted', 1, false, to_timestamp($1 / 1000.0) - g / 3 * interval '1 s',
            to_timestamp($1 / 1000.0)
       from generate_series(1, $2) g`,
    [now, many],
  );
  app = await readApp(pool, { now }, ({ clock }) => [
    exportRoutes({
      db: {
        query: (text, values) => {
          statements += 1;
          return pool.query(text, values);
        },
      },
      clock,
      catalogue: () => catalogue,
    }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (path: string, who = 'all'): Promise<Response> =>
  fetch(`${app.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const lines = async (path: string, who?: string): Promise<string[]> =>
  (await (await ask(path, who)).text()).trimEnd().split('\r\n');

test('flags as CSV: names beside codes, the case behind, local time, no formula', async () => {
  const answer = await ask('flags.csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=flags-2026-11-21.csv');
  const [titles = '', first = '', second = ''] = (await answer.text()).split('\r\n');
  expect(titles).toMatch(/预警编号,办件或对象,规则,规则名称,级别/);
  expect(first).toMatch(/,'=1,TIM-01,临期,预警,待派发,A,甲区,A-H,甲区住建,permit,施工许可,/);
  expect(first).toContain(',2026-11-21 08:00:00,');
  expect(first).toContain(',2026-11-21 10:00:00,');
  expect(second).toMatch(/,2,TIM-03,超法定,红牌,/);
});

test('the filter of the list is the filter of the file, and so is the scope', async () => {
  expect(await lines('flags.csv?severity=red&sort=due')).toHaveLength(2);
  expect(await lines('flags.csv', 'office')).toHaveLength(2);
  expect(await lines('cases.csv?namespace=')).toHaveLength(3);
  expect(await lines('cases.csv?namespace=&state=concluded&lang=en')).toEqual([
    expect.stringContaining('Case,Region code,Region,'),
    expect.stringContaining('2,B,乙区,B-H,乙区住建,permit,施工许可,web,Concluded,Granted,'),
  ]);
});

test('every row of a long list is there once, in the list’s order', async () => {
  const [, ...rows] = await lines('cases.csv?namespace=many');
  expect(rows).toHaveLength(many);
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(many);
});

test('a workbook holds the same rows', async () => {
  const answer = await ask('cases.xlsx?namespace=many');
  expect(answer.headers.get('content-disposition')).toContain('cases-2026-11-21.xlsx');
  const sheet = unzip(Buffer.from(await answer.arrayBuffer())).get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet.match(/<row>/g)).toHaveLength(many + 1);
});

test('a file that nobody takes any more is not read to its end', async () => {
  statements = 0;
  const request = httpGet(`${app.url}/api/v1/cases.csv?namespace=many`, {
    headers: { authorization: `Bearer ${tokens.get('all')}` },
  });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  await once(answer, 'readable');
  request.destroy();
  await sleep(300);
  const asked = statements;
  await sleep(300);
  expect(statements).toBe(asked);
  expect(asked).toBeLessThan(many / 2000);
});

test('the audit as a file has its filter and its scope, and is for its readers alone', async () => {
  const [titles, ...rows] = await lines('audit.csv?lang=en&action=flags.exported&to=2026-11-20');
  expect([titles, rows]).toEqual(['Place in the chain,When,Who,What,Kind of subject,Subject,Detail', []]);
  await ask('flags.csv?region=A');
  const [first] = (await lines('audit.csv?action=flags')).slice(1);
  expect(first).toMatch(/^,2026-11-21 09:00:00,token:all\/test,flags\.exported,export,flags\.csv,"\{""query/);
  expect((await ask('audit.csv', 'office')).status).toBe(403);
});

test.each([
  ['audit.csv?cursor=x'],
  ['flags.csv?severity=black'],
  ['flags.xlsx?cursor=x'],
  ['cases.csv?lang=fr'],
  ['cases.xlsx?rule=TIM-01'],
])('%s is refused before anything is sent', async (path) => {
  expect((await ask(path)).status).toBe(400);
});

test('who took what away is in the audit', async () => {
  await ask('flags.csv?region=B', 'office');
  const { rows } = await database.pool.query<{ actor: string; id: string; query: unknown }>(
    `select actor, subject_id as id, detail -> 'query' as query from audit_entries
      where action = 'flags.exported' order by audit_id desc limit 1`,
  );
  expect(rows).toEqual([
    { actor: expect.stringContaining('office'), id: 'flags.csv', query: { region: 'B' } },
  ]);
});
