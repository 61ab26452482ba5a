import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { reviewItems } from './reviewItems.ts';
import { takeBaselines } from './takeBaselines.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let serial = 0;

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, cityOfFour, '2026-03-02 08:00');
  by = await city.addSource('offices');
});
afterEach(async () => {
  const faults = city.server.faults;
  await city.close();
  await database.drop();
  expect(faults).toEqual([]);
});

const departments = ['500112-ZJ', '500112-RS', '500103-ZJ', '500103-RS'];
const [suspect = '', ...honest] = departments;
const cityOfFour = {
  ...smallCity,
  departments: [...smallCity.departments, { code: '500103-RS', name: '渝中区人力社保局', region: '500103' }],
};
const regionOf = (department: string): string => department.slice(0, 6);

/** Cases accepted at ten of one day and granted so many minutes later; the item's floor is 84 minutes. */
async function conclude(day: string, department: string, minutes: readonly number[]): Promise<string[]> {
  const about = { department, region: regionOf(department) };
  const ids = minutes.map(() => `C${String((serial += 1)).padStart(5, '0')}`);
  const accepted = at(`${day} 10:00`);
  const end = (m: number): string =>
    new Date(accepted + m * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  await city.tellAll(
    by,
    ids.flatMap((caseId, i): { caseId: string; line: Line; about: typeof about }[] => [
      { caseId, about, line: ['accepted', `${day} 10:00`] },
      { caseId, about, line: ['concluded', end(minutes[i] ?? 0), { outcome: 'granted' }] },
    ]),
  );
  return ids;
}

async function night(time: string): Promise<{ written: number; items: number }> {
  const { pool, world } = city;
  const { written, validFrom } = await takeBaselines(
    { pool, catalogue: world.catalogue.current() },
    at(time),
  );
  await world.catalogue.refresh(pool);
  const items = await reviewItems({ pool, catalogue: world.catalogue.current() }, validFrom, at(time));
  return { written, items };
}

async function fastFlags(caseId: string): Promise<string[]> {
  return (await city.flags(caseId)).filter((flag) => flag.startsWith('FAST-01'));
}
async function judgement(caseId: string, query = ''): Promise<Record<string, unknown> | undefined> {
  const { rules } = (await city.get(`/cases/${caseId}/explain${query}`)) as {
    rules: Record<string, unknown>[];
  };
  return rules.find(({ rule }) => rule === 'FAST-01');
}
async function itemFlags() {
  const { rows } = await city.pool.query<{
    subject: string;
    occurrence: string;
    status: string;
    facts: object;
  }>(
    `select subject_kind || ' ' || subject_id as subject, occurrence, status, evidence -> 'facts' as facts
       from flags where rule = 'FAST-01' and subject_kind <> 'case' order by flag_id`,
  );
  return rows;
}
/** Thirteen or fourteen cases a department, between one and three days. */
const days = Array.from({ length: 14 }, (_, i) => 1440 + i * 200);
async function honestHistory(day = '2026-03-03'): Promise<void> {
  for (const department of honest) await conclude(day, department, days);
}

describe('FAST-01 in a city with baselines', () => {
  it('catches the department that is implausibly fast, by the others’ times', async () => {
    await honestHistory();
    await conclude(
      '2026-03-03',
      suspect,
      Array.from({ length: 200 }, () => 12),
    );
    // half of all cases are under the floor, and the item is not to blame
    expect(await night('2026-03-09 02:50')).toMatchObject({ items: 0 });
    const [caught = ''] = await conclude('2026-03-10', suspect, [20]);
    const [plain = ''] = await conclude('2026-03-10', honest[0] ?? '', [2000]);
    await city.judge('2026-03-12 09:00');
    expect(await fastFlags(caught)).toEqual(['FAST-01 query raised concluded']);
    expect(await fastFlags(plain)).toEqual([]);
    expect(await judgement(caught)).toMatchObject({
      result: 'raised',
      facts: { tookMinutes: 20, floorMinutes: 84, peers: 42, baselineTakenAt: at('2026-03-09 02:50') },
    });
  });

  it('reports the item of an only department whose usual times are under its floor, and not its cases', async () => {
    await conclude(
      '2026-03-03',
      suspect,
      Array.from({ length: 40 }, () => 12),
    );
    expect(await night('2026-03-09 02:50')).toMatchObject({ items: 1 });
    const [fast = ''] = await conclude('2026-03-10', suspect, [12]);
    await city.judge('2026-03-12 09:00');
    expect(await judgement(fast)).toMatchObject({ result: 'exempt', reason: 'item_under_its_floor' });
  });

  it('leaves a case alone that is fast as others are', async () => {
    const spread = Array.from({ length: 14 }, (_, i) => Math.round(60 * 1.6 ** i));
    for (const department of honest) await conclude('2026-03-03', department, spread.slice(0, 10));
    await night('2026-03-09 02:50');
    const [fast = ''] = await conclude('2026-03-10', suspect, [60]);
    await city.judge('2026-03-12 09:00');
    expect(await fastFlags(fast)).toEqual([]);
    expect(await judgement(fast)).toMatchObject({ result: 'clear', facts: { tookMinutes: 60, peers: 30 } });
  });

  it('judges the only department that has the item by the promise', async () => {
    await conclude('2026-03-03', suspect, [...days, ...days, ...days]);
    await night('2026-03-09 02:50');
    const [fast = '', slow = ''] = await conclude('2026-03-10', suspect, [83, 84]);
    await city.judge('2026-03-12 09:00');
    expect(await fastFlags(fast)).toEqual(['FAST-01 query raised concluded']);
    expect(await fastFlags(slow)).toEqual([]);
    expect((await judgement(fast))?.['facts']).toEqual({
      tookMinutes: 83,
      tookMs: 83 * 60_000,
      floorMinutes: 84,
    });
  });

  it('begins anew with a new version of the item', async () => {
    await honestHistory();
    await night('2026-03-09 02:50');
    const permit = {
      ...smallCity.items[0],
      promisedLimit: { value: 2, unit: 'workday' },
      validFrom: '2026-03-10',
    };
    await inTransaction(city.pool, (db) =>
      importCatalogue(db, { items: [permit] }, { actor: 'test' }, at('2026-03-09 12:00')),
    );
    await city.world.catalogue.refresh(city.pool);
    const [fast = ''] = await conclude('2026-03-10', suspect, [20]);
    await city.judge('2026-03-12 09:00');
    expect((await judgement(fast))?.['facts']).toEqual({
      tookMinutes: 20,
      tookMs: 1_200_000,
      floorMinutes: 42,
    });
  });

  it('a verdict stays what the baseline at its conclusion made it', async () => {
    await honestHistory();
    await night('2026-03-09 02:50');
    const [fast = ''] = await conclude('2026-03-10', suspect, [20]);
    await city.judge('2026-03-12 09:00');
    const before = await judgement(fast);
    for (const department of honest)
      await conclude(
        '2026-03-12',
        department,
        Array.from({ length: 60 }, () => 15),
      );
    expect((await night('2026-03-13 02:50')).written).toBeGreaterThan(0);
    await city.pool.query('update cases set next_check_at = $1', [new Date(at('2026-03-16 09:00'))]);
    await city.judge('2026-03-16 09:00');
    expect(await judgement(fast)).toEqual(before);
    expect(await fastFlags(fast)).toEqual(['FAST-01 query raised concluded']);
    const [alike = ''] = await conclude('2026-03-17', suspect, [15]);
    await city.judge('2026-03-18 09:00');
    expect(await judgement(alike)).toMatchObject({ result: 'exempt', reason: 'item_under_its_floor' });
  });
});

describe('an item whose median is under its own floor', () => {
  it('is reported once instead of its cases, and no more when the median has risen', async () => {
    for (const department of honest)
      await conclude(
        '2026-03-03',
        department,
        Array.from({ length: 14 }, () => 30),
      );
    expect(await night('2026-03-09 02:50')).toMatchObject({ items: 1 });
    expect(await night('2026-03-09 02:50')).toEqual({ written: 0, items: 0 });
    const revision = city.world.catalogue.current().newestItem('permit')?.revision;
    const found = {
      subject: 'item permit',
      occurrence: `revision ${revision}`,
      status: 'raised',
      facts: { peers: 42, floorMinutes: 84 },
    };
    expect(await itemFlags()).toMatchObject([found]);
    const [fast = ''] = await conclude('2026-03-10', suspect, [20]);
    await city.judge('2026-03-12 09:00');
    expect(await fastFlags(fast)).toEqual([]);
    expect(await judgement(fast)).toMatchObject({ result: 'exempt', reason: 'item_under_its_floor' });
    for (const department of honest) await conclude('2026-03-12', department, days);
    for (const department of honest) await conclude('2026-03-12', department, days);
    expect(await night('2026-03-18 02:50')).toMatchObject({ items: 1 });
    expect(await itemFlags()).toMatchObject([{ ...found, status: 'resolved' }]);
    expect(await night('2026-03-18 02:50')).toEqual({ written: 0, items: 0 });
  });

  it('is over when another version is in force', async () => {
    for (const department of honest)
      await conclude(
        '2026-03-03',
        department,
        Array.from({ length: 14 }, () => 30),
      );
    await night('2026-03-09 02:50');
    const permit = { ...smallCity.items[0], floorMinutes: 10, validFrom: '2026-03-11' };
    await inTransaction(city.pool, (db) =>
      importCatalogue(db, { items: [permit] }, { actor: 'test' }, at('2026-03-09 12:00')),
    );
    await city.world.catalogue.refresh(city.pool);
    expect(await night('2026-03-09 13:00')).toMatchObject({ items: 0 });
    expect(await night('2026-03-10 02:50')).toMatchObject({ items: 1 });
    expect(await itemFlags()).toMatchObject([{ status: 'resolved' }]);
  });
});
