import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { roles } from '#contract/account';
import type { DeskDelta } from '#contract/deskRoom';
import type { Rights } from '../access/mustHavePlace.ts';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { mergeChanges } from '../changes/mergeChanges.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import {
  insertCases,
  insertFlags,
  readingCity,
  readingDepartments,
  readingRegions,
} from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import type { FeedBatch } from './changeFeed.ts';
import { deskRooms, type DeskRooms } from './deskRooms.ts';
import { deskStream, type DeskStream } from './deskStream.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const places = [...readingRegions, null].flatMap((region) =>
  [...readingDepartments, null].map((department) => ({ region, department })),
);
let database: TestDatabase;
let catalogue: Catalogue;
let flagIds: number[];
let rooms: DeskRooms;
let heard: [key: string, delta: DeskDelta][];
let heardOfRules: [key: string, delta: DeskDelta][];
let asked: string[][];
let present: Set<string>;
let faults: unknown[];
let fails: boolean;
let seq = 0;

beforeAll(async () => {
  database = await testDatabase();
  catalogue = await readingCity(database.pool, start);
  await insertCases(
    database.pool,
    places.map((place, index) => ({ id: `${index}`, at: start + index, ...place })),
  );
  flagIds = await insertFlags(
    database.pool,
    places.map((place, index) => ({ caseId: `${index}`, rule: 'TIM-02', at: start + index, ...place })),
  );
});
beforeEach(() => {
  heard = [];
  heardOfRules = [];
  asked = [];
  faults = [];
  present = new Set();
  fails = false;
  rooms = deskRooms({
    db: database.pool,
    catalogue: { current: () => catalogue },
    emit(key, delta) {
      const isOfRules = delta.changes.some(({ topic }) => topic === 'rules:ran');
      (isOfRules ? heardOfRules : heard).push([key, delta]);
    },
    audience: (key) => (present.has(key) ? 1 : 0),
    cutEnded: (keys) => {
      if (fails) return Promise.reject(new Error('the database does not answer'));
      asked.push([...keys]);
      return Promise.resolve();
    },
    onError: (error) => faults.push(error),
  });
});
afterAll(() => database.drop());

const inspector: Rights = { role: 'inspector', region: null, department: null };
const open = (rights: Rights, room = 'desk'): DeskStream => {
  const stream = deskStream(room, rights);
  present.add(stream.key);
  rooms.snapshot(stream, start);
  return stream;
};
const batch = (...changes: StoredChange[]): FeedBatch => {
  const first = seq + 1;
  seq += changes.length;
  const numbered = changes.map((change, index) => ({ seq: first + index, at: 0, change }));
  return { first, last: seq, changes: numbered, merged: mergeChanges(changes) };
};
const told = (): Promise<void> => rooms.tick(start);
const flagsOf = (key: string): number[] =>
  heard.flatMap(([to, { changes }]) =>
    to === key
      ? changes.flatMap((change) =>
          change.topic === 'flag:changed' ? change.flags.map(([flagId]) => flagId) : [],
        )
      : [],
  );

const rights: fc.Arbitrary<Rights> = fc.record({
  role: fc.constantFrom(...roles),
  region: fc.constantFrom(null, 'C', 'unknown', ...readingRegions),
  department: fc.constantFrom(null, 'unknown', ...readingDepartments),
});

test('each desk hears of what its lists hold, and of nothing else, whatever changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rights, { minLength: 1, maxLength: 5 }),
      fc.subarray(flagIds.map((_, i) => i)),
      async (who, changed) => {
        heard = [];
        const streams = who.map((one) => ({ key: open(one).key, scope: scopeOf(one, catalogue) }));
        rooms.take(batch({ touched: changed.map((index) => flagIds[index]!) }));
        await told();
        for (const { key, scope } of streams) {
          const expected = changed.filter((index) => {
            const { region, department } = places[index]!;
            return (
              (scope.regions === null || (region !== null && scope.regions.includes(region))) &&
              (scope.departments === null || (department !== null && scope.departments.includes(department)))
            );
          });
          expect(flagsOf(key)).toEqual(expected.map((index) => flagIds[index]));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('numbers follow each other, stream by stream, and versions are those of the moment', async () => {
  const all = open(inspector);
  const district = open({ ...inspector, region: 'B' });
  const [inA, inB] = [0, places.findIndex(({ region }) => region === 'B')];
  rooms.take(batch({ touched: [flagIds[inA]!] }, {}));
  await told();
  await database.pool.query('update flags set version = 7 where flag_id = $1', [flagIds[inB]]);
  rooms.take(batch({}, { touched: [flagIds[inB]!] }));
  await told();
  const of = (key: string) => heard.flatMap(([to, delta]) => (to === key ? [delta] : []));
  expect(of(all.key).map(({ after, seq: to }) => [after, to])).toEqual([
    [0, seq - 2],
    [seq - 2, seq],
  ]);
  expect(of(district.key)).toMatchObject([
    { room: 'desk', after: 0, seq, changes: [{ topic: 'flag:changed', flags: [[flagIds[inB], 7]] }] },
  ]);
});

test('one that joins in the middle of a stream goes on from where the others are', async () => {
  const stream = open(inspector);
  rooms.take(batch({ touched: [flagIds[0]!] }));
  await told();
  expect(rooms.snapshot(stream, start).seq).toBe(seq);
  rooms.take(batch({}));
  expect(rooms.snapshot(stream, start).seq).toBe(seq - 1);
});

test('a desk narrowed to a department hears of that one alone', async () => {
  const stream = open(inspector, 'desk:A-H');
  rooms.take(batch({ touched: flagIds }));
  await told();
  const within = places.flatMap(({ department }, index) =>
    department === 'A-H' || department === 'A-H-1' ? [flagIds[index]] : [],
  );
  expect(flagsOf(stream.key)).toEqual(within);
  expect(heard[0]?.[1].room).toBe('desk:A-H');
});

test('more than anybody reads, and what nobody has counted, is said in a word', async () => {
  const stream = open(inspector);
  rooms.take(batch({ touched: Array.from({ length: 6000 }, (_, index) => index + 1) }));
  await told();
  rooms.take(batch({ resync: 'rejudgement' }));
  await told();
  rooms.announce({ topic: 'resync', reason: 'gap' }, start);
  const reasons = heard.flatMap(([key, { changes }]) =>
    key === stream.key ? changes.map((change) => (change.topic === 'resync' ? change.reason : null)) : [],
  );
  expect(reasons).toEqual(['many', 'rejudgement', 'gap']);
});

test('before anybody is told, their accounts are looked at; what cannot be told is told later', async () => {
  const stream = open(inspector);
  fails = true;
  rooms.take(batch({ touched: [flagIds[0]!] }));
  await told();
  expect([faults.length, heard.length]).toEqual([1, 0]);
  fails = false;
  rooms.take(batch({ touched: [flagIds[1]!] }));
  await told();
  expect(asked).toEqual([[stream.key]]);
  expect(flagsOf(stream.key)).toEqual([flagIds[0], flagIds[1]]);
});

test('a stream that everybody has left is forgotten', async () => {
  const stream = open(inspector);
  present.clear();
  rooms.take(batch({ touched: [flagIds[0]!] }));
  await told();
  expect(heard).toEqual([]);
  expect(rooms.snapshot(stream, start).seq).toBe(seq);
});

test('every desk knows when the rules last ran, hears of it now and then, and at once when they run again', async () => {
  const ranAt = (at: number) =>
    database.pool.query(
      `insert into job_heartbeats (job, last_slot_at, last_started_at, last_finished_at)
       values ('raise_flags', $1, $1, $1)
       on conflict (job) do update set last_finished_at = excluded.last_finished_at`,
      [new Date(at)],
    );
  const saidAt = async (now: number) => {
    heardOfRules = [];
    await rooms.tick(now);
    return heardOfRules.map(([, { changes, after, seq: to }]) => [changes[0], to - after]);
  };
  const said = (at: number | null) => [
    [{ topic: 'rules:ran', at: at === null ? null : new Date(at).toISOString() }, 0],
  ];
  const stream = open({ role: 'department', region: null, department: null });
  expect(rooms.snapshot(stream, start).state).toEqual({});
  expect(await saidAt(start)).toEqual(said(null));
  expect(rooms.snapshot(stream, start).state).toEqual({ rulesRanAt: null });
  await ranAt(start + 5000);
  expect(await saidAt(start + 5000)).toEqual([]);
  expect(await saidAt(start + 10_000)).toEqual(said(start + 5000));
  await ranAt(start + 15_000);
  expect(await saidAt(start + 20_000)).toEqual([]);
  expect(rooms.snapshot(stream, start + 20_000).state).toEqual({
    rulesRanAt: new Date(start + 15_000).toISOString(),
  });
  await ranAt(start + 35_000);
  expect(await saidAt(start + 40_000)).toEqual(said(start + 35_000));
  // nobody was there for a while: who comes then is told, however long they have stood still
  expect(rooms.snapshot(stream, start + 900_000).state).toEqual({});
  expect(await saidAt(start + 900_000)).toEqual(said(start + 35_000));
});
