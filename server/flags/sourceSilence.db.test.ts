import { afterEach, describe, expect, it } from 'vitest';
import { clockText, scannedCity, type ScannedCity } from '../testing/scannedCity.ts';
import { at } from '../testing/scenario.ts';
import { watchSources } from './sourceSilence.ts';

let city: ScannedCity;
afterEach(() => city.drop());

describe('the watch over sources', () => {
  it('ends the silence of a source that is heard again, and leaves its late entries flagged', async () => {
    city = await scannedCity('2026-03-09 08:00');
    const by = await city.addSource('yubei');
    for (let n = 0; n < 21; n += 1) {
      const arrives = clockText(at('2026-03-09 09:00') + n * 1000);
      await city.tell(by, `A-${String(n)}`, [['accepted', '2026-03-05 09:00', { arrives }]]);
    }
    await city.judge('2026-03-09 09:10');
    await city.scan('2026-03-09 09:15');
    const lateEntries = [`BKF-01 query raised source ${String(by.sourceId)}`];
    const onSource = async (rule: string) =>
      (await city.found(rule)).filter((flag) => flag.includes(' source '));
    expect(await onSource('BKF-01')).toEqual(lateEntries);

    const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current() };
    await watchSources(parts, at('2026-03-09 16:00'));
    expect(await onSource('FEED-01')).toEqual([`FEED-01 notice raised source ${String(by.sourceId)}`]);
    await city.tell(by, 'A-21', [['submitted', '2026-03-09 16:05']]);
    await watchSources(parts, at('2026-03-09 16:06'));
    expect(await onSource('FEED-01')).toEqual([`FEED-01 notice resolved source ${String(by.sourceId)}`]);
    expect(await onSource('BKF-01')).toEqual(lateEntries);
  });
});
