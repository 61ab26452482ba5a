import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WallState } from '#contract/wall';
import { ingestWorld, type IngestWorld } from '../testing/ingestWorld.ts';
import { insertFlags } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { wallClients, type WallClients } from '../testing/wallClient.ts';

const rooms = ['wall', 'wall:500112', 'wall:500103'];
let database: TestDatabase;
let world: IngestWorld;
let walls: WallClients;
let now = at('2026-11-23 10:00');

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, now);
  walls = await wallClients(database.pool, world.catalogue, rooms, now);
});
afterAll(() => database.drop());

/** Waits until every room shows what a newcomer would see, and gives the topics each was told. */
async function told(): Promise<string[][]> {
  now += 15_000;
  const topics = rooms.map((): string[] => []);
  const lists = ({ items, followup }: WallState) => ({ items, followup });
  const isSettled = async (room: string): Promise<boolean> =>
    isDeepStrictEqual(lists(walls.state(room)), lists(await walls.fresh(room, now)));
  do {
    await walls.settle(now);
    for (const [index, room] of rooms.entries())
      topics[index]?.push(...walls.received(room).map(({ topic }) => topic));
  } while ((await Promise.all(rooms.map(isSettled))).includes(false));
  return topics;
}

const flag = (caseId: string, region: string) => ({
  ...{ caseId, region, department: `${region}-ZJ`, rule: 'FAST-01' as const, severity: 'query' as const },
  at: at('2026-11-23 09:00'),
});

describe('the lists of a room', { sequential: true }, () => {
  it('say when they were measured', async () => {
    expect(walls.state('wall').items.measuredAt).toBeNull();
    const isMeasured = (room: string): boolean => walls.state(room).items.measuredAt !== null;
    while (!rooms.every(isMeasured)) await told();
    expect(Date.parse(walls.state('wall').items.measuredAt ?? '')).toBeLessThanOrEqual(now);
  });

  it('are told to the rooms they concern, and to no other', async () => {
    await database.pool.query(
      `insert into stats_day (day, region, department, item, channel, namespace, submitted)
       values ('2026-11-23', '500112', '500112-ZJ', 'permit', 'web', '', 7)`,
    );
    expect(await told()).toEqual([['items:changed'], ['items:changed'], []]);
    expect(walls.state('wall').items.busiest).toMatchObject([
      { item: 'permit', submitted: 7, promisedDays: 4 },
    ]);

    await insertFlags(database.pool, [flag('a', '500103')]);
    const both = ['items:changed', 'followup:changed'];
    expect(await told()).toEqual([both, [], both]);
    expect(walls.state('wall:500103').followup.oldest).toMatchObject([{ caseId: 'a', status: 'raised' }]);
    expect(walls.state('wall:500112').followup.oldest).toEqual([]);
  });

  it('are not told when nothing in them changed', async () => {
    expect(await told()).toEqual([[], [], []]);
  });

  it('are told when a limit passes, though nothing else happens', async () => {
    await database.pool.query(`update flags set status = 'sent', due_at = $1`, [
      new Date(at('2026-11-24 12:00')),
    ]);
    now = at('2026-11-24 11:59');
    await told();
    const sent = () => walls.state('wall').followup.states.find(({ status }) => status === 'sent');
    expect(sent()).toMatchObject({ count: 1, overdue: 0 });
    now = at('2026-11-24 12:00');
    expect(await told()).toEqual([['followup:changed'], [], ['followup:changed']]);
    expect(sent()).toMatchObject({ count: 1, overdue: 1 });
    expect(walls.state('wall').followup.oldest).toMatchObject([{ workdays: 1, overdueDays: 1 }]);
  });
});
