import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestServer, ingestWorld, type IngestServer, type IngestWorld } from '../testing/ingestWorld.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { appendEvents } from './appendEvents.ts';
import { replayDeadLetters } from './replayDeadLetters.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { rebuild } from '../cases/rebuild.ts';

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

interface Summary {
  received: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  errors: { index: number; code: string; path?: string; message: string }[];
}

async function post(body: string, bearer = key): Promise<Summary> {
  const response = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body,
  });
  const answer = (await response.json()) as Summary & { detail?: string };
  expect(answer.detail).toBeUndefined();
  expect(server.faults).toEqual([]);
  return answer;
}

const good = {
  specversion: '1.0',
  id: 'good',
  source: '/yubei',
  type: 'case.accepted',
  time: '2026-11-20T09:30:00+08:00',
  subject: 'C-1',
  data: { item: 'permit', department: '500112-ZJ', region: '500112' },
};
const withData = (data: object): object => ({ ...good, data: { ...good.data, ...data } });

it.each<[string, unknown, string, string | undefined]>([
  ['no object', 7, 'unreadable', undefined],
  ['another version', { ...good, specversion: '0.3' }, 'invalid_value', 'specversion'],
  ['no id', { ...good, id: undefined }, 'missing_field', 'id'],
  ['an id of another kind', { ...good, id: 5 }, 'invalid_value', 'id'],
  ['a control character in an id', { ...good, id: 'a\u0000b' }, 'invalid_value', 'id'],
  ['another source in a batch', { ...good, source: '/another' }, 'source_mismatch', 'source'],
  ['an unknown type', { ...good, type: 'case.invented' }, 'unknown_type', 'type'],
  ['a prototype for a type', { ...good, type: '__proto__' }, 'unknown_type', 'type'],
  ['no such day', { ...good, time: '2026-02-30T00:00:00Z' }, 'invalid_time', 'time'],
  ['a time to come', { ...good, time: '2026-11-20T10:05:01+08:00' }, 'in_the_future', 'time'],
  ['a time long ago', { ...good, time: '2019-11-20T10:00:00+08:00' }, 'too_old', 'time'],
  ['a colon in the number', { ...good, subject: 'a:b' }, 'invalid_value', 'subject'],
  ['a slash in the number', { ...good, subject: 'a/b' }, 'invalid_value', 'subject'],
  ['data that is a list', { ...good, data: [] }, 'invalid_value', 'data'],
  ['a string of 10 MB', withData({ handler: 'x'.repeat(10_000_000) }), 'invalid_value', 'data.handler'],
  ['half a surrogate pair', withData({ channel: '\ud800' }), 'invalid_value', 'data.channel'],
  ['a number for a code', withData({ item: 17 }), 'invalid_value', 'data.item'],
  ['an unknown region', withData({ region: '999999' }), 'unknown_region', 'data.region'],
  [
    'a limit without a unit',
    withData({ promisedLimit: { value: 5 } }),
    'unknown_value',
    'data.promisedLimit.unit',
  ],
  [
    'a due date of another calendar',
    withData({ promisedDueAt: '2026-02-31' }),
    'invalid_time',
    'data.promisedDueAt',
  ],
  [
    'a year nobody plans for',
    withData({ promisedDueAt: '9999-01-01T00:00:00Z' }),
    'invalid_time',
    'data.promisedDueAt',
  ],
  [
    'an unknown outcome',
    { ...withData({ outcome: 'fine' }), type: 'case.concluded' },
    'unknown_value',
    'data.outcome',
  ],
  ['no outcome', { ...good, type: 'case.concluded' }, 'missing_field', 'data.outcome'],
  ['a score in words', { ...withData({ score: 'good' }), type: 'case.rated' }, 'unknown_value', 'data.score'],
])('names what is wrong: %s', async (_name, event, code, path) => {
  const answer = await post(JSON.stringify([event, { ...good, id: `beside ${_name}` }]));
  expect([answer.accepted, answer.rejected]).toEqual([1, 1]);
  expect(answer.errors).toMatchObject([{ index: 0, code, ...(path === undefined ? {} : { path }) }]);
  expect(answer.errors[0]?.message.length).toBeLessThan(500);
});

it('names deep nesting and takes hostile member names for data', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const text = JSON.stringify(withData({ extra: 0 })).replace('"extra":0', `"extra":${deep}`);
  expect((await post(text)).errors).toMatchObject([{ code: 'invalid_value', path: 'data' }]);
  const hostile = '{"__proto__":{"item":"x"},"constructor":{"prototype":1},"item":"permit"}';
  const answer = await post(
    JSON.stringify({ ...good, id: 'hostile', data: 0 }).replace('"data":0', `"data":${hostile}`),
  );
  expect(answer.accepted).toBe(1);
});

it('answers a thousand random years one by one', async () => {
  const years = fc.sample(fc.integer({ min: 1, max: 9999 }), 1000);
  const events = years.map((year, i) => ({
    ...good,
    id: `y${i}`,
    subject: `Y-${i}`,
    time: `${String(year).padStart(4, '0')}-06-01T00:00:00Z`,
  }));
  const answer = await post(JSON.stringify(events));
  const taken = years.filter((year) => year === 2026).length;
  expect([answer.received, answer.accepted, answer.rejected]).toEqual([1000, taken, 1000 - taken]);
});

it('never fails on any JSON', { timeout: 120_000 }, async () => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const almost = fc
    .record({
      field: fc.constantFrom(
        ...Object.keys(good),
        'item',
        'handler',
        'applicant',
        'marks',
        'materials',
        'eventId',
        'time',
        'data',
      ),
      value: anything,
      inside: fc.boolean(),
      type: fc.constantFrom(
        'case.submitted',
        'case.amended',
        'case.suspended',
        'item.updated',
        'source.outage_declared',
      ),
    })
    .map(({ field, value, inside, type }) =>
      inside ? { ...withData({ [field]: value }), type } : { ...good, type, [field]: value },
    );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(anything, almost, almost), { minLength: 1, maxLength: 20 }),
      async (events) => {
        const body = JSON.stringify([{ ...good, id: 'first', subject: 'FIRST' }, ...events]);
        const answer = await post(body);
        expect(answer.received).toBe(events.length + 1);
        expect(answer.accepted + answer.duplicates + answer.rejected).toBe(events.length + 1);
      },
    ),
    { numRuns: 100 },
  );
  const report = await rebuild(
    { pool: database.pool, catalogue: world.catalogue.current() },
    { check: true, now },
  );
  expect(report.differences).toEqual({ cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 });
});

it('keeps a source to its scope, for cases it did not open too', async () => {
  const narrow = await world.addSource('narrow', { regions: ['500103'] });
  const own = { ...good, source: '/narrow' };
  const answer = await post(
    JSON.stringify([
      { ...own, id: 'n1', subject: 'N-1' },
      {
        ...own,
        id: 'n2',
        subject: 'N-2',
        data: { item: 'permit', department: '500103-ZJ', region: '500103' },
      },
    ]),
    narrow.key,
  );
  expect(answer.errors).toMatchObject([{ index: 0, code: 'out_of_scope', path: 'data.region' }]);
  await post(JSON.stringify({ ...good, id: 'theirs', subject: 'THEIRS' }));
  const foreign = await post(JSON.stringify({ ...own, id: 'n3', subject: 'THEIRS', data: {} }), narrow.key);
  expect(foreign.errors).toMatchObject([{ index: 0, code: 'out_of_scope', path: 'subject' }]);
});

it('replays what was quarantined once its code is known, exactly once', async () => {
  await post(
    JSON.stringify({ ...good, id: 'later', subject: 'LATER', data: { ...good.data, item: 'new-item' } }),
  );
  const deps = { pool: database.pool, catalogue: world.catalogue, cache: server.cache, sealer: world.sealer };
  expect(await replayDeadLetters(deps, { waitsFor: ['item:new-item'] }, now)).toEqual({
    replayed: 0,
    refused: 1,
  });
  const items = [{ code: 'new-item', name: '新事项', type: '20', handling: 'instant' }];
  await inTransaction(database.pool, (db) => importCatalogue(db, { items }, { actor: 'test' }, now));
  expect(await replayDeadLetters(deps, { waitsFor: ['item:new-item'] }, now)).toEqual({
    replayed: 1,
    refused: 0,
  });
  expect(await replayDeadLetters(deps, { waitsFor: ['item:new-item'] }, now)).toEqual({
    replayed: 0,
    refused: 0,
  });
  const { rows } = await database.pool.query(`select item from cases where case_id = 'LATER'`);
  expect(rows).toEqual([{ item: 'new-item' }]);
});

it('enters unknown codes of a lenient source as provisional', async () => {
  const lenient = await world.addSource('lenient', { lenient: true }, 'log');
  const event = {
    ...good,
    source: '/lenient',
    subject: 'L-1',
    data: { item: 'own item', department: 'own office', region: 'own place' },
  };
  expect((await post(JSON.stringify(event), lenient.key)).accepted).toBe(1);
  expect(world.catalogue.current().newestItem('own item')?.provisional).toBe(true);
  const { rows } = await database.pool.query(
    `select item, department, region from cases where case_id = 'log:L-1'`,
  );
  expect(rows).toEqual([{ item: 'own item', department: 'own office', region: 'own place' }]);
  await post(JSON.stringify({ ...event, subject: 'L-2', data: {} }), lenient.key);
  const unnamed = await database.pool.query(
    `select item, department, region, stage from cases where case_id = 'log:L-2'`,
  );
  expect(unnamed.rows).toEqual([
    { item: 'unclassified', department: 'unclassified', region: 'unclassified', stage: 'accepted' },
  ]);
  await post(
    JSON.stringify({
      ...event,
      id: 'named',
      type: 'case.step_completed',
      subject: 'L-2',
      data: { item: 'permit', department: '500112-ZJ', step: '审查' },
    }),
    lenient.key,
  );
  const named = await database.pool.query(
    `select item, department, region, stage from cases where case_id = 'log:L-2'`,
  );
  expect(named.rows).toEqual([
    { item: 'permit', department: '500112-ZJ', region: '500112', stage: 'accepted' },
  ]);
});

it('records item updates and outages once', async () => {
  const update = {
    ...good,
    id: 'u1',
    type: 'item.updated',
    subject: 'by-event',
    data: { name: '新', type: '20', handling: 'instant' },
  };
  const outage = {
    ...good,
    id: 'o1',
    type: 'source.outage_declared',
    subject: 'line',
    data: { from: '2026-11-19T00:00:00Z', to: '2026-11-19T01:00:00Z', reason: 'power' },
  };
  expect(await post(JSON.stringify([update, outage]))).toMatchObject({ accepted: 2, rejected: 0 });
  expect(await post(JSON.stringify([update, outage]))).toMatchObject({ duplicates: 2 });
  expect(await post(JSON.stringify({ ...update, data: { ...update.data, name: '别' } }))).toMatchObject({
    errors: [{ code: 'conflicting_duplicate' }],
  });
  expect(world.catalogue.current().newestItem('by-event')?.name).toBe('新');
  expect(server.nowKnown).toContain('item:by-event');
});

it('answers 503 while the database is away and takes the same events when it is back', async () => {
  const send = (): Promise<Response> =>
    fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(
        Array.from({ length: 50 }, (_, i) => ({ ...good, id: `away-${i}`, subject: `AWAY-${i}` })),
      ),
    });
  const attempts = [send(), send()];
  const cut = database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const [first, second] = await Promise.all(attempts);
  await cut;
  for (const response of [first!, second!]) expect([200, 503]).toContain(response.status);
  const again = (await (await send()).json()) as Summary;
  expect(again.accepted + again.duplicates).toBe(50);
  const { rows } = await database.pool.query(
    `select count(*) as n from case_events where event_id like 'away-%'`,
  );
  expect(rows).toEqual([{ n: 50 }]);
  expect(
    await appendEvents({ pool: database.pool, catalogue: world.catalogue, cache: server.cache }, [], { now }),
  ).toEqual([]);
});
