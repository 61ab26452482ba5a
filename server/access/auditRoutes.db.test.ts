import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditListSchema } from '#contract/auditSchema';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { recordAudit } from './audit.ts';
import { auditCommand } from './auditCommand.ts';
import { auditRoutes } from './auditRoutes.ts';
import { headFileIn } from './chain/notedHead.ts';
import { createSign } from './chain/seal.ts';
import { sealEntries } from './chain/sealEntries.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const secret = Buffer.alloc(32, 3);
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let dataDir: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-audit-'));
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, start);
  await insertCases(pool, [
    { id: 'a', at: start, region: 'A1', department: 'A-H' },
    { id: 'b', at: start, region: 'B', department: 'B-H' },
  ]);
  const [flag] = await insertFlags(pool, [{ caseId: 'b', rule: 'TIM-02', at: start, region: 'B' }]);
  const entry = (at: number, actor: string, action: string, kind: string, id: string) =>
    recordAudit(pool, { at: start + at, actor, action, subject: { kind, id }, detail: { at } });
  await entry(1, 'li', 'person.revealed', 'case', 'a');
  await entry(2, 'wang', 'person.revealed', 'case', 'b');
  await entry(3, 'li', 'flag.verdict', 'flag', `${flag}`);
  await entry(4, 'li', 'flagship.sent', 'flag', 'not a number');
  await sealEntries({ pool, sign: createSign(secret), headFile: headFileIn(dataDir) });
  await entry(5, 'duban user', 'account.added', 'account', 'zhao');
  for (const [name, account] of Object.entries({
    auditor: { role: 'auditor' },
    admin: { role: 'admin' },
    ofA: { role: 'auditor', region: 'A' },
    ofBH: { role: 'auditor', region: 'B', department: 'B-H' },
    supervisor: { role: 'supervisor' },
    inspector: { role: 'inspector' },
  } as const))
    tokens.set(name, await accountWithToken(pool, { name, ...account }, start));
  app = await readApp(pool, { now: start }, (parts) => [
    auditRoutes({ ...parts, catalogue: () => catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const ask = (query: string, who = 'auditor'): Promise<Response> =>
  fetch(`${app.url}/api/v1/audit?${query}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const found = async (query: string, who?: string): Promise<unknown[]> =>
  auditListSchema
    .parse(await (await ask(query, who)).json())
    .items.map(({ action, detail }) => (action === 'catalogue.revised' ? 0 : (detail as { at: number }).at));

test('the audit is listed newest first, a page at a time, with each entry’s place in the chain', async () => {
  const page = auditListSchema.parse(await (await ask('limit=2')).json());
  expect(page.items).toMatchObject([
    { actor: 'duban user', action: 'account.added', subject: { kind: 'account', id: 'zhao' }, seq: null },
    { seq: 5 },
  ]);
  expect(page.total).toBe(6);
  expect(await found(`limit=200&cursor=${page.nextCursor}`, 'admin')).toEqual([3, 2, 1, 0]);
});

test.each([
  ['actor=li', [4, 3, 1]],
  ['action=flag', [3]],
  ['action=flag.verdict', [3]],
  ['action=person', [2, 1]],
  ['kind=case&subject=a', [1]],
  ['from=2026-11-21T09:00:00.004%2B08:00', [5, 4]],
  ['to=2026-11-21T09:00:00.002%2B08:00', [1, 0]],
  ['to=2026-11-21', [5, 4, 3, 2, 1, 0]],
])('it is narrowed by %s', async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test('a supervisor and a limited account see what concerns their cases and flags', async () => {
  expect(await found('', 'supervisor')).toEqual([3, 2, 1]);
  expect(await found('', 'ofA')).toEqual([1]);
  expect(await found('', 'ofBH')).toEqual([2]);
});

test('the audit is for supervisors, auditors and administrators', async () => {
  expect((await ask('', 'inspector')).status).toBe(403);
  expect((await fetch(`${app.url}/api/v1/audit`)).status).toBe(401);
  expect(await (await ask('actors=li')).json()).toMatchObject({ code: 'invalid', path: 'actors' });
});

const run = async (line: string) => {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await auditCommand(line.split(' '), io, { pool: database.pool, secret, dataDir });
  return { code, out, err };
};

test('one command verifies the chain, another exports it with what is needed to compute it again', async () => {
  const verified = await run('verify');
  expect(verified).toMatchObject({ code: 0, err: [] });
  const { head, ...counts } = JSON.parse(verified.out[0] ?? '');
  expect(counts).toEqual({ sealed: 5, waiting: 1, faults: 0 });
  const exported = (await run('export')).out.map((line) => JSON.parse(line));
  expect(exported).toHaveLength(5);
  expect(`5:${exported[4].hash}`).toBe(head);
  expect(exported[1]).toMatchObject({
    seq: 2,
    actor: 'li',
    action: 'person.revealed',
    kind: 'case',
    id: 'a',
  });
  expect((await run(`verify --head ${head}`)).code).toBe(0);
});

test('an end noted elsewhere that the chain does not hold fails the command, with a sentence', async () => {
  expect(await run(`verify --head 9:${'a'.repeat(64)}`)).toMatchObject({
    code: 1,
    err: ['The chain ends at 5; --head notes it up to 9.'],
  });
  expect((await run(`verify --head 2:${'a'.repeat(64)}`)).err).toEqual([
    'Entry 2 is not the one that --head notes.',
  ]);
});

test.each(['', 'look', 'verify it', 'verify --head x', 'verify --tail'])(
  'the wrong usage "audit %s" is exit code 2',
  async (line) => {
    expect((await run(line)).code).toBe(2);
  },
);
