import { afterEach, describe, expect, it } from 'vitest';
import { importCatalogue } from '../../catalogue/importCatalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import { smallCity } from '../../testing/ingestWorld.ts';
import { scannedCity, clockText, type ScannedCity } from '../../testing/scannedCity.ts';
import { at } from '../../testing/scenario.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const day = 86_400_000;
const [permit] = smallCity.items;
const promising = (value: number, more: object = {}) => ({
  ...smallCity,
  items: [{ ...permit, promisedLimit: { value, unit: 'workday' }, ...more }, ...smallCity.items.slice(1)],
});
async function publish(document: object, time: string) {
  city.time.now = at(time);
  const imported = await inTransaction(city.pool, (db) =>
    importCatalogue(db, document, { actor: 'test' }, city.time.now),
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  await city.world.catalogue.refresh(city.pool);
}
/** A case whose promise of one working day ended at 2026-03-04 00:00, and was broken. */
async function breach() {
  const by = await city.addSource('yubei');
  await city.tell(by, 'late', [
    ['accepted', '2026-03-02 10:00'],
    ['concluded', '2026-03-04 11:00', { outcome: 'granted' }],
  ]);
  await city.judge('2026-03-04 12:00');
}

describe('the scan for lengthened promises', () => {
  it('finds the promise that became three days the day after one day was broken (G10); the breach stands', async () => {
    city = await scannedCity('2026-03-01 08:00', promising(1, { validFrom: '2026-01-01' }));
    await breach();
    await publish(promising(3, { validFrom: '2026-03-05' }), '2026-03-04 18:00');
    await city.scan('2026-03-05 01:20');
    expect(await city.found('PRM-01')).toEqual(['PRM-01 query raised item permit']);
    expect(await city.evidence('PRM-01')).toMatchObject({
      facts: { from: '1 workday', to: '3 workday', breaches: 1 },
      cases: ['late'],
    });
    expect(await city.found('TIM-02')).toEqual(['TIM-02 yellow raised case late']);
    expect(await city.scan('2026-03-06 01:20')).toBe(0);
  });

  it('finds nothing in an approved change, a shorter promise, or one without a breach', async () => {
    city = await scannedCity('2026-03-01 08:00', promising(2, { validFrom: '2026-01-01' }));
    await publish(promising(3, { validFrom: '2026-03-02' }), '2026-03-01 18:00');
    await city.scan('2026-03-02 01:20');
    await publish(promising(1, { validFrom: '2026-03-03' }), '2026-03-02 18:00');
    const by = await city.addSource('yubei');
    await city.tell(by, 'late', [
      ['accepted', '2026-03-03 10:00'],
      ['concluded', '2026-03-05 11:00', { outcome: 'granted' }],
    ]);
    await city.judge('2026-03-05 12:00');
    const approval = {
      approvedBy: '市政府办公室',
      approvedAt: '2026-03-05T10:00:00+08:00',
      reason: '机构改革',
    };
    await publish(promising(4, { validFrom: '2026-03-06', ...approval }), '2026-03-05 18:00');
    await city.scan('2026-03-06 01:20');
    expect(await city.found('PRM-01')).toEqual([]);
  });
});

describe('the scan for promises beyond the law', () => {
  it('finds the item, and is done when the record is mended', async () => {
    city = await scannedCity('2026-03-01 08:00', promising(16, { validFrom: '2026-01-01' }));
    await city.scan('2026-03-02 01:20');
    expect(await city.found('PRM-02')).toEqual(['PRM-02 info raised item permit']);
    expect(await city.scan('2026-03-03 01:20')).toBe(0);
    await publish(promising(15, { validFrom: '2026-03-03' }), '2026-03-02 18:00');
    await city.scan('2026-03-04 01:20');
    expect(await city.found('PRM-02')).toEqual(['PRM-02 info resolved item permit']);
  });
});

describe('the scan for idle items', () => {
  it('finds an item whose flow stopped while others went on, and is done at its next case', async () => {
    city = await scannedCity('2026-03-01 08:00');
    const by = await city.addSource('yubei');
    const filed = Array.from({ length: 90 }, (_, i) => {
      const time = clockText(at('2026-03-02 09:00') + Math.floor(i / 2) * day + (i % 2) * 3_600_000);
      return { caseId: `p-${String(i)}`, line: ['submitted', time] as ['submitted', string] };
    });
    const others = Array.from({ length: 90 }, (_, i) => ({
      caseId: `r-${String(i)}`,
      line: ['submitted', clockText(at('2026-03-02 10:30') + i * day)] as ['submitted', string],
      about: { item: 'register' },
    }));
    await city.tellAll(by, [...filed, ...others]);
    await city.scan('2026-05-06 01:20');
    expect(await city.found('ITM-01')).toEqual(['ITM-01 info raised item permit']);
    const { facts } = await city.evidence('ITM-01');
    expect(facts).toMatchObject({ how: 'sudden_stop', lastCaseOn: '2026-04-15' });
    expect(await city.scan('2026-05-06 02:20')).toBe(0);
    await city.scan('2026-05-07 01:20');
    expect(await city.found('ITM-01')).toEqual(['ITM-01 info raised item permit']);
    await city.tell(by, 'again', [['submitted', '2026-05-30 10:00']]);
    await city.scan('2026-05-31 01:20');
    expect(await city.found('ITM-01')).toEqual(['ITM-01 info resolved item permit']);
  });
});

describe('the scan for inflated volume', () => {
  it('finds a department that counts bookings as cases, once a month, and not one with a few', async () => {
    city = await scannedCity('2026-03-01 08:00');
    const by = await city.addSource('yubei');
    const told = (name: string, count: number, marked: number, on: string, about: object) =>
      Array.from({ length: count }, (_, i) => ({
        caseId: `${name}-${String(i)}`,
        line: [
          'submitted',
          clockText(at(on) + i * 60_000),
          i < marked ? { marks: ['booking' as const] } : {},
        ] as ['submitted', string, object],
        about,
      }));
    const honest = { department: '500103-ZJ', region: '500103' };
    await city.tellAll(by, [
      ...told('much', 40, 12, '2026-03-02 09:00', {}),
      ...told('few', 40, 9, '2026-03-02 09:00', honest),
    ]);
    await city.scan('2026-03-03 01:20');
    expect(await city.found('VOL-01')).toEqual(['VOL-01 query raised department 500112-ZJ']);
    expect((await city.evidence('VOL-01')).facts).toMatchObject({ cases: 12, of: 40, bookings: 12 });
    expect(await city.scan('2026-03-03 02:20')).toBe(0);
    await city.tellAll(by, told('next', 40, 12, '2026-03-03 09:00', {}));
    await city.scan('2026-03-04 01:20');
    expect(await city.found('VOL-01')).toEqual(['VOL-01 query raised department 500112-ZJ']);
  });
});
