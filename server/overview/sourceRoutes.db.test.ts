import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#contract/account';
import { deadLetterListSchema } from '#contract/deadLetterSchema';
import { sourceListSchema } from '#contract/sourceReadingSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { holdCatalogue } from '../catalogue/catalogueHolder.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { sourceRoutes } from './sourceRoutes.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  for (const role of roles)
    tokens.set(
      role,
      await accountWithToken(
        database.pool,
        { name: role, role, ...(role === 'department' ? { department: 'D' } : {}) },
        now,
      ),
    );
  const at = new Date(now);
  await database.pool.query(
    `insert into sources (name, uri, settings, created_at) values ('housing', '/cq/housing', '{}', $1), ('silent', '/cq/silent', '{}', $1)`,
    [at],
  );
  await database.pool.query(
    `insert into source_watermarks (source_id, last_occurred_at, last_received_at, accepted, rejected) values (1, $1, $1, 12, 3)`,
    [at],
  );
  await database.pool.query(
    `insert into dead_letters (source_id, received_at, code, path, message, subject, waits_for, body, replayed_at, expires_at)
     select 1, $1, case when i = 3 then 'in_the_future' else 'unknown_item' end, 'data.item', 'unknown', 'case ' || i, 'item:x',
            'secret body', case when i = 1 then $1::timestamptz end, $1
       from generate_series(1, 3) i`,
    [at],
  );
  await seedCalendar(database.pool, now);
  const holder = await holdCatalogue(database.pool, 'Asia/Shanghai');
  app = await readApp(database.pool, { now }, (parts) => [
    sourceRoutes({ ...parts, catalogue: () => holder.current() }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (address: string, role = 'admin'): Promise<Response> =>
  fetch(`${app.url}/api/v1${address}`, { headers: { authorization: `Bearer ${tokens.get(role)}` } });

test('sources say when they were last heard and what they sent', async () => {
  const { items } = sourceListSchema.parse(await (await ask('/sources')).json());
  expect(items).toMatchObject([
    {
      name: 'housing',
      lastReceivedAt: '2026-11-21T02:00:00.000Z',
      accepted: 12,
      rejected: 3,
      deadLetters: 2,
      quality: { from: '2026-10-23', to: '2026-11-21', score: null, lost: [] },
    },
    { name: 'silent', lastReceivedAt: null, accepted: 0, deadLetters: 0 },
  ]);
});

test('dead letters are listed newest first with their reason and without their body', async () => {
  const answer = await ask('/dead-letters?limit=2');
  const text = await answer.text();
  expect(text).not.toMatch(/secret|736563726574/);
  const page = deadLetterListSchema.parse(JSON.parse(text));
  expect(page.items.map((letter) => letter.deadLetterId)).toEqual([3, 2]);
  expect(page.total).toBe(3);
  const next = deadLetterListSchema.parse(
    await (await ask(`/dead-letters?limit=2&cursor=${page.nextCursor}`)).json(),
  );
  expect(next.items.map((letter) => letter.deadLetterId)).toEqual([1]);
  expect(next.nextCursor).toBeNull();
});

test.each([
  ['code=in_the_future', [3]],
  ['replayed=false', [3, 2]],
  ['source=2', []],
])('dead letters with %s', async (query, expected) => {
  const page = deadLetterListSchema.parse(await (await ask(`/dead-letters?${query}`)).json());
  expect(page.items.map((letter) => letter.deadLetterId)).toEqual(expected);
});

test('departments and monitors see neither, a supervisor the sources alone', async () => {
  for (const role of ['department', 'monitor']) {
    expect((await ask('/sources', role)).status).toBe(403);
    expect((await ask('/dead-letters', role)).status).toBe(403);
  }
  expect((await ask('/sources', 'supervisor')).status).toBe(200);
  expect((await ask('/dead-letters', 'supervisor')).status).toBe(403);
});
