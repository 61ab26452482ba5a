import { afterAll, beforeAll, expect, test } from 'vitest';
import { flagDetailSchema, flagListSchema, type FlagSummary } from '#contract/answerSchema';
import type { Page } from '#contract/pageSchema';
import { flagSorts } from '#contract/querySchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { flagRoutes } from './flagRoutes.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let flagIds: number[];

beforeAll(async () => {
  database = await testDatabase();
  const catalogue = await readingCity(database.pool, start);
  tokens.set('all', await accountWithToken(database.pool, { name: 'all', role: 'auditor' }, start));
  tokens.set(
    'office',
    await accountWithToken(database.pool, { name: 'office', role: 'department', department: 'A-H' }, start),
  );
  flagIds = await insertFlags(database.pool, [
    { caseId: '1', rule: 'TIM-02', at: start - 5 * hour },
    { caseId: '1', rule: 'FAST-01', at: start - 4 * hour, severity: 'query' },
    { caseId: '2', rule: 'TIM-03', at: start - 3 * hour, severity: 'red', region: 'A1', department: 'A-H-1' },
    {
      caseId: '3',
      rule: 'TIM-02',
      at: start - 2 * hour,
      region: 'B',
      department: 'B-H',
      status: 'withdrawn',
      ended: start,
    },
    { caseId: '4', rule: 'DAT-01', at: start - 26 * hour, severity: 'info', region: null, department: null },
  ]);
  await database.pool.query(
    `update flags set status = 'sent', owner = 'all', due_at = $2 where flag_id = $1`,
    [flagIds[0], new Date(start - hour)],
  );
  await database.pool.query(`update flags set owner = 'office', due_at = $2 where flag_id = $1`, [
    flagIds[2],
    new Date(start + hour),
  ]);
  await insertCases(database.pool, [
    { id: '1', at: start - 9 * hour, due: start - 5 * hour, lawDue: start + hour },
  ]);
  app = await readApp(database.pool, { now: start }, (parts) => [
    flagRoutes({ ...parts, catalogue: () => catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (address: string, who = 'all'): Promise<Response> =>
  fetch(`${app.url}/api/v1${address}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const list = async (query = '', who = 'all'): Promise<Page<FlagSummary>> =>
  flagListSchema.parse(await (await ask(`/flags${query}`, who)).json());

test.each([
  ['', [4, 3, 2, 1, 5]],
  ['?rule=TIM-02', [4, 1]],
  ['?rule=TIM-02,TIM-03&severity=red', [3]],
  ['?severity=query,info', [2, 5]],
  ['?status=withdrawn', [4]],
  ['?live=true', [3, 2, 1, 5]],
  ['?live=false', [4]],
  ['?region=A', [3, 2, 1]],
  ['?department=A-H-1', [3]],
  ['?case=1', [2, 1]],
  ["?case=1' or ''='", []],
  ['?from=2026-11-21', [4, 3, 2, 1]],
  ['?to=2026-11-20', [5]],
  ['?raisedFrom=today', [4, 3, 2, 1]],
  ['?raisedTo=2026-11-20', [5]],
  ['?owner=me', [1]],
  ['?owner=office', [3]],
  ['?dueBefore=2026-11-21', [3, 1]],
  ['?dueBefore=2026-11-21T09:00:00%2B08:00', [1]],
  ['?replyOverdue=true', [1]],
  ['?sort=oldest', [5, 1, 2, 3, 4]],
  ['?sort=severity', [3, 4, 1, 2, 5]],
  ['?sort=due', [1, 3, 2, 4, 5]],
])('"%s" lists exactly the flags it names, newest first', async (query, expected) => {
  const page = await list(query);
  expect(page.items.map((flag) => flag.flagId)).toEqual(expected.map((nth) => flagIds[nth - 1]));
  expect(page.total).toBe(expected.length);
});

test.each([
  ['rule=TIM-99'],
  ['severity=black'],
  ['status=open'],
  ['live=1'],
  ['case='],
  ['number=1'],
  ['sort=colour'],
  ['replyOverdue=false'],
  ['cursor=WzEsImEiXQ'],
])('the wrong filter %s is refused by its name', async (query) => {
  const answer = await ask(`/flags?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(`"${query.split('=')[0]}"`) });
});

test.each(flagSorts)('pages of one flag give the same list, %s first', async (sort) => {
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<FlagSummary> = await list(
      `?sort=${sort}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...page.items.map((flag) => flag.flagId));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual((await list(`?sort=${sort}`)).items.map((flag) => flag.flagId));
});

test('a flag in the list shows its case, who carries it and what was done last', async () => {
  const [flag] = (await list('?owner=me')).items;
  expect(flag).toMatchObject({
    case: { stage: 'accepted', dueAt: new Date(start - 5 * hour).toISOString(), concludedAt: null },
    followup: { owner: 'all', dueAt: new Date(start - hour).toISOString() },
    last: { reason: 'condition_met', actor: 'duban' },
  });
});

test('a flag shows its evidence, the versions it rests on and how it came about', async () => {
  const answer = await ask(`/flags/${flagIds[0]}`);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(flagDetailSchema.parse(await answer.json())).toMatchObject({
    rule: 'TIM-02',
    ruleVersion: 1,
    evidence: { days: 2 },
    asOf: new Date(start - 5 * hour).toISOString(),
    history: [{ reason: 'condition_met', fromStatus: null, toStatus: 'raised', actor: 'duban' }],
  });
});

test('an office sees its own flags and its sections, and no other by number', async () => {
  expect((await list('', 'office')).items.map((flag) => flag.flagId)).toEqual([
    flagIds[2],
    flagIds[1],
    flagIds[0],
  ]);
  expect((await ask(`/flags/${flagIds[0]}`, 'office')).status).toBe(200);
  expect((await ask(`/flags/${flagIds[3]}`, 'office')).status).toBe(404);
});

test.each(['0', 'x', '1e3', '-1', '9999999999999999999', '1;drop'])('there is no flag "%s"', async (id) => {
  expect((await ask(`/flags/${encodeURIComponent(id)}`)).status).toBe(404);
});
