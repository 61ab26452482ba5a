import { afterEach, describe, expect, it } from 'vitest';
import { scannedCity, type ScannedCity } from '../../testing/scannedCity.ts';
import type { Line } from '../../testing/scenario.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const by = (idNumber: string) => ({ applicant: { idNumber } }) as object;
const zhang = by('11010519491231002X');
const li = by('440524188001010014');
const filed = (time: string, who: object): Line => ['submitted', time, who];
/** Its promise of four working days ends at 2026-03-07 00:00. */
const accepted: Line = ['accepted', '2026-03-02 10:00'];
const returned = (time: string): Line => ['concluded', time, { outcome: 'returned' }];

describe('the scan for cases returned and filed again', () => {
  it('finds a department that sets the clock back, once a case, and counts it on the case', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const source = await city.addSource('yubei');
    await city.tell(source, 'A-1', [
      filed('2026-03-02 09:00', zhang),
      accepted,
      returned('2026-03-06 16:00'),
    ]);
    await city.tell(source, 'A-2', [filed('2026-03-09 10:00', zhang)]);
    expect(await city.scan('2026-03-10 01:20')).toBe(1);
    expect(await city.found('END-01')).toEqual(['END-01 query raised case A-1']);
    expect(await city.evidence('END-01')).toMatchObject({ facts: { again: 'A-2' }, cases: ['A-1', 'A-2'] });
    await city.judge('2026-03-10 01:30');
    const { rows } = await city.pool.query(`select queries from cases where case_id = 'A-1'`);
    expect(rows).toEqual([{ queries: 1 }]);
    expect(await city.scan('2026-03-10 02:20')).toBe(0);
    expect(await city.scan('2026-03-11 01:20')).toBe(0);
    expect(await city.found('END-01')).toEqual(['END-01 query raised case A-1']);
  });

  it('finds nothing where there was time, another applicant, another item, or days between', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const source = await city.addSource('yubei');
    const first = filed('2026-03-02 09:00', zhang);
    await city.tell(source, 'early', [first, accepted, returned('2026-03-04 16:00')]);
    await city.tell(source, 'early-again', [filed('2026-03-05 10:00', zhang)]);
    await city.tell(source, 'late', [filed('2026-03-02 09:00', li), accepted, returned('2026-03-06 16:00')]);
    await city.tell(source, 'other', [filed('2026-03-09 10:00', by('110101199003070038'))]);
    await city.tell(source, 'other-item', [filed('2026-03-09 10:30', li)], { item: 'grant' });
    await city.tell(source, 'days-later', [filed('2026-03-10 00:00', li)]);
    await city.scan('2026-03-11 01:20');
    expect(await city.found('END-01')).toEqual([]);
  });
});

describe('the scan for cases entered twice', () => {
  it('finds the second of two sources, and nothing in one source or in two applicants', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const hall = await city.addSource('hall');
    const office = await city.addSource('office');
    await city.tell(hall, 'H-1', [filed('2026-03-02 09:00:00', zhang)]);
    await city.tell(office, 'O-1', [filed('2026-03-02 09:01:00', zhang)]);
    await city.tell(office, 'O-2', [filed('2026-03-02 09:00:30', li)]);
    await city.tell(hall, 'H-2', [filed('2026-03-02 14:00:00', zhang)]);
    await city.tell(hall, 'H-3', [filed('2026-03-02 14:00:10', zhang)]);
    await city.tell(office, 'O-3', [filed('2026-03-02 14:01:11', zhang)]);
    await city.scan('2026-03-03 01:20');
    expect(await city.found('VOL-02')).toEqual(['VOL-02 info raised case O-1']);
    expect(await city.evidence('VOL-02')).toMatchObject({ facts: { twin: 'H-1', apartMs: 60_000 } });
    expect(await city.scan('2026-03-03 01:30')).toBe(0);
  });
});
