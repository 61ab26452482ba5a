import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseListSchema, type CaseSummary } from '#contract/answerSchema';
import type { Page } from '#contract/pageSchema';
import { caseSorts } from '#contract/querySchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { insertCases, readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { caseRoutes, type Viewpoint } from './caseRoutes.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const hour = 3_600_000;
const viewed: [string, Viewpoint][] = [];
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const catalogue = await readingCity(database.pool, start);
  const account = async (
    name: string,
    rest: { region?: string; department?: string } = {},
  ): Promise<void> => {
    const role = rest.department === undefined ? 'inspector' : 'department';
    tokens.set(name, await accountWithToken(database.pool, { name, role, ...rest }, start));
  };
  await account('all');
  await account('district', { region: 'A' });
  await account('office', { department: 'A-H' });
  tokens.set(
    'nowhere',
    await accountWithToken(database.pool, { name: 'nowhere', role: 'department' }, start),
  );
  await insertCases(database.pool, [
    { id: '1', at: start - 1 * hour },
    {
      id: '2',
      at: start - 2 * hour,
      region: 'A1',
      department: 'A-H-1',
      concluded: start,
      outcome: 'granted',
    },
    { id: '3', at: start - 3 * hour, region: 'B', department: 'B-H', alert: 2, due: start - hour },
    { id: '4', at: start - 4 * hour, department: 'A-P', queries: 1 },
    { id: '5', at: start - 5 * hour, region: null, department: null },
    { id: 'old:6', at: start - 30 * 24 * hour, namespace: 'old', region: 'Z', department: 'Z-O' },
  ]);
  app = await readApp(database.pool, { now: start }, (parts) => [
    caseRoutes({
      ...parts,
      catalogue: () => catalogue,
      viewCase: (caseId, at) => {
        viewed.push([caseId, at]);
        return Promise.resolve({ caseId });
      },
      explainCase: (caseId) => Promise.resolve({ explained: caseId }),
    }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (address: string, who = 'all'): Promise<Response> =>
  fetch(`${app.url}/api/v1${address}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const list = async (query = '', who = 'all'): Promise<Page<CaseSummary>> =>
  caseListSchema.parse(await (await ask(`/cases${query}`, who)).json());
const ids = async (query = '', who = 'all'): Promise<string[]> =>
  (await list(query, who)).items.map((item) => item.caseId);

test('cases are listed newest first with everything a row shows', async () => {
  const page = await list();
  expect(page).toMatchObject({ total: 6, nextCursor: null });
  expect(page.items.map((item) => item.caseId)).toEqual(['1', '2', '3', '4', '5', 'old:6']);
  expect(page.items[2]).toMatchObject({
    region: 'B',
    stage: 'accepted',
    alert: 'promise_broken',
    promisedDueAt: '2026-11-21T00:00:00.000Z',
    concludedAt: null,
  });
});

test.each([
  ['?region=A', ['1', '2', '4']],
  ['?region=A1,B', ['2', '3']],
  ['?region=A1&region=B', ['2', '3']],
  ['?region=C', ['1', '2', '3', '4', 'old:6']],
  ['?region=Z', ['old:6']],
  ['?department=A-H', ['1', '2']],
  ['?department=A-H-1', ['2']],
  ['?item=permit&state=concluded', ['2']],
  ['?stage=concluded', ['2']],
  ['?state=open&region=A', ['1', '4']],
  ['?alert=promise_broken,law_broken', ['3']],
  ['?queried=true', ['4']],
  ['?namespace=', ['1', '2', '3', '4', '5']],
  ['?namespace=old', ['old:6']],
  ['?from=2026-11-21', ['1', '2', '3', '4', '5']],
  ['?to=2026-11-20', ['old:6']],
  ['?from=2026-11-21T06:00:00%2B08:00&to=2026-11-21T08:00:00%2B08:00', ['2', '3']],
  ['?region=unknown', []],
  ['?number=old', ['old:6']],
  ['?number=old%25', []],
  ['?dueBefore=2026-11-21', ['3']],
  ['?dueBefore=2026-11-20', []],
  ['?stage=accepted&region=B', ['3']],
  ['?sort=oldest', ['old:6', '5', '4', '3', '2', '1']],
  ['?sort=due', ['3', '1', '4', '5', 'old:6']],
  ['?sort=due&state=concluded', ['2']],
])('%s lists exactly the cases it names', async (query, expected) => {
  expect(await ids(query)).toEqual(expected);
  expect((await list(query)).total).toBe(expected.length);
});

test.each([
  ['region=', 'region'],
  ['state=closed', 'state'],
  ['stage=accepted,finished', 'stage'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=ten', 'limit'],
  ['from=yesterday', 'from'],
  ['from=2026-02-30', 'from'],
  ['to=2026-11-21T09:00:00', 'to'],
  ['cursor=%27%20or%201%3D1', 'cursor'],
  ['state=open&state=concluded', 'state'],
  ['departement=A-H', 'departement'],
  ['queried=yes', 'queried'],
  ['number=1', 'number'],
  ['sort=severity', 'sort'],
])('the wrong filter %s is refused by its name', async (query, name) => {
  const answer = await ask(`/cases?${query}`);
  expect(answer.status).toBe(400);
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ code: 'invalid', path: expect.stringMatching(new RegExp(`^${name}`)) });
  expect(body).toMatchObject({ detail: expect.stringContaining(`"${name}"`) });
});

test('a filter that looks like SQL matches nothing and harms nothing', async () => {
  for (const text of ["' or 1=1 --", "A'; drop table cases; --", '%', '{A,B}', '\\', '$1'])
    expect(await ids(`?region=${encodeURIComponent(text)}&namespace=${encodeURIComponent(text)}`)).toEqual(
      [],
    );
  expect((await list()).total).toBe(6);
});

test('a null byte is refused, not an error here', async () => {
  expect((await ask('/cases?region=%00')).status).toBe(400);
  expect((await ask('/cases/%00')).status).toBe(400);
});

test('a region sees itself and what lies below, an office its own and its sections, nobody the unassigned', async () => {
  expect(await ids('', 'district')).toEqual(['1', '2', '4']);
  expect(await ids('', 'office')).toEqual(['1', '2']);
  expect(await ids('', 'nowhere')).toEqual([]);
});

test('asking for more than the scope gives no more', async () => {
  expect(await ids('?region=C', 'district')).toEqual(['1', '2', '4']);
  expect(await ids('?department=B-H', 'office')).toEqual([]);
  expect((await list('?region=B', 'district')).total).toBe(0);
});

test.each(caseSorts)('pages of two in the order %s give the whole list', async (sort) => {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<CaseSummary> = await list(
      `?sort=${sort}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...page.items.map((item) => item.caseId));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(await ids(`?sort=${sort}`));
});

test('pages follow each other without a gap or a double, also while new cases come in', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let page = 0; cursor !== null; page += 1) {
    const answer: Page<CaseSummary> = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...answer.items.map((item) => item.caseId));
    cursor = answer.nextCursor;
    await insertCases(database.pool, [
      { id: `new-${page}`, at: start + page },
      { id: `1-tie-${page}`, at: start - hour },
    ]);
  }
  const old = seen.filter((id) => !/new|tie/.test(id));
  expect(old).toEqual(['1', '2', '3', '4', '5', 'old:6']);
  expect(new Set(seen).size).toBe(seen.length);
  await database.pool.query(`delete from cases where case_id like 'new-%' or case_id like '1-tie-%'`);
});

test('cases of one millisecond are told apart by their microseconds and their number', async () => {
  await database.pool.query(
    `insert into cases (case_id, version, source_id, namespace, stage, round, historical, first_event_at, last_event_at)
     select 'tie-' || i, 1, 1, 'tie', 'unopened', 1, false, at, at
       from generate_series(1, 9) i, lateral (select timestamptz '2026-01-01 00:00:00.000001Z' + (i / 3) * interval '1 microsecond' as at)`,
  );
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer: Page<CaseSummary> = await list(
      `?namespace=tie&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...answer.items.map((item) => item.caseId));
    cursor = answer.nextCursor;
  }
  expect(seen).toEqual(['tie-9', 'tie-8', 'tie-7', 'tie-6', 'tie-5', 'tie-4', 'tie-3', 'tie-2', 'tie-1']);
  await database.pool.query(`delete from cases where namespace = 'tie'`);
});

test('a total beyond 10,000 says that there are more', async () => {
  await database.pool.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, stage, round, historical, first_event_at, last_event_at)
     select 'many:' || i, 1, 1, 'many', 'A', 'A-H', 'accepted', 1, false, now(), now() from generate_series(1, 10001) i`,
  );
  expect(await list('?namespace=many&limit=1')).toMatchObject({ total: 10_000, more: true });
  await database.pool.query(`delete from cases where case_id = 'many:1'`);
  const exact = await list('?namespace=many&limit=1');
  expect(exact.total).toBe(10_000);
  expect(exact.more).toBeUndefined();
  await database.pool.query(`delete from cases where namespace = 'many'`);
});

test('a case is shown as of now, or as of what is asked', async () => {
  viewed.length = 0;
  expect(await (await ask('/cases/old%3A6')).json()).toEqual({ caseId: 'old:6' });
  await ask('/cases/1?asOf=2026-11-20&knownAt=2026-11-20T12:00:00Z');
  expect(viewed).toEqual([
    ['old:6', { asOf: start, knownAt: start }],
    ['1', { asOf: Date.parse('2026-11-21T00:00:00+08:00'), knownAt: Date.parse('2026-11-20T12:00:00Z') }],
  ]);
  expect(await (await ask('/cases/1/explain')).json()).toEqual({ explained: '1' });
});

test('a case outside the scope is answered like one that does not exist', async () => {
  viewed.length = 0;
  for (const address of ['/cases/3', '/cases/3/explain', '/cases/none']) {
    const answer = await ask(address, 'office');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('outside your scope');
  }
  expect(viewed).toEqual([]);
});

test('nobody reads without signing in', async () => {
  for (const address of ['/cases', '/cases/1', '/cases/1/explain'])
    expect((await fetch(`${app.url}/api/v1${address}`)).status).toBe(401);
});
