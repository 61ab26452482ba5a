import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarChangeSchema } from '#contract/calendarSchema';
import type { Proposal } from '#contract/ruleSchema';
import { recordOutage } from '../catalogue/sourceOutageStore.ts';
import { buildProgram } from '../testing/buildProgram.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { backtest } from './backtest.ts';
import type { PagesParts } from './judgePages.ts';
import { previewCalendar } from './previewCalendar.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let threadScript: string;
beforeAll(async () => {
  threadScript = await buildProgram('server/flags/judgeThread.ts');
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
  await city.tell(by, 'fast', [
    ['accepted', '2026-03-02 10:00'],
    ['concluded', '2026-03-02 11:00', { outcome: 'granted' }],
  ]);
  await copyCase('fast', 2200);
});
afterAll(async () => {
  await city.close();
  await database.drop();
  await rm(dirname(threadScript), { recursive: true, force: true });
});

/** As many cases of the same life. */
async function copyCase(caseId: string, count: number, prefix = 'T'): Promise<void> {
  for (const table of ['cases', 'case_events'])
    await city.pool.query(
      `insert into ${table}
       select (jsonb_populate_record(one, jsonb_build_object('case_id', $3 || lpad(n::text, 5, '0')))).*
         from ${table} one, generate_series(1, $2) n where case_id = $1`,
      [caseId, count, prefix],
    );
}

const proposal: Proposal = {
  from: '2026-03-01',
  to: '2026-03-31',
  params: { promisePercent: 1 },
  enabled: true,
  severity: null,
  scope: {},
  note: '',
};
const now = at('2026-04-01 12:00');
const run = (change: Partial<PagesParts>) =>
  backtest(
    { pool: city.pool, catalogue: city.world.catalogue.current(), threadScript, ...change },
    'FAST-01',
    proposal,
    now,
  );

it('threads find what one thread finds, with the same examples', async () => {
  const { seconds: _, ...alone } = await run({ threads: 1 });
  const told: number[] = [];
  const { seconds: __, ...shared } = await run({ threads: 3, onProgress: (done) => void told.push(done) });
  expect(shared).toEqual(alone);
  expect(shared).toMatchObject({ cases: 2201, cleared: 2201 });
  expect(shared.examples).toHaveLength(20);
  expect([told[0], told.at(-1)]).toEqual([0, 2201]);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

it('threads foresee of a calendar’s change what one thread foresees', async () => {
  await city.tell(by, 'open', [['accepted', '2026-03-05 10:00']]);
  await copyCase('open', 1100, 'U');
  const change = calendarChangeSchema.parse({ days: [{ date: '2026-03-09', off: true }] });
  const preview = async (threads: number) => {
    const parts = { pool: city.pool, catalogue: city.world.catalogue.current(), threadScript, threads };
    const { seconds: _, ...report } = await previewCalendar(parts, 'CN', change, at('2026-03-12 12:00'));
    return report;
  };
  const alone = await preview(1);
  expect(await preview(2)).toEqual(alone);
  expect(alone).toMatchObject({ cases: 1101, moved: 1101, later: 1101, withdrawn: 0 });
  expect(alone.departments).toMatchObject([{ department: '500112-ZJ', moved: 1101 }]);
  expect(alone.movedExamples).toHaveLength(20);
});

it('who cancels ends it between two pages, whatever the threads are at', async () => {
  const stop = new AbortController();
  const told: number[] = [];
  const onProgress = (done: number): void => {
    told.push(done);
    if (done > 0) stop.abort(new Error('It was cancelled.'));
  };
  await expect(run({ threads: 2, onProgress, signal: stop.signal })).rejects.toThrow('It was cancelled.');
  expect(told.at(-1)).toBeLessThan(2201);
});

it('a failing page ends all of it with its reason', async () => {
  await city.pool.query('alter table case_events rename to events_elsewhere');
  try {
    await expect(run({ threads: 2 })).rejects.toThrow('relation "case_events" does not exist');
  } finally {
    await city.pool.query('alter table events_elsewhere rename to case_events');
  }
});

it('threads never judge by another catalogue than the one they were asked with', async () => {
  const catalogue = city.world.catalogue.current();
  const outage = { sourceId: by.sourceId, eventId: 'out', from: now - 1000, to: now, reason: 'power' };
  await recordOutage(city.pool, outage, now);
  await expect(run({ threads: 2, catalogue })).rejects.toThrow('order it again');
});
