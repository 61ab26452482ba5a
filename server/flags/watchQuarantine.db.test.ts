import { afterEach, beforeEach, expect, it } from 'vitest';
import { flagListSchema } from '#contract/answerSchema';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { replayDeadLetters } from '../ingest/replayDeadLetters.ts';
import { wallSnapshot } from '../push/wallSnapshot.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { watchQuarantine } from './watchQuarantine.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
});
afterEach(async () => {
  await city.close();
  await database.drop();
});

const submitted = (caseId: string) => ({
  caseId,
  line: ['submitted', '2026-03-02 09:00'] as ['submitted', string],
});
const refused = (caseId: string, time: string): Promise<void> =>
  expect(city.tell(by, caseId, [['submitted', time]], { item: 'new-item' })).rejects.toThrow('unknown_item');
const watch = (time: string): Promise<number> => {
  city.time.now = at(time);
  const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current() };
  return watchQuarantine(parts, city.time.now);
};
const flags = async (): Promise<string[]> => {
  const { items } = flagListSchema.parse(await city.get('/flags?rule=DAT-01'));
  return items.map((f) => `${f.severity} ${f.status} ${f.subject.kind} ${f.subject.id}`);
};
const notCounted = async (): Promise<number[] | undefined> => {
  const wall = await wallSnapshot(
    { pool: city.pool, catalogue: city.world.catalogue },
    'wall',
    city.time.now,
  );
  return wall?.state.sources.map((source) => source.notCounted);
};
async function told(): Promise<unknown[]> {
  const { rows } = await city.pool.query<{ notCounted: number }>(
    `select (s -> 'source' ->> 'notCounted')::integer as "notCounted"
       from changes, json_array_elements(payload -> 'sources') s
      where payload -> 'sources' is not null and s ->> 'topic' = 'source:changed' order by seq`,
  );
  return rows.map((row) => row.notCounted);
}

it('a source of which more than a hundredth waits for unknown codes says so until they are known', async () => {
  await city.tellAll(
    by,
    Array.from({ length: 198 }, (_, n) => submitted(`A${n}`)),
  );
  await refused('B', '2026-03-02 09:10');
  await refused('B', '2026-03-02 09:11');
  // two of two hundred are no more than a hundredth
  expect([await watch('2026-03-02 09:12'), await flags(), await notCounted()]).toEqual([0, [], [0]]);

  await refused('C', '2026-03-02 09:13');
  expect(await watch('2026-03-02 09:14')).toBe(1);
  expect(await flags()).toEqual([`info raised source ${String(by.sourceId)}`]);
  expect(await notCounted()).toEqual([2]);
  expect(await watch('2026-03-02 09:15')).toBe(0);
  await refused('D', '2026-03-02 09:16');
  expect([await watch('2026-03-02 09:17'), await notCounted()]).toEqual([1, [3]]);

  const items = [{ code: 'new-item', name: '新事项', type: '20', handling: 'instant' }];
  await inTransaction(city.pool, (db) => importCatalogue(db, { items }, { actor: 'test' }, city.time.now));
  const { catalogue, sealer } = city.world;
  const deps = { pool: city.pool, catalogue, cache: city.server.cache, sealer };
  await replayDeadLetters(deps, { waitsFor: ['item:new-item'] }, city.time.now);
  expect([await watch('2026-03-02 09:18'), await notCounted()]).toEqual([1, [0]]);
  expect(await flags()).toEqual([`info resolved source ${String(by.sourceId)}`]);
  expect(await told()).toEqual([2, 3, 0]);
  expect(await watch('2026-03-03 09:00')).toBe(0);
});
