import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editCalendarDays } from '../catalogue/editCalendarDays.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { rebuild } from './rebuild.ts';
import { recomputeDueDates, type RecomputeParts } from './recomputeDueDates.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
  await recompute('2026-03-02 08:10');
});
afterEach(async () => {
  await city.close();
  await database.drop();
});

const recompute = (time: string, change: Partial<RecomputeParts> = {}) => {
  city.time.now = at(time);
  const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current(), ...change };
  return recomputeDueDates(parts, city.time.now);
};
async function close(date: string, time = city.time.now): Promise<void> {
  await inTransaction(city.pool, (db) =>
    editCalendarDays(db, 'CN', { days: [{ date, off: true, name: '停电' }] }, { actor: 'test' }, time),
  );
  await city.world.catalogue.refresh(city.pool);
}
async function importItems(items: object[], time = city.time.now): Promise<void> {
  const imported = await inTransaction(city.pool, (db) =>
    importCatalogue(db, { items }, { actor: 'test' }, time),
  );
  expect(imported).toMatchObject({ ok: true });
  await city.world.catalogue.refresh(city.pool);
}
const dues = async (): Promise<Record<string, number | null>> => {
  const { rows } = await city.pool.query<{ id: string; due: number | null }>(
    'select case_id as id, promised_due_at as due from cases',
  );
  return Object.fromEntries(rows.map(({ id, due }) => [id, due]));
};
const differences = async () =>
  (
    await rebuild(
      { pool: city.pool, catalogue: city.world.catalogue.current() },
      { check: true, now: city.time.now },
    )
  ).differences;
const none = { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 };
const accepted: Line = ['accepted', '2026-03-03 10:00'];

it('a day closed by the locality moves open cases and leaves concluded ones', async () => {
  await city.tell(by, 'open', [accepted]);
  await city.tell(by, 'done', [accepted, ['concluded', '2026-03-03 16:00', { outcome: 'granted' }]]);
  await close('2026-03-05');
  expect(await recompute('2026-03-03 17:00')).toMatchObject({ checked: 1, refreshed: 1, moved: 1 });
  expect(await dues()).toEqual({ open: at('2026-03-11 00:00'), done: at('2026-03-10 00:00') });
  expect(await differences()).toEqual(none);
});

it('has the flag job look at what moved, and at nothing else', async () => {
  await city.tell(by, 'open', [accepted]);
  await city.tell(by, 'done', [accepted, ['concluded', '2026-03-03 16:00', { outcome: 'granted' }]]);
  await city.judge('2026-03-03 16:40');
  await close('2026-03-05');
  await recompute('2026-03-03 17:00');
  const { rows } = await city.pool.query('select case_id from cases where next_check_at <= $1', [
    new Date(city.time.now),
  ]);
  expect(rows).toEqual([{ case_id: 'open' }]);
});

it('does nothing while nothing is recorded, and nothing for codes that are new', async () => {
  await city.tell(by, 'open', [accepted]);
  expect(await recompute('2026-03-03 17:00')).toMatchObject({ checked: 0 });
  await importItems([{ code: 'new', name: '新事项', type: '20', handling: 'instant' }]);
  expect(await recompute('2026-03-03 17:01')).toMatchObject({ checked: 0, refreshed: 0 });
});

it('a new version of an item concerns its cases that are not accepted yet', async () => {
  await city.tell(by, 'waiting', [['received', '2026-03-03 10:00']]);
  await city.tell(by, 'accepted', [accepted]);
  const before = await dues();
  const { permit } = Object.fromEntries(smallCity.items.map((item) => [item.code, item]));
  await importItems([{ ...permit, promisedLimit: { value: 8, unit: 'workday' }, validFrom: '2026-03-01' }]);
  expect(await recompute('2026-03-03 17:00')).toMatchObject({ checked: 2, refreshed: 1 });
  expect((await dues())['accepted']).toBe(before['accepted']);
  expect((await dues())['waiting']).not.toBe(before['waiting']);
  expect(await differences()).toEqual(none);
});

it('a case that ingest changes meanwhile is computed again from what it is now', async () => {
  await city.tell(by, 'open', [accepted]);
  await close('2026-03-05');
  let first = true;
  const pool = new Proxy(city.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'connect') return typeof value === 'function' ? value.bind(target) : value;
      return async () => {
        if (first) {
          first = false;
          await city.tell(by, 'open', [
            ['extended', '2026-03-03 11:00', { days: 2, approver: 'u', reason: 'r' }],
          ]);
        }
        return target.connect();
      };
    },
  });
  await recompute('2026-03-03 17:00', { pool });
  expect(await dues()).toEqual({ open: at('2026-03-13 00:00') });
  expect(await differences()).toEqual(none);
});

it('after any changes of the calendar beside any events a rebuild finds no difference', async () => {
  let serial = 0;
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('event' as const),
        id: fc.nat(12),
        type: fc.constantFrom(
          'received',
          'accepted',
          'suspended',
          'resumed',
          'extended',
          'concluded',
          'not_accepted',
          'reopened',
        ),
        hours: fc.nat(30),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('close' as const), day: fc.integer({ min: 3, max: 31 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('recompute' as const), twice: fc.boolean() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      serial += 1;
      let now = Math.max(city.time.now, at('2026-03-03 08:00'));
      for (const it of steps) {
        now += 1_800_000;
        if (it.kind === 'close') await close(`2026-03-${String(it.day).padStart(2, '0')}`, now);
        else if (it.kind === 'recompute') {
          const run = () => recompute(text(now), { batchSize: 3 });
          await (it.twice ? Promise.all([run(), run()]) : run());
        } else await city.tell(by, `P${serial}-${it.id}`, [lineOf(it.type, now - it.hours * 3_600_000, now)]);
      }
      await recompute(text(now + 60_000));
      await recompute(text(now + 120_000));
      expect(await differences()).toEqual(none);
    }),
    { numRuns: 12 },
  );
});

function lineOf(type: string, happened: number, arrives: number): Line {
  const data: Record<string, Line[2]> = {
    suspended: { kind: 'testing', approvedDays: 2, approver: 'u', reason: 'r', notice: 'n' },
    extended: { days: 3, approver: 'u', reason: 'r' },
    concluded: { outcome: 'granted' },
    reopened: { reason: 'r', approver: 'u' },
    not_accepted: { reason: 'r' },
  };
  return [type, text(happened), { ...data[type], arrives: text(arrives) }];
}

function text(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
