import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditVerificationSchema, type AuditVerification } from '#contract/auditSchema';
import { accountWithToken, readApp } from '../../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { recordAudit } from '../audit.ts';
import { headFileIn } from './notedHead.ts';
import { createSign } from './seal.ts';
import { sealEntries } from './sealEntries.ts';
import { verificationRoutes } from './verificationRoutes.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const sign = createSign(Buffer.alloc(32, 5));
const tokens = new Map<string, string>();
let dir: string;
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duban-verify-'));
  database = await testDatabase();
  const { pool } = database;
  for (const [name, account] of Object.entries({
    auditor: { role: 'auditor' },
    ofA: { role: 'auditor', region: 'A' },
    supervisor: { role: 'supervisor' },
  } as const))
    tokens.set(name, await accountWithToken(pool, { name, ...account }, start));
  for (const id of ['1', '2'])
    await recordAudit(pool, {
      at: start,
      actor: 'li',
      action: 'flag.noted',
      subject: { kind: 'flag', id },
      detail: {},
    });
  await sealEntries({ pool, sign, headFile: headFileIn(dir) });
  app = await readApp(pool, { now: start }, (parts) => [
    verificationRoutes({ ...parts, chain: { sign, headFile: headFileIn(dir) } }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dir, { recursive: true });
});

const ask = (who: string): Promise<Response> =>
  fetch(`${app.url}/api/v1/audit-verification`, {
    headers: { authorization: `Bearer ${tokens.get(who)}` },
  });
const verified = async (): Promise<AuditVerification> =>
  auditVerificationSchema.parse(await (await ask('auditor')).json());

test('a whole chain says how long it is and how it ends, to several who ask at once', async () => {
  const [one, other] = await Promise.all([verified(), verified()]);
  expect(one).toMatchObject({ sealed: 2, waiting: 0, head: { seq: 2 }, faults: [] });
  expect(other.head).toEqual(one.head);
});

test('an end that is not the noted one is told, without the place of the note', async () => {
  await writeFile(headFileIn(dir), JSON.stringify({ seq: 3, hash: 'a'.repeat(64) }));
  expect((await verified()).faults).toEqual([
    { kind: 'cut_off', seq: 2, sentence: 'The chain ends at 2; audit-head.json notes it up to 3.' },
  ]);
});

test('it is for auditors and administrators who see all places', async () => {
  expect((await ask('supervisor')).status).toBe(403);
  expect((await ask('ofA')).status).toBe(403);
});
