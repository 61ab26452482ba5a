import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchSchema, type SearchAnswer } from '#contract/deskSchema';
import { createSealer } from '../../ingest/sealer.ts';
import { accountWithToken, readApp } from '../../testing/readApp.ts';
import { insertCases, readingCity } from '../../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { searchRoutes } from './searchRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const person = '50011219900307123X';
const { personRef } = createSealer('a key of the tests');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  tokens.set('inspector', await accountWithToken(pool, { name: 'inspector', role: 'inspector' }, now));
  tokens.set('district', await accountWithToken(pool, { name: 'd', role: 'supervisor', region: 'B' }, now));
  const office = { name: 'office', role: 'department', department: 'A-H' } as const;
  tokens.set('office', await accountWithToken(pool, office, now));
  await insertCases(pool, [
    { id: '500112-1', at: now - 3000 },
    { id: '500112-2', at: now - 2000, region: 'B', department: 'B-H' },
    { id: '500119-1', at: now - 1000, department: 'A-P' },
  ]);
  await pool.query(
    `insert into case_events (case_id, occurred_at, source_id, event_id, type, recorded_at, catalogue_revision,
                              content_hash, data)
     select case_id, first_event_at, 1, 'e1', 'case.submitted', first_event_at, 1, '\\x00',
            json_build_object('applicantRef', $1::text)
       from cases where case_id like '%-1' or case_id = '500112-2'`,
    [personRef(person)],
  );
  app = await readApp(pool, { now }, ({ clock }) => [
    searchRoutes({ pool, clock, catalogue: () => catalogue, personRef }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (q: string, who: string): Promise<Response> =>
  fetch(`${app.url}/api/v1/search?q=${encodeURIComponent(q)}`, {
    headers: { authorization: `Bearer ${tokens.get(who)}` },
  });
const search = async (q: string, who = 'inspector'): Promise<SearchAnswer> =>
  searchSchema.parse(await (await ask(q, who)).json());
const ids = (cases: SearchAnswer['cases'] | null): string[] | undefined => cases?.map(({ caseId }) => caseId);
const traces = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*) as n from audit_entries where action = 'applicant.searched'`,
  );
  return rows[0]?.n ?? 0;
};

test('cases are found by the beginning of their number, within the scope', async () => {
  expect(ids((await search('500112')).cases)).toEqual(['500112-2', '500112-1']);
  expect(ids((await search('500112', 'district')).cases)).toEqual(['500112-2']);
  expect(ids((await search('%112')).cases)).toEqual([]);
});

test('items and departments are found by a part of their name', async () => {
  const answer = await search('住建');
  expect(answer.departments.map(({ code }) => code)).toEqual(['A-H', 'A-H-1', 'B-H']);
  expect((await search('住建', 'office')).departments.map(({ code }) => code)).toEqual(['A-H', 'A-H-1']);
  expect((await search('许可')).items).toEqual([{ code: 'permit', name: '施工许可' }]);
});

test('an applicant is found by the exact number, within the scope, and each search leaves a trace without it', async () => {
  const before = await traces();
  expect(ids((await search(person.toLowerCase())).applicant)).toEqual(['500119-1', '500112-2', '500112-1']);
  expect(ids((await search(person, 'district')).applicant)).toEqual(['500112-2']);
  expect((await search('500112199003071239')).applicant).toEqual([]);
  expect(await traces()).toBe(before + 3);
  const { rows } = await database.pool.query<{ text: string }>(`select a::text as text from audit_entries a`);
  expect(rows.filter(({ text }) => text.toUpperCase().includes(person))).toEqual([]);
});

test('who may not look for persons finds none and is not told whether there is one', async () => {
  const before = await traces();
  expect((await search(person, 'office')).applicant).toBeNull();
  expect((await search('5001121990')).applicant).toBeNull();
  expect(await traces()).toBe(before);
});

test.each([[''], ['a'], ['x'.repeat(65)]])('the text "%s" is refused by its name', async (q) => {
  const answer = await ask(q, 'inspector');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ path: 'q' });
});
