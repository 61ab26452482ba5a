import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { ingestWorld } from '../testing/ingestWorld.ts';
import { accountWithSession } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { createLog } from './requestLog.ts';

/** Somebody who exists nowhere. */
const person = { name: '欧阳晓峰', idNumber: '11010519491231002X', phone: '13812345678' };
const said = '窗口的人把我父亲的病历念了出来';
const secrets = [...Object.values(person), said, 'hunter2-hunter2'];

let database: TestDatabase;
let dataDir: string;
let app: App;
let key: string;
let session: Record<string, string>;
let logged = '';
const log = createLog({
  level: 'debug',
  destination: new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  }),
});

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'duban-log-'));
  const world = await ingestWorld(database.pool);
  ({ key } = await world.addSource('stream'));
  session = await accountWithSession(database.pool, { name: 'li', role: 'inspector' }, Date.now());
  app = await createApp({
    config: readConfig({
      PORT: '0',
      DATABASE_URL: database.url,
      DUBAN_DATA_DIR: dataDir,
      DUBAN_SECRET_KEY: '7'.repeat(64),
    }),
    log,
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const send = async (path: string, body: string, headers: Record<string, string>): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${app.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.status;
};
const event = (type: string, id: string, data: object): object => ({
  specversion: '1.0',
  id,
  source: '/stream',
  type,
  time: new Date(Date.now() - 60_000).toISOString(),
  subject: 'L-1',
  data: { item: 'permit', department: '500112-ZJ', region: '500112', ...data },
});

it('a run with people in it leaves nothing of them in the log', async () => {
  const events = [
    event('case.submitted', 'a', { applicant: { kind: 'person', ...person } }),
    event('case.rated', 'b', { score: 1, comment: said }),
    event('case.complained', 'c', { text: said }),
    // in fields where they do not belong
    event('case.accepted', 'd', { item: person.name, handler: { code: person.phone } }),
    event('case.accepted', 'e', { promisedLimit: person }),
  ];
  const source = { authorization: `Bearer ${key}` };
  expect(await send('/api/v1/events', JSON.stringify(events), source)).toBe(200);
  expect(await send('/api/v1/events', `{"applicant": "${person.name}`, source)).toBe(400);
  const asked = await fetch(`http://127.0.0.1:${app.port}/api/v1/search?q=${person.idNumber}`, {
    headers: session,
  });
  expect(asked.status).toBe(200);
  const reveal = JSON.stringify({ reason: `${person.name} 来电`, fields: ['name', 'phone'] });
  expect(await send('/api/v1/cases/L-1/reveal', reveal, session)).toBe(200);
  const signIn = JSON.stringify({ name: person.name, password: 'hunter2-hunter2' });
  expect(await send('/api/v1/session', signIn, { origin: `http://127.0.0.1:${app.port}` })).toBe(401);
  // what PostgreSQL says of a row that it refuses
  const error = Object.assign(new pg.DatabaseError('duplicate key value', 1, 'error'), {
    code: '23505',
    detail: `Key (name)=(${person.name}) already exists.`,
    where: `COPY case_events, line 1: "${said}"`,
  });
  log.error({ error, err: new Error('outer', { cause: error }) }, 'a statement failed');
  await expect.poll(() => logged, { timeout: 50_000 }).toContain('"job":"raise_flags"');

  const lines = logged.trim().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(Number) });
  expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThanOrEqual(5);
  expect(logged).toContain('"code":"23505"');
  expect(secrets.filter((secret) => logged.includes(secret))).toEqual([]);
}, 120_000);
