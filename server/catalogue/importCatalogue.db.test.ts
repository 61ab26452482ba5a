import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { exportCatalogue } from './exportCatalogue.ts';
import { importCatalogue, type CatalogueImport } from './importCatalogue.ts';
import { loadCatalogue } from './loadCatalogue.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const by = { actor: 'test' };
const put = (document: unknown): Promise<CatalogueImport> =>
  inTransaction(database.pool, (db) => importCatalogue(db, document, by, Date.UTC(2026, 10, 21)));
const done = async (document: unknown) => {
  const result = await put(document);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result;
};
const load = () => loadCatalogue(database.pool, 'Asia/Shanghai');

const city = {
  regions: [
    { code: '500000', name: '重庆市', kind: 'city' },
    { code: '500112', name: '渝北区', parent: '500000', tile: [5, 7] },
    { code: '500112Z', name: '两江新区', parent: '500000', kind: 'zone', overlaps: ['500112'] },
  ],
  departmentKinds: [{ code: 'ZJ', name: '住房城乡建委', shortName: '住建', order: 1 }],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112', kind: 'ZJ', phone: '023-1' },
  ],
  items: [
    {
      code: '01-017-004',
      name: '建筑工程施工许可证核发',
      type: '01',
      handling: 'promised',
      statutoryLimit: { value: 15, unit: 'workday' },
      promisedLimit: { value: 4, unit: 'workday' },
      route: [
        { step: '受理', satisfiedBy: ['case.accepted'] },
        { step: '审查', separateHandler: true },
      ],
      validFrom: '2026-01-01',
    },
  ],
  calendars: [
    { code: 'CN', days: [{ date: '2026-10-01', off: true, name: '国庆节' }], publishedThrough: '2026-12-31' },
  ],
};

describe('importing a catalogue', () => {
  it('records it, and says which codes are known from now on', async () => {
    const result = await done(city);
    expect(result.counts).toEqual({
      regions: { added: 3, changed: 0, unchanged: 0 },
      departmentKinds: { added: 1, changed: 0, unchanged: 0 },
      departments: { added: 1, changed: 0, unchanged: 0 },
      items: { added: 1, changed: 0, unchanged: 0 },
      calendars: { added: 1, changed: 0, unchanged: 0 },
    });
    expect(result.nowKnown).toEqual([
      'region:500000',
      'region:500112',
      'region:500112Z',
      'department:500112-ZJ',
      'item:01-017-004',
    ]);
    const catalogue = await load();
    expect(catalogue.revision).toBe(result.revision);
    expect(catalogue.region('500112')).toMatchObject({ shortName: '渝北区', parent: '500000', tile: [5, 7] });
    expect(catalogue.isWithinRegion('500112', ['500000'])).toBe(true);
    expect(catalogue.item('01-017-004', '2026-01-01', catalogue.revision)).toMatchObject({
      promisedLimit: { value: 4, unit: 'workday' },
      route: [
        { step: '受理', required: true, satisfiedBy: ['case.accepted'] },
        { step: '审查', required: true, separateHandler: true },
      ],
    });
    expect(catalogue.item('01-017-004', '2025-12-31', catalogue.revision)).toBeUndefined();
    expect(catalogue.calendar('CN')?.days).toEqual([{ day: '2026-10-01', off: true, name: '国庆节' }]);
  });

  it('makes no version of what it knows already', async () => {
    const before = await load();
    const again = await done(city);
    expect(again.counts.items).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(again).toMatchObject({ revision: before.revision, nowKnown: [] });
    expect((await load()).marker).toBe(before.marker);
  });

  it('keeps every version: a new day begins one, the same day corrects it', async () => {
    const before = await load();
    const [item] = city.items;
    const longer = { ...item, promisedLimit: { value: 6, unit: 'workday' }, validFrom: '2026-06-01' };
    const corrected = { ...item, promisedLimit: { value: 5, unit: 'workday' } };
    // given in the wrong order, both in one document
    const { revision, counts } = await done({ items: [longer, corrected] });
    expect(counts.items).toEqual({ added: 0, changed: 2, unchanged: 0 });

    const catalogue = await load();
    const promise = (day: string, at: number) => catalogue.item('01-017-004', day, at)?.promisedLimit?.value;
    expect([promise('2026-05-31', before.revision), promise('2026-06-01', before.revision)]).toEqual([4, 4]);
    expect([promise('2026-05-31', revision), promise('2026-06-01', revision)]).toEqual([5, 6]);
    expect(catalogue.itemRevision('01-017-004', before.revision)?.promisedLimit?.value).toBe(4);
  });

  it('publishes a further year as a new version, and the old one stays', async () => {
    const before = await load();
    const [calendar] = city.calendars;
    const days = [...(calendar?.days ?? []), { date: '2027-01-01', off: true, name: '元旦' }];
    await done({ calendars: [{ ...calendar, days, publishedThrough: '2027-12-31' }] });
    const catalogue = await load();
    const at = (revision: number) => catalogue.calendarOf({ sourceId: 0 }, revision).version;
    expect([at(before.revision).publishedThrough, at(before.revision).days.length]).toEqual([
      '2026-12-31',
      1,
    ]);
    expect([at(catalogue.revision).publishedThrough, at(catalogue.revision).days.length]).toEqual([
      '2027-12-31',
      2,
    ]);
  });

  it('records nothing of a document with a fault anywhere', async () => {
    const before = await load();
    const result = await put({
      regions: [{ code: '500103', name: '渝中区', parent: '500000' }],
      departments: [{ code: 'X', name: 'X', region: '999999' }],
    });
    expect(result).toEqual({
      ok: false,
      faults: [
        {
          path: 'departments[0].region',
          message: 'region 999999 is neither in this document nor in the catalogue; add it',
          code: 'unknown_region',
          values: { code: '999999' },
        },
      ],
    });
    expect((await load()).region('500103')).toBeUndefined();
    expect((await load()).marker).toBe(before.marker);
  });

  it('exports a document that imports to nothing new, here and elsewhere', async () => {
    const document = JSON.parse(JSON.stringify(await exportCatalogue(database.pool)));
    const before = await load();
    expect((await done(document)).revision).toBe(before.revision);

    const elsewhere = await testDatabase();
    try {
      const there = await inTransaction(elsewhere.pool, (db) => importCatalogue(db, document, by, 0));
      expect(there).toMatchObject({ ok: true, counts: { items: { added: 1, changed: 1 } } });
      expect(await exportCatalogue(elsewhere.pool)).toEqual(document);
    } finally {
      await elsewhere.drop();
    }
  });

  it('lets two writers record the same at once as one version', async () => {
    const twice = { regions: [{ code: '500101', name: '万州区', parent: '500000' }] };
    const results = await Promise.all([done(twice), done(twice)]);
    expect(results.map((result) => result.counts.regions.added).sort()).toEqual([0, 1]);
  });
});

describe('importing any catalogue twice', () => {
  const code = fc.stringMatching(/^[A-Z][0-9]{1,2}$/);
  const limit = fc.record({
    value: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('workday', 'calendar_day', 'month', 'work_hour', 'minute'),
  });
  const item = fc.record(
    {
      code,
      name: fc.constantFrom('许可', '备案'),
      type: fc.constantFrom('01', '07', '20'),
      handling: fc.constantFrom('instant', 'promised', 'auto'),
      validFrom: fc.constantFrom('2025-01-01', '2026-01-01'),
      promisedLimit: limit,
      fee: fc.double({ min: 0, max: 1000, noNaN: true }),
      route: fc.constantFrom([{ step: '受理' }], [{ step: '审查', required: false, aliases: ['复审'] }]),
    },
    { requiredKeys: ['code', 'name', 'type', 'handling'] },
  );
  const document = fc.record({
    regions: fc.uniqueArray(
      fc.record(
        { code, name: fc.constantFrom('甲', '乙'), group: fc.constantFrom('', '主城') },
        { requiredKeys: ['code', 'name'] },
      ),
      { selector: (region) => region.code, maxLength: 6 },
    ),
    items: fc.uniqueArray(item, {
      selector: (one) => `${one.code} ${one.validFrom ?? '2000-01-01'}`,
      maxLength: 8,
    }),
  });

  it('changes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (given) => {
        const first = await done(given);
        const second = await done(given);
        expect(second.revision).toBe(first.revision);
        expect(second.counts.items).toEqual({ added: 0, changed: 0, unchanged: given.items.length });
        expect(second.counts.regions).toEqual({ added: 0, changed: 0, unchanged: given.regions.length });
      }),
      { numRuns: 40 },
    );
  });
});
