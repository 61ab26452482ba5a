import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WallChange } from '#contract/wall';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { flagCards } from '../changes/flagCards.ts';
import { inTransaction } from '../db/transaction.ts';
import { watchSources } from '../flags/sourceSilence.ts';
import { raiseFlags } from '../flags/raiseFlags.ts';
import { runJob } from '../jobs/runJob.ts';
import { ingestServer, ingestWorld, smallCity } from '../testing/ingestWorld.ts';
import type { IngestServer, IngestWorld } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import { wallClients } from '../testing/wallClient.ts';
import type { WallClients } from '../testing/wallClient.ts';

const everyRoom = ['wall', 'wall:500112', 'wall:500103'];
let database: TestDatabase;
let world: IngestWorld;
let server: IngestServer;
let walls: WallClients;
let key: string;
let now = at('2026-11-23 10:00');

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, now);
  key = (await world.addSource('yubei')).key;
  server = await ingestServer(database.pool, world, { now: () => now });
  walls = await wallClients(database.pool, world.catalogue, everyRoom, now);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** The law of this file: whatever happened, who followed sees what a newcomer sees. */
async function follow(): Promise<WallChange[]> {
  // what was sent before is paid for, and the figures of earlier days are asked for again
  now += 60_000;
  for (let tries = 0; tries < 40 && !(await allEqual()); tries++);
  for (const room of everyRoom) expect(walls.state(room), room).toEqual(await walls.fresh(room, now));
  return walls.received('wall').filter(({ topic }) => !topicsOfLists.has(topic));
}
/** They come when it is time, whatever happened. */
const topicsOfLists: ReadonlySet<string> = new Set(['items:changed', 'followup:changed']);
async function allEqual(): Promise<boolean> {
  await walls.settle(now);
  const pairs = await Promise.all(
    everyRoom.map(async (room) => [walls.state(room), await walls.fresh(room, now)] as const),
  );
  return pairs.every(([followed, fresh]) => isDeepStrictEqual(followed, fresh));
}

afterEach(async () => {
  await follow();
  expect(server.faults).toEqual([]);
});

let serial = 0;
function event(type: string, subject: string, time: number, data: object = {}): object {
  serial += 1;
  return {
    specversion: '1.0',
    id: `e${serial}`,
    source: '/yubei',
    type: `case.${type}`,
    time: new Date(time).toISOString(),
    subject,
    data,
  };
}

const places = { permit: ['500112', '500112-ZJ'], register: ['500103', '500103-ZJ'] } as const;
function opened(
  subject: string,
  time: number,
  item: keyof typeof places = 'permit',
  extra: object = {},
): object {
  const [region, department] = places[item];
  return event('submitted', subject, time, {
    item,
    region,
    department,
    channel: 'web',
    handler: 'u-1',
    ...extra,
  });
}

async function send(...events: object[]): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  const body: unknown = await response.json();
  expect(body).toMatchObject({ accepted: events.length });
}

const topics = (changes: WallChange[]): string[] => [...new Set(changes.map(({ topic }) => topic))].sort();
const minutes = (count: number): number => count * 60_000;

describe('snapshot and deltas are what a fresh snapshot says', () => {
  it('when cases are submitted, accepted and concluded', async () => {
    await send(opened('a', now - minutes(5)), opened('b', now - minutes(90), 'register'));
    expect(topics(await follow())).toEqual(
      expect.arrayContaining(['heatmap:changed', 'kpi:changed', 'source:heard']),
    );
    await send(
      event('accepted', 'a', now - minutes(3)),
      event('concluded', 'b', now - minutes(2), { outcome: 'granted' }),
    );
    const changes = await follow();
    expect(walls.state('wall').figures).toMatchObject({ submitted: 2, concluded: 1, open: 1 });
    expect(walls.state('wall:500103').figures).toMatchObject({ submitted: 1, concluded: 1, open: 0 });
    expect(changes).toContainEqual(
      expect.objectContaining({ topic: 'heatmap:changed', pulses: expect.arrayContaining([[2, 1]]) }),
    );
  });

  it('when an event of yesterday arrives: open changes, today’s counters do not', async () => {
    const before = walls.state('wall').figures;
    await send(opened('late', now - minutes(20 * 60)));
    await follow();
    expect(walls.state('wall').figures).toMatchObject({ submitted: before.submitted, open: before.open + 1 });
  });

  it('when a case has children: departments count them, city and regions do not', async () => {
    const before = walls.state('wall').figures;
    await send(opened('parent', now - minutes(9)));
    await send(opened('child', now - minutes(8), 'permit', { parentCase: 'parent' }));
    await send(opened('child-2', now - minutes(8), 'register', { parentCase: 'parent' }));
    await follow();
    expect(walls.state('wall').figures).toMatchObject({
      submitted: before.submitted + 1,
      open: before.open + 1,
    });
  });

  it('when a case is rated, amended to another region, and its conclusion voided', async () => {
    await send(
      opened('moved', now - minutes(40)),
      event('concluded', 'moved', now - minutes(30), { outcome: 'granted' }),
    );
    await send(event('rated', 'moved', now - minutes(20), { score: 5, channel: 'web' }));
    await follow();
    expect(walls.state('wall').figures).toMatchObject({ rated: 1, ratedGood: 1 });
    const [submitted, concluded] = [`e${serial - 2}`, `e${serial - 1}`];
    await send(
      event('amended', 'moved', now, {
        eventId: submitted,
        data: { region: '500103', department: '500103-ZJ' },
      }),
    );
    await send(event('voided_event', 'moved', now, { eventId: concluded }));
    await follow();
  });

  it('when flags are raised, escalated and ended by the flag job', async () => {
    const accepted = at('2026-11-23 09:00');
    await send(opened('tardy', accepted - minutes(5)), event('accepted', 'tardy', accepted));
    await send(opened('hasty', accepted - minutes(5)), event('accepted', 'hasty', accepted));
    const pass = async (): Promise<WallChange[]> => {
      const parts = { pool: database.pool, catalogue: () => world.catalogue.current(), onPoison: fail };
      // the rules wait for a sign of life
      await send(opened(`alive-${serial}`, now - minutes(1), 'register'));
      await raiseFlags(parts, now);
      return follow();
    };
    const seen = new Set<string>();
    for (const day of ['2026-11-26', '2026-11-27', '2026-11-28', '2026-12-04', '2026-12-05', '2026-12-16']) {
      now = at(`${day} 10:00`);
      await follow();
      for (const topic of topics(await pass())) seen.add(topic);
      if (day === '2026-11-27')
        await send(event('concluded', 'hasty', now - minutes(1), { outcome: 'granted' }));
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['flag:raised', 'flag:escalated', 'flag:changed', 'spot:shown']),
    );
    expect(walls.state('wall').figures.overdueStatutory).toBeGreaterThan(0);
    await send(event('concluded', 'tardy', at('2026-11-27 09:00'), { outcome: 'granted' }));
    await pass();
    await pass();
  });

  it('when more flags are raised and withdrawn at once than a feed holds', async () => {
    const ids = await storeFlags(100);
    const raised = (await follow()).filter(({ topic }) => topic === 'flag:raised');
    expect(raised).toHaveLength(40);
    await inTransaction(database.pool, async (db) => {
      await db.query(`update flags set status = 'withdrawn', ended_at = $2 where flag_id = any($1)`, [
        ids,
        new Date(now),
      ]);
      const cards = await flagCards(db, ids);
      await appendChange(db, now, { flags: cards.map((flag) => ({ topic: 'flag:withdrawn', flag })) });
    });
    expect((await follow()).filter(({ topic }) => topic === 'flag:withdrawn')).toHaveLength(40);
    await inTransaction(database.pool, async (db) => {
      await db.query(`update flags set status = 'archived' where flag_id = any($1)`, [ids.slice(-3)]);
      const cards = await flagCards(db, ids.slice(-3));
      await appendChange(db, now, { flags: cards.map((flag) => ({ topic: 'flag:changed', flag })) });
    });
    expect(topics(await follow())).toContain('resync');
  });

  it('when a source falls silent and is heard again', async () => {
    const watching = { pool: database.pool, catalogue: () => world.catalogue.current() };
    now = at('2026-12-16 17:00');
    await watchSources(watching, now);
    expect(topics(await follow())).toEqual(expect.arrayContaining(['source:stale', 'flag:raised']));
    expect(walls.state('wall').sources.map(({ staleSince }) => staleSince)).not.toContain(null);
    now += minutes(1);
    await send(opened('again', now - 1000));
    await watchSources(watching, now);
    expect(topics(await follow())).toEqual(expect.arrayContaining(['source:heard', 'source:recovered']));
    expect(walls.state('wall').sources.map(({ staleSince }) => staleSince)).toEqual([null]);
  });

  it('when a job has run', async () => {
    const job = {
      name: 'raise_flags',
      cron: '* * * * * *',
      timezone: 'Asia/Shanghai',
      leaseSeconds: 9,
      missed: 'latest',
    } as const;
    const parts = {
      pool: database.pool,
      clock: () => now,
      worker: 'w',
      stopping: new AbortController().signal,
    };
    const ranAt = now;
    await runJob(parts, { ...job, run: () => Promise.resolve(undefined) }, now);
    expect(topics(await follow())).toContain('job:finished');
    expect(walls.state('wall').jobs).toEqual([
      { job: 'raise_flags', lastFinishedAt: new Date(ranAt).toISOString() },
    ]);
  });

  it('when the catalogue names a new district and department, and cases come from there', async () => {
    const added = {
      regions: [{ code: '500120', name: '璧山区', parent: '500000' }],
      departments: [{ code: '500120-ZJ', name: '璧山区住房城乡建委', region: '500120' }],
    };
    await inTransaction(database.pool, (db) =>
      importCatalogue(db, { ...smallCity, ...added }, { actor: 'test' }, now),
    );
    await world.catalogue.refresh(database.pool);
    now += minutes(1);
    await send(opened('new', now - 1000, 'permit', { region: '500120', department: '500120-ZJ' }));
    expect(topics(await follow())).toContain('resync');
    expect(walls.state('wall').regions.map(({ code }) => code)).toContain('500120');
  });

  it('when a source is added', async () => {
    await world.addSource('banan', { regions: ['500103'] });
    now += 5000;
    expect(topics(await follow())).toContain('resync');
    expect(walls.state('wall:500112').sources.map(({ name }) => name)).toEqual(['yubei']);
    expect(walls.state('wall:500103').sources.map(({ name }) => name)).toEqual(['yubei', 'banan']);
  });

  it.each(['import', 'rebuild', 'catalogue'] as const)(
    'after a %s, which says nothing but resync',
    async (resync) => {
      await inTransaction(database.pool, async (db) => {
        await db.query(
          `insert into stats_day (day, region, department, item, channel, namespace, submitted)
         values ($1, '500112', '500112-ZJ', $2, 'web', '', 7)`,
          ['2026-12-16', resync],
        );
        await appendChange(db, now, { resync });
      });
      now += 5000;
      expect(await follow()).toEqual([{ topic: 'resync', reason: resync }]);
    },
  );

  it('when a day ends: today’s figures begin again, how things stand goes on', async () => {
    const before = walls.state('wall').figures;
    now = at('2026-12-17 00:00');
    expect(await follow()).toEqual([{ topic: 'resync', reason: 'day' }]);
    expect(walls.state('wall')).toMatchObject({
      day: '2026-12-17',
      hours: [],
      figures: { submitted: 0, open: before.open },
    });
    await send(opened('before', at('2026-12-16 23:59')), opened('first', now));
    await follow();
    expect(walls.state('wall').figures.submitted).toBe(1);
  });

  it('when a minute passes that had cases yesterday, and when one of yesterday comes late', async () => {
    now = at('2026-12-17 16:58');
    await follow();
    const before = walls.state('wall').yesterday;
    await send(opened('forgotten', at('2026-12-16 09:30')));
    now = at('2026-12-17 17:01');
    await follow();
    const after = walls.state('wall').yesterday;
    // the one of 17:00 and the one that came late
    expect(after?.submitted).toBe((before?.submitted ?? 0) + 2);
    expect(after?.hours).toContainEqual([9, 1, 0]);
    expect(after?.hours.reduce((sum, [, submitted]) => sum + submitted, 0)).toBe(
      (before?.hours.reduce((sum, [, submitted]) => sum + submitted, 0) ?? 0) + 1,
    );
    expect(after?.alike).toBe(true);
    now = at('2026-12-19 10:00');
    await follow();
    expect(walls.state('wall').yesterday).toMatchObject({ alike: false });
  });

  it('when a minute passes that had cases a week ago', async () => {
    now = at('2026-12-23 16:58');
    await follow();
    const before = walls.state('wall').lastWeek;
    now = at('2026-12-23 17:01');
    await follow();
    expect(walls.state('wall').lastWeek?.submitted).toBe((before?.submitted ?? 0) + 1);
  });

  it('when two workers write the same cells at once', async () => {
    const second = await ingestServer(database.pool, world, { now: () => now });
    const lane = async (url: string, name: string): Promise<void> => {
      for (let round = 0; round < 25; round++) {
        const subjects = [0, 1, 2, 3].map((one) => `${name}-${round}-${one}`);
        const events = subjects.flatMap((subject) => [
          opened(subject, now - minutes(2), round % 2 ? 'permit' : 'register'),
          ...(round % 3 ? [event('concluded', subject, now - minutes(1), { outcome: 'granted' })] : []),
        ]);
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
        await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) });
        if (round % 5 === 0) await walls.settle(now);
      }
    };
    const before = walls.state('wall').figures.submitted;
    await Promise.all([lane(server.url, 'x'), lane(second.url, 'y')]);
    await follow();
    expect(walls.state('wall').figures.submitted).toBe(before + 200);
    expect(second.faults).toEqual([]);
    await second.close();
  });

  it('when a source sends only what is known already', async () => {
    const known = opened('known', now - 1000);
    await send(known);
    await follow();
    now += minutes(2);
    await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify([known]),
    });
    await follow();
  });
});

function fail(caseId: string, error: unknown): never {
  throw new Error(`${caseId} could not be judged`, { cause: error });
}

/** Flags straight into the table, with their change, as a stage writes them. */
function storeFlags(count: number): Promise<number[]> {
  return inTransaction(database.pool, async (db) => {
    const { rows } = await db.query<{ flag_id: number }>(
      `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, region, department, item,
                          occurred_at, raised_at, rule_version, as_of, known_at, evidence)
       select 'case', 'mass-' || n, 'TIM-02', 'o', 'yellow', 'raised', '500112', '500112-ZJ', 'permit',
              $2, $2::timestamptz + n * interval '1 ms', 0, $2, $2, '{"facts": {"days": 3}}'
         from generate_series(1, $1) n returning flag_id`,
      [count, new Date(now)],
    );
    const ids = rows.map((row) => row.flag_id);
    const cards = await flagCards(db, ids);
    await appendChange(db, now, { flags: cards.map((flag) => ({ topic: 'flag:raised', flag })) });
    return ids;
  });
}
