import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from '../testing/ingestWorld.ts';

let database: TestDatabase;
let world: IngestWorld;
let server: IngestServer;
let key: string;
const now = Date.parse('2026-11-20T10:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, now);
  server = await ingestServer(database.pool, world, { now: () => now });
  key = (await world.addSource('yubei')).key;
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

afterEach(() => expect(server.faults).toEqual([]));

let serial = 0;
const event = (over: Record<string, unknown> = {}): Record<string, unknown> => {
  serial += 1;
  return {
    specversion: '1.0',
    id: `e${serial}`,
    source: '/yubei',
    type: 'case.accepted',
    time: '2026-11-20T09:30:00+08:00',
    subject: `C-${serial}`,
    data: { item: 'permit', department: '500112-ZJ', region: '500112', channel: 'web', handler: 'u-1' },
    ...over,
  };
};

interface Answer {
  status: number;
  body: {
    received: number;
    accepted: number;
    duplicates: number;
    rejected: number;
    errors: { index: number; id?: string; code: string; path?: string; message: string }[];
    code?: string;
    detail?: string;
  };
  headers: Headers;
}

async function post(
  body: string | Buffer | ReadableStream,
  headers: Record<string, string> = {},
  path = '/api/v1/events',
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
    duplex: 'half',
  } as RequestInit);
  return {
    status: response.status,
    body: (await response.json()) as Answer['body'],
    headers: response.headers,
  };
}
const json = (value: unknown): string => JSON.stringify(value);
const counts = (body: Answer['body']): number[] => {
  if (body.code) throw new Error(`${body.code}: ${body.detail}`);
  return [body.received, body.accepted, body.duplicates, body.rejected];
};

it('takes one event and an array as application/json', async () => {
  expect(counts((await post(json(event()))).body)).toEqual([1, 1, 0, 0]);
  expect(counts((await post(json([event(), event()]))).body)).toEqual([2, 2, 0, 0]);
});

it('takes structured, batch and binary mode', async () => {
  const structured = await post(json(event()), {
    'content-type': 'application/cloudevents+json; charset=utf-8',
  });
  expect(counts(structured.body)).toEqual([1, 1, 0, 0]);
  const batch = await post(json([event()]), { 'content-type': 'application/cloudevents-batch+json' });
  expect(counts(batch.body)).toEqual([1, 1, 0, 0]);
  const binary = await post(json({ item: 'permit', department: '500112-ZJ' }), {
    'ce-specversion': '1.0',
    'ce-id': 'binary-1',
    'ce-source': '/yubei',
    'ce-type': 'case.received',
    'ce-time': '2026-11-20T09:00:00Z',
    'ce-subject': '%E5%8F%B7-1',
  });
  expect(binary.body.errors).toEqual([
    { index: 0, id: 'binary-1', code: 'in_the_future', path: 'time', message: expect.any(String) as string },
  ]);
  const again = await post(json({ item: 'permit', department: '500112-ZJ' }), {
    'ce-specversion': '1.0',
    'ce-id': 'binary-1',
    'ce-source': '/yubei',
    'ce-type': 'case.received',
    'ce-time': '2026-11-20T09:00:00+08:00',
    'ce-subject': '%E5%8F%B7-1',
  });
  expect(counts(again.body)).toEqual([1, 1, 0, 0]);
  const { rows } = await database.pool.query(`select case_id from cases where case_id = '号-1'`);
  expect(rows).toHaveLength(1);
});

it('takes a gzip stream of NDJSON, names the lines it cannot read and goes on', async () => {
  const lines = [json(event()), '{"broken', '', json(event({ data: { item: 'nowhere' } })), json(event())];
  const answer = await post(gzipSync(lines.join('\n')), {
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
  });
  expect(counts(answer.body)).toEqual([4, 2, 0, 2]);
  expect(answer.body.errors.map(({ index, code, path }) => [index, code, path])).toEqual([
    [1, 'unreadable', undefined],
    [2, 'unknown_item', 'data.item'],
  ]);
  expect(answer.body.errors[0]?.message).toContain('line 2');
});

it('is idempotent, and tells the same event from the same id with other content', async () => {
  const first = event();
  expect(counts((await post(json([first, first]))).body)).toEqual([2, 1, 1, 0]);
  expect(
    counts((await post(json({ ...first, data: { ...(first['data'] as object), reason: null } }))).body),
  ).toEqual([1, 0, 1, 0]);
  const other = await post(json({ ...first, time: '2026-11-20T09:31:00+08:00' }));
  expect(other.body.errors[0]).toMatchObject({ index: 0, code: 'conflicting_duplicate', path: 'id' });
});

it('keeps what it refuses as sealed dead letters', async () => {
  await post(
    json(
      event({ id: 'dead-1', data: { department: 'nowhere', applicant: { idNumber: '500101199001011234' } } }),
    ),
  );
  const { rows } = await database.pool.query<{ code: string; waitsFor: string; body: Buffer }>(
    `select code, waits_for as "waitsFor", body from dead_letters where event_id = 'dead-1'`,
  );
  expect(rows[0]).toMatchObject({ code: 'unknown_department', waitsFor: 'department:nowhere' });
  expect(rows[0]?.body.includes('500101199001011234')).toBe(false);
  expect(world.sealer.open(rows[0]!.body).toString()).toContain('500101199001011234');
});

it('splits the applicant off before anything is stored', async () => {
  const applicant = { kind: 'person', name: '张三', idNumber: '11010519491231002X', phone: '13800000000' };
  await post(
    json(
      event({
        id: 'personal',
        type: 'case.submitted',
        subject: 'P-1',
        data: { item: 'permit', department: '500112-ZJ', applicant },
      }),
    ),
  );
  const { rows } = await database.pool.query<{ text: string; sealed: Buffer }>(
    `select e.data::text as text, p.sealed from case_events e join personal_data p using (case_id, source_id, event_id)
      where e.event_id = 'personal'`,
  );
  expect(rows).toHaveLength(1);
  for (const secret of Object.values(applicant).slice(1)) expect(rows[0]?.text).not.toContain(secret);
  expect(JSON.parse(world.sealer.open(rows[0]!.sealed).toString())).toMatchObject({
    'applicant.name': '张三',
  });
  expect(rows[0]?.text).toContain('"applicantIdValid":true');
});

it('refuses whole requests that it cannot read, and says where', async () => {
  expect((await post('{"a":\n tru')).body).toMatchObject({
    code: 'unreadable',
    detail: expect.stringContaining('line 2') as string,
  });
  expect((await post(Buffer.from([0x7b, 0xff, 0x7d]))).body).toMatchObject({ code: 'unreadable' });
  expect((await post(Buffer.from('no gzip at all'), { 'content-encoding': 'gzip' })).status).toBe(400);
  const cut = gzipSync(json(event())).subarray(0, 60);
  expect((await post(cut, { 'content-encoding': 'gzip' })).status).toBe(400);
  expect((await post('x', { 'content-type': 'text/xml' })).status).toBe(415);
  expect((await post('x', { 'content-encoding': 'br' })).status).toBe(415);
  expect((await post('[]', { 'content-type': 'application/json; charset=gbk' })).status).toBe(415);
  expect((await post('[]', { authorization: 'Bearer dbk_wrong' })).status).toBe(401);
  expect((await post(json(event({ source: '/another' })))).status).toBe(403);
  expect((await post(' '.repeat(17 * 1024 * 1024))).status).toBe(413);
  expect(
    (await post(gzipSync(Buffer.alloc(40 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' })).status,
  ).toBe(413);
  expect(counts((await post(json(event()))).body)).toEqual([1, 1, 0, 0]);
});

it('answers 503 with Retry-After while too much is under way', async () => {
  const crowded = await ingestServer(database.pool, world, {
    now: () => now,
    admission: (lanes) =>
      createAdmission(lanes.pending, { mostBytes: 262_200, mostEvents: 10, sourceShare: 1 }),
  });
  const hold = new ReadableStream({ start: (c) => c.enqueue(Buffer.from('[')) });
  const controller = new AbortController();
  const first = fetch(`${crowded.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: hold,
    duplex: 'half',
    signal: controller.signal,
  } as RequestInit).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const second = await fetch(`${crowded.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: json(event()),
  });
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
  controller.abort();
  await first;
  await crowded.close();
});

it('validates without writing, and tells duplicates', async () => {
  const known = event();
  await post(json(known));
  const before = await database.pool.query('select count(*) as n from dead_letters');
  const answer = await post(
    json([known, event(), event({ time: 'yesterday' })]),
    {},
    '/api/v1/events:validate',
  );
  expect(counts(answer.body)).toEqual([3, 1, 1, 1]);
  const after = await database.pool.query('select count(*) as n from dead_letters');
  expect(after.rows).toEqual(before.rows);
  const { rows } = await database.pool.query(`select from cases where case_id = 'C-${serial - 1}'`);
  expect(rows).toHaveLength(0);
});
