import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SettableKind } from '#contract/retentionSchema';
import { openSession } from '../access/sessionStore.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { tableSums } from '../testing/tableSums.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { dataRetentionRoutes } from './dataRetentionRoutes.ts';
import { keepTimes } from './keepTimes.ts';
import { purges } from './purgeStore.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const day = 86_400_000;
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let admin: string;
let limited: string;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await readingCity(pool, now);
  admin = await accountWithToken(pool, { name: 'lin', role: 'admin' }, now);
  limited = await accountWithToken(pool, { name: 'li', role: 'admin', region: 'A' }, now);
  app = await readApp(pool, { now }, ({ clock }) => [
    dataRetentionRoutes({ pool, clock, archive: { folder: undefined, recipients: [] } }),
  ]);
  // one of each kind a day older than it is kept, one a day younger
  await insertCases(pool, [
    { id: '1', at: now - 800 * day, concluded: now - 731 * day },
    { id: '2', at: now - 800 * day, concluded: now - 729 * day },
    { id: '3', at: now - 800 * day },
  ]);
  await insertFlags(pool, [
    { caseId: '1', rule: 'TIM-02', at: now - 4000 * day },
    { caseId: '2', rule: 'TIM-02', at: now - 4000 * day },
    { caseId: '3', rule: 'TIM-02', at: now - 4000 * day },
  ]);
  await openSession(pool, 1, 'a browser', now - 400 * day);
  await openSession(pool, 1, 'a browser', now);
  await pool.query(
    `insert into sources (name, uri, settings, created_at) values ('city', '/city', '{}', now())`,
  );
  await pool.query(
    `insert into personal_data (case_id, source_id, event_id, sealed, recorded_at)
     select id, 1, 'e', 'x', to_timestamp($1 / 1000.0) from unnest(array['1', '2', '3', 'gone']) id`,
    [now - 800 * day],
  );
  const ago = (days: number): Date => new Date(now - days * day);
  for (const days of [29, 31])
    await pool.query(
      `insert into dead_letters (source_id, received_at, code, message, body, expires_at)
       values (1, $1, 'invalid_value', '', 'x', $2)`,
      [ago(days), ago(0)],
    );
  for (const days of [399, 401]) {
    await pool.query(
      `insert into rule_runs (kind, rule, asked, actor, created_at, state, lease_until, finished_at)
       select kind, 'TIM-02', '{}', 'li', $1, 'done', $1, $1 from unnest(array['backtest', 'rejudgement']) kind`,
      [ago(days)],
    );
    await pool.query(
      `insert into stats_minute (minute, region, department, namespace, submitted) values ($1, 'A', 'A-H', '', 1)`,
      [ago(days)],
    );
  }
  for (const days of [1094, 1097])
    await pool.query(
      `with one as (
         insert into source_days (source_id, day, accepted, duplicates, out_of_order, ahead, most_ahead_ms, ids_checked,
                                  ids_invalid, fields_expected, fields_missing, lags)
         values (1, $1, 1, 0, 0, 0, 0, 0, 0, 0, 0, '{}'))
       insert into source_day_refusals (source_id, day, code, refused) values (1, $1, 'invalid_value', 1)`,
      [ago(days)],
    );
  // one file on two flags, the younger of which ended later; another on one that is open
  await pool.query(`update flags set ended_at = $1 where subject_id = '1'`, [ago(3651)]);
  await pool.query(`update flags set ended_at = $1 where subject_id = '2'`, [ago(3649)]);
  await pool.query(
    `insert into files (hash, type, size, stored_at)
     select sha256(name::bytea), 'text/plain', 4, now() from unnest(array['a', 'both', 'open']) name`,
  );
  await pool.query(
    `insert into attachments (flag_id, hash, name, attached_at, account)
     select flag_id, sha256(file::bytea), file, now(), 'li'
       from (values ('1', 'a'), ('1', 'both'), ('2', 'both'), ('3', 'open')) as given (subject, file)
       join flags on subject_id = subject`,
  );
});
afterAll(async () => {
  await app?.close();
  await database.drop();
});

const get = async (path: string, token = admin) => {
  const response = await fetch(`${app.url}/api/v1/retention${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
};
const put = async (kind: string, days: unknown, token = admin) => {
  const response = await fetch(`${app.url}/api/v1/retention/${kind}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ days }),
  });
  return { status: response.status, body: await response.json() };
};
const run = () =>
  keepTimes(
    {
      ...{ pool: database.pool, zone: 'Asia/Shanghai', version: '9.9.9', actor: 'duban test' },
      archive: { folder: undefined, recipients: [] },
      assertFence: () => Promise.resolve(),
      shouldStop: () => false,
      batchSize: 1,
    },
    now,
  );

const going: Partial<Record<SettableKind, number>> = {
  dead_letters: 1,
  sessions: 1,
  rule_runs: 1,
  minutes: 1,
  source_days: 1,
  attachments: 2,
  personal_data: 2,
};

test('a preview says what goes and changes nothing; what went is what it said', async () => {
  const before = await tableSums(database.pool);
  for (const kind of Object.keys(purges)) {
    const { body } = await get(`/${kind}/preview`);
    expect([kind, body.rows], kind).toEqual([kind, going[kind as SettableKind]]);
    expect(body.bytes).toBeGreaterThan(0);
  }
  const some = (await get('/dead_letters/preview?days=3')).body;
  expect(some).toMatchObject({ days: 3, rows: 2, oldest: new Date(now - 31 * day).toISOString() });
  expect(await tableSums(database.pool)).toEqual(before);

  expect(await run()).toEqual(going);
  expect(await run()).toEqual({});
  const { rows } = await database.pool.query('select name from attachments order by name');
  expect(rows).toEqual([{ name: 'both' }, { name: 'open' }]);
  const { rows: files } = await database.pool.query('select count(*) as n from files');
  expect(files).toEqual([{ n: 2 }]);
  const { rows: personal } = await database.pool.query('select case_id from personal_data order by 1');
  expect(personal).toEqual([{ case_id: '2' }, { case_id: '3' }]);
  const { rows: audit } = await database.pool.query<{ kind: string }>(
    `select subject_id as kind from audit_entries where action = 'retention.purged' order by 1`,
  );
  expect(audit.map(({ kind }) => kind)).toEqual(Object.keys(going).sort());
});

test('a time is set within its bounds, is in the audit, and holds from the next night', async () => {
  const { body } = await get('');
  const of = (list: typeof body, kind: string) =>
    list.kinds.find((row: { kind: string }) => row.kind === kind);
  expect(of(body, 'personal_data')).toMatchObject({ days: 730, usual: 730, least: 180, changedBy: null });
  expect(of(body, 'audit')).toMatchObject({ days: null, least: null });
  expect((await put('personal_data', 179)).body).toMatchObject({ code: 'invalid', path: 'days' });
  expect((await put('audit', 365)).status).toBe(404);
  expect((await put('personal_data', 365, limited)).status).toBe(403);
  expect((await get('', limited)).status).toBe(403);
  const set = await put('personal_data', 365);
  expect(of(set.body, 'personal_data')).toMatchObject({ days: 365, changedBy: 'token:lin/test' });
  expect((await put('notifications', 60)).status).toBe(200);
  expect(of((await get('')).body, 'inbox_read')).toMatchObject({ days: 60 });
  const { rows } = await database.pool.query(
    `select subject_id as kind, detail from audit_entries where action = 'retention.changed' order by audit_id`,
  );
  expect(rows).toEqual([
    { kind: 'personal_data', detail: { before: 730, days: 365 } },
    { kind: 'notifications', detail: { before: 400, days: 60 } },
  ]);
  expect(await run()).toEqual({ personal_data: 1 });
});
