import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachmentListSchema, attachmentSchema, largestAttachment } from '#contract/deskSchema';
import { createSealer } from '../../ingest/sealer.ts';
import { accountWithToken, readApp } from '../../testing/readApp.ts';
import { insertFlags, readingCity } from '../../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { mostOfAccount } from './attachmentQuota.ts';
import { attachmentRoutes } from './attachmentRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let own: number;
let theirs: number;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  tokens.set('inspector', await accountWithToken(pool, { name: 'inspector', role: 'inspector' }, now));
  tokens.set('auditor', await accountWithToken(pool, { name: 'auditor', role: 'auditor' }, now));
  for (const department of ['A-H', 'B-H'])
    tokens.set(
      department,
      await accountWithToken(pool, { name: department, role: 'department', department }, now),
    );
  [own = 0, theirs = 0] = await insertFlags(pool, [
    { caseId: '1', rule: 'TIM-02', at: now },
    { caseId: '2', rule: 'TIM-02', at: now, region: 'B', department: 'B-H' },
  ]);
  app = await readApp(pool, { now }, ({ clock }) => [
    attachmentRoutes({ pool, clock, catalogue: () => catalogue, seal: createSealer('a key of the tests') }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const send = (flagId: number | string, name: string, body: Buffer | string, who = 'A-H'): Promise<Response> =>
  fetch(`${app.url}/api/v1/flags/${flagId}/attachments?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/octet-stream' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const get = (path: string, who = 'A-H'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${tokens.get(who)}` } });
const pdf = (length: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]);

test('a file comes back as it was sent, as a download that no browser runs', async () => {
  const file = pdf(700_000);
  const answer = await send(own, '情况说明.pdf', file);
  expect(answer.status).toBe(201);
  const attached = attachmentSchema.parse(await answer.json());
  expect(attached).toMatchObject({
    hash: createHash('sha256').update(file).digest('hex'),
    name: '情况说明.pdf',
    type: 'application/pdf',
    size: file.length,
    by: expect.stringContaining('A-H'),
  });
  const back = await get(`/attachments/${attached.hash}`);
  expect(Buffer.from(await back.arrayBuffer()).equals(file)).toBe(true);
  expect(Object.fromEntries(back.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(file.length),
    'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''%E6%83%85/),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
});

test('what lies in the database cannot be read there', async () => {
  await send(own, 'plain.txt', 'nobody reads this in a backup');
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*) as n from file_pieces where position('nobody reads'::bytea in sealed) > 0`,
  );
  expect(rows[0]?.n).toBe(0);
});

test('the same bytes are stored once and attached to each flag under the name they were given first', async () => {
  const file = pdf(1000);
  const [first, again, other] = [
    await send(own, 'a.pdf', file),
    await send(own, 'b.pdf', file),
    await send(theirs, 'c.pdf', file, 'inspector'),
  ];
  expect([first.status, again.status, other.status]).toEqual([201, 201, 201]);
  const { hash } = attachmentSchema.parse(await first.json());
  expect(await again.json()).toMatchObject({ hash, name: 'a.pdf' });
  expect(await other.json()).toMatchObject({ hash, name: 'c.pdf' });
  // each sees the name of the flag that it may see
  expect((await get(`/attachments/${hash}`, 'B-H')).headers.get('content-disposition')).toContain('c.pdf');
});

test('two who send one file at once both have it attached', async () => {
  const file = pdf(300_000);
  const answers = await Promise.all([send(own, 'x.pdf', file), send(theirs, 'y.pdf', file, 'B-H')]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const { hash } = attachmentSchema.parse(await answers[0]!.json());
  expect(Buffer.from(await (await get(`/attachments/${hash}`, 'B-H')).arrayBuffer()).equals(file)).toBe(true);
});

test('nobody lists, reads or sends a file beside a flag outside their scope', async () => {
  const { hash } = attachmentSchema.parse(await (await send(own, 'own.pdf', pdf(10))).json());
  expect((await get(`/attachments/${hash}`, 'B-H')).status).toBe(404);
  expect((await get(`/flags/${own}/attachments`, 'B-H')).status).toBe(404);
  expect((await send(own, 'z.pdf', pdf(10), 'B-H')).status).toBe(404);
  expect((await send('x', 'z.pdf', pdf(10))).status).toBe(404);
  expect((await get(`/attachments/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await get('/attachments/..%2f..%2fetc')).status).toBe(404);
  const listed = attachmentListSchema.parse(await (await get(`/flags/${own}/attachments`)).json()).items;
  expect(listed.map((one) => one.hash)).toContain(hash);
});

test('an auditor reads and sends nothing', async () => {
  expect((await get(`/flags/${own}/attachments`, 'auditor')).status).toBe(200);
  expect((await send(own, 'a.pdf', pdf(1), 'auditor')).status).toBe(403);
});

test.each([
  ['a program', 'reply.pdf', Buffer.from('MZ\x90\0\x03\0'), 415, 'name'],
  ['a name that hides what it is', 'reply.exe', pdf(10), 415, 'name'],
  ['a folder in the name', '../reply.pdf', pdf(10), 400, 'name'],
  ['a line feed in the name', 'a\nb.pdf', pdf(10), 400, 'name'],
  ['no name', '', pdf(10), 400, 'name'],
  ['nothing', 'reply.pdf', '', 400, 'body'],
  ['too much', 'reply.pdf', Buffer.alloc(largestAttachment + 1, '%PDF-'), 413, 'body'],
])('%s is refused by its field', async (_what, name, body, status, path) => {
  const answer = await send(own, name, body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ path });
});

test('each file attached is in the audit once', async () => {
  const file = pdf(50);
  for (const name of ['once.pdf', 'twice.pdf']) await send(own, name, file);
  const hash = createHash('sha256').update(file).digest('hex');
  const { rows } = await database.pool.query<{ subject: string; name: string }>(
    `select subject_id as subject, detail ->> 'name' as name from audit_entries
      where action = 'flag.attached' and detail ->> 'hash' = $1`,
    [hash],
  );
  expect(rows).toEqual([{ subject: String(own), name: 'once.pdf' }]);
});

test('a flag holds a hundred files, and an account attaches 500 MB within a day', async () => {
  const [full = 0, next = 0] = await insertFlags(database.pool, [
    { caseId: '3', rule: 'TIM-02', at: now },
    { caseId: '4', rule: 'TIM-02', at: now },
  ]);
  await database.pool.query(
    `with filed as (
       insert into files (hash, type, size, stored_at)
       select sha256(('filled ' || i)::bytea), 'text/plain', $3, now() from generate_series(1, 100) as i returning hash
     )
     insert into attachments (flag_id, hash, name, attached_at, account)
     select $1, hash, 'a.txt', $2, 'token:A-H/test' from filed`,
    [full, new Date(now), mostOfAccount / 100],
  );
  expect(await (await send(full, 'one.pdf', pdf(10), 'inspector')).json()).toMatchObject({
    code: 'conflict',
    path: 'body',
  });
  expect(await (await send(next, 'one.pdf', pdf(10))).json()).toMatchObject({
    code: 'too_large',
    path: 'body',
  });
  expect((await send(next, 'one.pdf', pdf(10), 'inspector')).status).toBe(201);
  await database.pool.query(`update attachments set attached_at = $2 where flag_id = $1`, [
    full,
    new Date(now - 86_400_000),
  ]);
  expect((await send(next, 'two.pdf', pdf(10))).status).toBe(201);
});
