import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { insertConcluded, type ConcludedCase } from '../testing/concludedCases.ts';
import { ingestWorld, smallCity, type IngestWorld } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { bucketWidth } from './peerTimes.ts';
import { takeBaselines } from './takeBaselines.ts';

let database: TestDatabase;
let world: IngestWorld;
let revision: number;

const minute = 60_000;
const hour = 60 * minute;
const night = '2026-03-10 02:50';
const inForce = at('2026-03-11');

beforeEach(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, smallCity, at('2025-01-01'));
  await world.addSource('yubei');
  revision = world.catalogue.current().newestItem('permit')?.revision ?? 0;
});
afterEach(() => database.drop());

const one = (department: string, tookMs: number, rest: Partial<ConcludedCase> = {}): ConcludedCase => ({
  item: 'permit',
  revision,
  department,
  tookMs,
  concludedAt: at('2026-03-02 10:00'),
  ...rest,
});
const many = (n: number, department: string, tookMs: number, rest: Partial<ConcludedCase> = {}) =>
  Array.from({ length: n }, () => one(department, tookMs, rest));
async function take(time = night) {
  const taken = await takeBaselines({ pool: database.pool, catalogue: world.catalogue.current() }, at(time));
  await world.catalogue.refresh(database.pool);
  return taken;
}
const catalogue = (): Catalogue => world.catalogue.current();
const peersWithout = (without?: string, of = revision, moment = inForce) =>
  catalogue().peers({ item: 'permit', revision: of, without }, moment);

/** The textbook's way: sort, take the middle, sort the distances. */
function textbook(times: number[]): { n: number; median: number; mad: number } {
  const middle = (values: number[]): number => {
    const sorted = values.toSorted((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  };
  const logs = times.map((ms) => Math.log(Math.max(ms, 1)));
  const median = middle(logs);
  return { n: logs.length, median, mad: middle(logs.map((log) => Math.abs(log - median))) };
}

/** The same numbers every run (Lehmer). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('a baseline', () => {
  it.each([1, 2, 3, 4])(
    'is the median and MAD of the other departments, to the width of a bucket or so (city %i)',
    async (seed) => {
      const random = lehmer(seed * 7919);
      const departments = Array.from({ length: 1 + Math.floor(random() * 9) }, (_, i) => `D${i}`);
      const cases = departments.flatMap((department) => {
        const speed = 1 + random() * 40;
        const n = 1 + Math.floor(random() ** 3 * 120);
        return Array.from({ length: n }, () => {
          const spread = random() < 0.1 ? 1 : Math.exp((random() - 0.5) * 6);
          return one(department, Math.floor(speed * hour * spread));
        });
      });
      await insertConcluded(database.pool, 'C', cases);
      await take();
      for (const without of [undefined, ...departments]) {
        const others = cases.filter((c) => c.department !== without).map((c) => c.tookMs);
        const peers = peersWithout(without);
        if (others.length === 0) {
          expect(peers).toBeUndefined();
          continue;
        }
        const exact = textbook(others);
        expect(peers?.n).toBe(exact.n);
        expect(Math.abs((peers?.median ?? NaN) - exact.median)).toBeLessThanOrEqual(bucketWidth / 2 + 1e-9);
        expect(Math.abs((peers?.mad ?? NaN) - exact.mad)).toBeLessThanOrEqual(1.5 * bucketWidth + 1e-9);
      }
    },
  );

  it('of a department without a case of its own is the city’s', async () => {
    await insertConcluded(database.pool, 'C', many(5, 'D1', hour));
    await take();
    expect(peersWithout('D9')).toEqual(peersWithout());
    expect(peersWithout('D9')).toMatchObject({ n: 5 });
  });

  it('leaves nobody to the only department that has the item', async () => {
    await insertConcluded(database.pool, 'C', many(500, 'D1', hour));
    await take();
    expect(peersWithout('D1')).toBeUndefined();
    expect(peersWithout()).toMatchObject({ n: 500, mad: 0 });
  });

  it('counts only what was concluded on its merits, in twelve months, by ordinary ways', async () => {
    const day = (text: string, counted: boolean) =>
      one(counted ? 'in' : 'out', hour, { concludedAt: at(text) });
    const { source: coarse } = await world.addSource('dates', { precision: 'day' });
    await insertConcluded(database.pool, 'C', [
      day('2025-03-09 23:59:59', false),
      day('2025-03-10 00:00', true),
      day('2026-03-09 23:59:59', true),
      day('2026-03-10 00:00', false),
      one('in', hour, { outcome: 'granted_with_deficiency' }),
      one('in', hour, { outcome: 'refused' }),
      one('in', 0),
      one('in', hour, { marks: ['assisted', 'deferred_materials'] }),
      ...['withdrawn', 'returned', 'voided', 'transferred', 'other'].map((outcome) =>
        one('out', hour, { outcome }),
      ),
      ...['promise_based', 'pre_service', 'bulk'].map((mark) =>
        one('out', hour, { marks: ['assisted', mark] }),
      ),
      one('out', -1),
      one('out', hour, { namespace: 'wabo' }),
      one('out', hour, { sourceId: coarse.sourceId }),
      one('out', hour, { item: 'register' }),
      one('out', hour, { item: 'grant' }),
    ]);
    await take();
    expect(peersWithout()?.n).toBe(6);
    const { rows } = await database.pool.query<{ department: string }>(
      'select distinct department from baselines order by 1',
    );
    expect(rows.map((row) => row.department)).toEqual(['', 'in']);
  });

  it('is of one version of the item', async () => {
    const permit = {
      ...smallCity.items[0],
      promisedLimit: { value: 2, unit: 'workday' },
      validFrom: '2026-03-01',
    };
    await inTransaction(database.pool, (db) =>
      importCatalogue(db, { items: [permit] }, { actor: 'test' }, at('2026-02-20')),
    );
    await world.catalogue.refresh(database.pool);
    const later = catalogue().newestItem('permit')?.revision ?? 0;
    expect(later).toBeGreaterThan(revision);
    await insertConcluded(database.pool, 'C', [
      ...many(40, 'D1', 10 * hour),
      ...many(3, 'D1', hour, { revision: later }),
    ]);
    await take();
    expect(peersWithout('D2')?.n).toBe(40);
    expect(peersWithout('D2', later)?.n).toBe(3);
  });

  it('is in force from the next midnight on', async () => {
    await insertConcluded(database.pool, 'C', many(5, 'D1', hour));
    const { validFrom } = await take();
    expect(validFrom).toBe(inForce);
    expect(peersWithout('D2', revision, inForce - 1)).toBeUndefined();
    expect(peersWithout('D2', revision, inForce)).toMatchObject({ n: 5, takenAt: at(night) });
  });
});

describe('taken again', () => {
  const rows = async () => (await database.pool.query('select * from baselines order by baseline_id')).rows;

  it('without anything new, nothing is written', async () => {
    await insertConcluded(database.pool, 'C', [...many(40, 'D1', 10 * hour), ...many(7, 'D2', hour)]);
    expect(await take()).toMatchObject({ peers: 3, written: 3 });
    const first = await rows();
    expect(await take()).toMatchObject({ peers: 3, written: 0 });
    expect(await take('2026-03-11 02:50')).toMatchObject({ peers: 3, written: 0 });
    expect(await rows()).toEqual(first);
  });

  it('by two processes at once, each baseline is written once', async () => {
    await insertConcluded(database.pool, 'C', [...many(40, 'D1', 10 * hour), ...many(7, 'D2', hour)]);
    const taken = await Promise.all([take(), take()]);
    expect(taken.map((t) => t.written).sort()).toEqual([0, 3]);
  });

  it('a movement of more than 2.5 % is a new baseline, and the former stays what it was for its days', async () => {
    await insertConcluded(database.pool, 'C', many(40, 'D1', 10 * hour));
    await take();
    const first = peersWithout('D2');
    await insertConcluded(
      database.pool,
      'S',
      many(41, 'D1', 12 * hour, { concludedAt: at('2026-03-10 12:00') }),
    );
    expect(await take('2026-03-11 02:50')).toMatchObject({ written: 1 });
    expect(peersWithout('D2')).toEqual(first);
    const second = peersWithout('D2', revision, at('2026-03-12'));
    expect(second?.n).toBe(81);
    expect(second?.median).toBeGreaterThan(first?.median ?? NaN);
    const { baselines } = catalogue();
    const of = { item: 'permit', revision, without: 'D2' };
    expect(baselines.peers(of, at('2026-03-12'), at('2026-03-11 02:49'))).toEqual(first);
    expect(baselines.peers(of, at('2026-03-12'), at(night) - 1)).toBeUndefined();
  });

  it('peers that become thirty are told, however little they moved', async () => {
    await insertConcluded(database.pool, 'C', many(29, 'D1', 10 * hour));
    await take();
    await insertConcluded(database.pool, 'S', [
      one('D1', 10 * hour, { concludedAt: at('2026-03-10 12:00') }),
    ]);
    expect(await take('2026-03-11 02:50')).toMatchObject({ written: 1 });
    expect(peersWithout('D2')?.n).toBe(29);
    expect(peersWithout('D2', revision, at('2026-03-12'))?.n).toBe(30);
  });

  it('peers whose last case is a year old are none any more', async () => {
    await insertConcluded(database.pool, 'C', [...many(40, 'D1', 10 * hour), ...many(40, 'D2', hour)]);
    await take();
    expect(await take('2027-03-04 02:50')).toMatchObject({ written: 3 });
    expect(peersWithout(undefined, revision, at('2027-03-05'))).toBeUndefined();
    expect(peersWithout('D1', revision, at('2027-03-05'))).toBeUndefined();
    expect(peersWithout('D1')?.n).toBe(40);
  });

  it('a department that stopped is measured by everybody', async () => {
    await insertConcluded(database.pool, 'C', [
      ...many(40, 'D1', 10 * hour, { concludedAt: at('2026-03-09 12:00') }),
      ...many(40, 'D2', hour, { concludedAt: at('2025-06-01 12:00') }),
    ]);
    await take();
    await take('2026-07-01 02:50');
    expect(peersWithout('D2', revision, at('2026-07-02'))).toMatchObject({ n: 40 });
    expect(peersWithout('D2', revision, at('2026-07-02'))?.median).toBeCloseTo(Math.log(10 * hour), 1);
  });
});
