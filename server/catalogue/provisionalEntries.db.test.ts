import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { exportCatalogue } from './exportCatalogue.ts';
import { importCatalogue } from './importCatalogue.ts';
import { itemUpdated, readItemUpdate } from './itemUpdated.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { provisionalEntries, type UsedCodes } from './provisionalEntries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const by = { actor: 'source permits' };
const now = Date.UTC(2026, 10, 21);
const load = () => loadCatalogue(database.pool, 'Asia/Shanghai');
const enter = (used: Partial<UsedCodes>) =>
  inTransaction(database.pool, (db) =>
    provisionalEntries(db, { regions: [], departments: [], items: [], ...used }, by, now),
  );

describe('codes that a lenient source used', () => {
  it('are entered once, named as their code, without limits, with the regions their departments need', async () => {
    const used = {
      departments: [
        { code: 'General', region: 'nl' },
        { code: 'General', region: 'nl' },
      ],
      items: ['permit', 'permit'],
    };
    expect(await enter(used)).toEqual(['region:nl', 'department:General', 'item:permit']);
    const { revision } = await load();
    expect(await enter(used)).toEqual([]);
    const catalogue = await load();
    expect(catalogue.revision).toBe(revision);
    expect(catalogue.department('General')).toMatchObject({
      name: 'General',
      region: 'nl',
      provisional: true,
    });
    expect(catalogue.item('permit', '1999-12-31', revision)).toMatchObject({
      name: 'permit',
      provisional: true,
      handling: 'promised',
    });
    expect(catalogue.newestItem('permit')).not.toHaveProperty('statutoryLimit');
  });

  it('are entered once by two writers at the same time', async () => {
    const entered = await Promise.all([enter({ items: ['x', 'y'] }), enter({ items: ['y', 'z'] })]);
    expect(entered.flat().sort()).toEqual(['item:x', 'item:y', 'item:z']);
  });

  it('stay provisional through an export, and end by a record of the same code', async () => {
    const document = await exportCatalogue(database.pool);
    const again = await inTransaction(database.pool, (db) => importCatalogue(db, document, by, now));
    expect(again).toMatchObject({ ok: true, counts: { regions: { unchanged: 1 }, items: { unchanged: 4 } } });

    const regions = [{ code: 'nl', name: 'Nederland' }];
    await inTransaction(database.pool, (db) => importCatalogue(db, { regions }, by, now));
    expect((await load()).region('nl')).toMatchObject({ name: 'Nederland', provisional: false });
  });
});

describe('an item.updated event', () => {
  const data = {
    name: '许可',
    type: '01',
    handling: 'promised',
    promisedLimit: { value: 3, unit: 'workday' },
  };
  // already the 22nd in the office
  const occurredAt = Date.parse('2026-11-21T18:00:00Z');
  const read = async (subject: string, given: unknown) =>
    readItemUpdate(await load(), { subject, occurredAt, data: given });

  it('is an item record, in force from the office day on which it happened', async () => {
    expect(await read('U-1', data)).toEqual({ item: { ...data, code: 'U-1', validFrom: '2026-11-22' } });
  });

  it.each([
    [null, 'data'],
    ['text', 'data'],
    [{ ...data, type: '99' }, 'data.type'],
    [{ ...data, code: 'U-2' }, 'data.code'],
    [{ ...data, calendar: 'NO' }, 'data.calendar'],
    [{ ...data, route: [{ step: '受理', satisfiedBy: ['x'] }] }, 'data.route[0].satisfiedBy[0]'],
  ])('is refused with the place of its fault: %j', async (given, path) => {
    expect(await read('U-1', given)).toMatchObject({ faults: [{ path }] });
  });

  it('makes a version each, and none when it comes again', async () => {
    const versions = [2, 3].map((value) => ({ ...data, promisedLimit: { value, unit: 'workday' } }));
    const items = await Promise.all(versions.map((version) => read('U-1', version)));
    const records = items.flatMap((one) => ('item' in one ? [one.item] : []));
    const record = (list: typeof records) =>
      inTransaction(database.pool, (db) => itemUpdated(db, list, by, now));

    expect(await record(records)).toEqual(['item:U-1']);
    const { revision, ...catalogue } = await load();
    expect(catalogue.item('U-1', '2026-11-22', revision)?.promisedLimit?.value).toBe(3);
    expect(catalogue.item('U-1', '2026-11-22', revision - 1)?.promisedLimit?.value).toBe(2);
    expect(await record(records.slice(1))).toEqual([]);
    expect((await load()).revision).toBe(revision);
  });
});
