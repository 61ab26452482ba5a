import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../cases/rebuild.ts';
import { accountWithSession, accountWithToken, readApp } from '../testing/readApp.ts';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from '../testing/ingestWorld.ts';
import { tableSums } from '../testing/tableSums.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { erasureRoutes } from './erasureRoutes.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const idNumber = '11010519491231002X';
let database: TestDatabase;
let world: IngestWorld;
let server: IngestServer;
let app: Awaited<ReturnType<typeof readApp>>;
let key: string;
type Browser = Awaited<ReturnType<typeof accountWithSession>>;
let lin: Browser;
let wang: Browser;
let limited: Browser;

const applicant = { name: '张三', idNumber, phone: '13800000000' };
const event = (subject: string, type: string, data: object, id = `${subject}-${type}`) => ({
  specversion: '1.0',
  id,
  source: '/city',
  type: `case.${type}`,
  time: '2026-11-19T09:00:00+08:00',
  subject,
  data: { department: '500112-RS', ...data },
});
const life = (subject: string, person: object) => [
  event(subject, 'submitted', { item: 'register', applicant: person }),
  event(subject, 'rated', { score: 1, comment: '张三说太慢' }),
];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  world = await ingestWorld(pool, undefined, now);
  server = await ingestServer(pool, world, { now: () => now });
  ({ key } = await world.addSource('city'));
  const other = { ...applicant, idNumber: '110105194912310038' };
  await post([...life('c-1', applicant), ...life('c-2', applicant), ...life('c-3', other)]);
  // refused: of one of the cases, of nobody's, one that only its body says to be of this person, and one that only says
  // so as it was mended
  await post([
    event('c-1', 'accepted', { item: 'nowhere' }),
    event('c-9', 'accepted', { item: 'nowhere' }),
    event('c-8', 'submitted', { item: 'nowhere', applicant }),
    event('c-6', 'submitted', { item: 'nowhere' }),
  ]);
  await pool.query(`update dead_letters set mended = $1, mended_by = 'li' where subject = 'c-6'`, [
    world.sealer.seal(JSON.stringify(event('c-6', 'submitted', { item: 'nowhere either', applicant }))),
  ]);
  await pool.query(
    `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, occurred_at, raised_at,
                        rule_version, as_of, known_at, evidence)
     select 'case', id, 'TIM-02', 'e', 'yellow', 'sent', now(), now(), 1, now(), now(), '{}'
       from unnest(array['c-1', 'c-3']) id order by id`,
  );
  await pool.query(
    `insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor)
     values (1, now(), 'noted', 'sent', 'yellow', 'li')`,
  );
  await pool.query(
    `insert into files (hash, type, size, stored_at)
     select sha256(name::bytea), 'text/plain', 4, now() from unnest(array['own', 'shared']) name`,
  );
  await pool.query(
    `insert into attachments (flag_id, hash, name, attached_at, account)
     select flag, sha256(file::bytea), file, now(), 'li'
       from (values (1, 'own'), (1, 'shared'), (2, 'shared')) as given (flag, file)`,
  );
  lin = await accountWithSession(pool, { name: 'lin', role: 'admin' }, now);
  wang = await accountWithSession(pool, { name: 'wang', role: 'admin' }, now);
  limited = await accountWithSession(pool, { name: 'li', role: 'admin', region: '500112' }, now);
  const { personRef, open } = world.sealer;
  app = await readApp(pool, { now }, ({ clock }) => [
    erasureRoutes({ pool, clock, zone: 'Asia/Shanghai', personRef, open }),
  ]);
});
afterAll(async () => {
  await app?.close();
  await server?.close();
  await database.drop();
});

async function post(events: object[]): Promise<{ accepted: number; duplicates: number }> {
  const response = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  return response.json();
}
async function ask(path: string, body?: object, as: Browser | { authorization: string } = lin) {
  const response = await fetch(`${app.url}/api/v1/erasures${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...as, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}
const asked = { reference: 'XX-2026-7', reason: '本人申请', caseIds: ['c-1', 'c-2'] };

test('what is held of a person is found by number or by case, without a word of it', async () => {
  const { body } = await ask(':preview', { idNumber: ` ${idNumber.toLowerCase()} ` });
  expect(body.cases).toMatchObject([
    { caseId: 'c-1', item: 'register', parts: 2, pseudonyms: 1, begunOn: '2026-11-19' },
    { caseId: 'c-2', parts: 2, pseudonyms: 1 },
  ]);
  expect(body.letters.map(({ subject }: { subject: string }) => subject)).toEqual(['c-1', 'c-8', 'c-6']);
  expect(body.attachments).toMatchObject([
    { name: 'own', caseId: 'c-1', elsewhere: 0 },
    { name: 'shared', caseId: 'c-1', elsewhere: 1 },
  ]);
  expect(body.flags).toEqual([{ flagId: 1, caseId: 'c-1', texts: 1 }]);
  expect(JSON.stringify(body)).not.toMatch(/张三|138000|11010519/);
  const byCase = await ask(':preview', { caseIds: ['c-1'] });
  expect(byCase.body.letters).toHaveLength(1);
  expect((await ask(':preview', { caseIds: ['c-1', 'c-7'] })).body).toMatchObject({
    code: 'not_found',
    path: 'caseIds',
  });
  const { rows } = await database.pool.query(`select detail::text as text from audit_entries`);
  expect(JSON.stringify(rows)).not.toMatch(/11010519/);
  expect(JSON.stringify(rows)).not.toContain(world.sealer.personRef(idNumber));
});

test('only administrators of all places ask, in person, and write down no number', async () => {
  const before = await tableSums(database.pool);
  const token = await accountWithToken(database.pool, { name: 'script', role: 'admin' }, now);
  expect((await ask('', asked, { authorization: `Bearer ${token}` })).status).toBe(403);
  expect((await ask('', asked, limited)).status).toBe(403);
  expect((await ask('', { ...asked, reason: `证件号${idNumber}` })).body).toMatchObject({ path: 'reason' });
  expect((await ask('', { ...asked, caseIds: ['c-7'] })).status).toBe(404);
  expect((await tableSums(database.pool))['erasures']).toEqual(before['erasures']);
});

test('another administrator has it done; events stay valid, and nothing of the person comes back', async () => {
  const preview = (await ask(':preview', { idNumber })).body;
  const own = preview.attachments[0].hash;
  const shared = preview.attachments[1].hash;
  const letterIds = preview.letters.map(({ letterId }: { letterId: number }) => letterId);
  const { status, body } = await ask('', { ...asked, letterIds, files: [own, shared] });
  expect([status, body.state]).toEqual([201, 'asked']);
  const decide = (approved: boolean, as: Browser) => ask(`/${body.erasureId}/decide`, { approved }, as);
  expect((await decide(true, lin)).status).toBe(403);
  const others = await tableSums(database.pool);
  expect((await decide(true, wang)).body).toMatchObject({
    state: 'done',
    decidedBy: 'wang',
    erased: { parts: 4, pseudonyms: 2, letters: 3, attachments: 2, files: 1 },
  });
  expect((await decide(false, wang)).status).toBe(409);

  const after = await tableSums(database.pool);
  for (const table of ['cases', 'stats_day', 'stats_open', 'flags', 'flag_transitions'])
    expect(after[table], table).toEqual(others[table]);
  const { rows } = await database.pool.query(`select case_id from personal_data group by 1`);
  expect(rows).toEqual([{ case_id: 'c-3' }]);
  const nothing = (await ask(':preview', { idNumber })).body;
  expect(nothing).toEqual({ cases: [], letters: [], attachments: [], flags: [] });
  expect(await post(life('c-1', applicant))).toMatchObject({ accepted: 0, duplicates: 2 });
  expect((await ask(':preview', { idNumber })).body.cases).toEqual([]);
  const parts = { pool: database.pool, catalogue: world.catalogue.current() };
  expect((await rebuild(parts, { check: true, now })).differences).toEqual({
    ...{ cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
  });
  const list = (await ask('', undefined, lin)).body;
  expect(list).toMatchObject({ items: [{ reference: 'XX-2026-7', state: 'done' }], others: 2 });
});

test('who asked may take it back, and nothing is erased', async () => {
  const { body } = await ask('', { ...asked, caseIds: ['c-3'] });
  expect((await ask(`/${body.erasureId}/decide`, { approved: false })).body).toMatchObject({
    state: 'refused',
    erased: null,
  });
  const { rows } = await database.pool.query(
    `select action from audit_entries where subject_kind = 'erasure' and action <> 'erasure.previewed' order by audit_id`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'erasure.asked',
    'erasure.done',
    'erasure.asked',
    'erasure.refused',
  ]);
});
