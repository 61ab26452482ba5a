import { afterEach, describe, expect, it } from 'vitest';
import { clockText, scannedCity, type ScannedCity } from '../../testing/scannedCity.ts';
import { at } from '../../testing/scenario.ts';
import type { Reporter } from '../../testing/watchedCity.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const minute = 60_000;
const hour = 60 * minute;

interface Life {
  caseId: string;
  accepted: number;
  concluded: number;
  acceptedArrives?: number;
  concludedArrives?: number;
}
async function live(by: Reporter, lives: Life[], about: object = {}, marks?: 'bulk'[]) {
  const told = lives.flatMap(({ caseId, accepted, concluded, acceptedArrives, concludedArrives }) => [
    {
      caseId,
      line: [
        'submitted',
        clockText(accepted),
        { arrives: clockText(acceptedArrives ?? accepted), ...(marks && { marks }) },
      ] as const,
    },
    {
      caseId,
      line: ['accepted', clockText(accepted), { arrives: clockText(acceptedArrives ?? accepted) }] as const,
    },
    {
      caseId,
      line: [
        'concluded',
        clockText(concluded),
        { outcome: 'granted', arrives: clockText(concludedArrives ?? concluded) },
      ] as const,
    },
  ]);
  await city.tellAll(
    by,
    told.map(({ caseId, line: [type, time, data] }) => ({ caseId, line: [type, time, data], about })),
  );
}
/** Cases of the last weeks, typed in one after the other within a few minutes. */
function typedIn(name: string, count: number, start = '2026-03-27 17:00'): Life[] {
  return Array.from({ length: count }, (_, i) => {
    const accepted = at('2026-03-02 09:00') + i * 5 * hour + i * 17_000;
    const arrives = at(start) + i * 4000;
    return {
      caseId: `${name}-${String(i).padStart(2, '0')}`,
      accepted,
      concluded: accepted + 26 * hour + i * 61_000,
      acceptedArrives: arrives,
      concludedArrives: arrives + 2000,
    };
  });
}

describe('the scan for bulk entry', () => {
  it('finds sixty cases of a month that arrive in four minutes (G12), and makes one flag of their BKF-01', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    const lives = typedIn('bulk', 60);
    await live(by, lives);
    await city.judge('2026-03-27 17:10');
    expect(await city.found('BKF-01')).toHaveLength(60);
    expect(await city.scan('2026-03-27 17:15')).toBeGreaterThan(0);
    expect(await city.found('BKF-02')).toEqual(['BKF-02 query raised department 500112-ZJ']);
    expect((await city.evidence('BKF-02')).facts).toMatchObject({ how: 'one_burst', cases: 60 });
    const late = await city.found('BKF-01');
    expect(late.filter((f) => f.includes('raised'))).toEqual([
      `BKF-01 query raised source ${String(by.sourceId)}`,
    ]);
    expect(late.filter((f) => f.includes('resolved case'))).toHaveLength(60);

    await city.judge('2026-03-27 17:16');
    expect(await city.found('BKF-01')).toEqual(late);
    const { rows } = await city.pool.query<{ n: number }>(
      `select count(*) as n from cases c where queries <> (
         select count(*) from flags where subject_kind = 'case' and subject_id = c.case_id and ended_at is null
            and severity = 'query')`,
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect(await city.scan('2026-03-27 17:25')).toBe(0);
    expect(await city.scan('2026-03-28 01:20')).toBe(0);
  });

  it('adds what is entered later that day to the flag that is there', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await live(by, typedIn('first', 21));
    await city.judge('2026-03-27 17:10');
    await city.scan('2026-03-27 17:15');
    await live(by, typedIn('second', 4, '2026-03-27 18:00'));
    await city.judge('2026-03-27 18:10');
    await city.scan('2026-03-27 18:15');
    const late = await city.found('BKF-01');
    expect(late.filter((f) => f.includes('raised'))).toEqual([
      `BKF-01 query raised source ${String(by.sourceId)}`,
    ]);
    expect(late).toHaveLength(26);
    const { rows } = await city.pool.query<{ n: number }>(
      `select (evidence ->> 'caseCount')::integer as n from flags where subject_kind = 'source'`,
    );
    expect(rows).toEqual([{ n: 25 }]);
  });

  it('leaves twenty late cases of a day as they are', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await live(by, typedIn('few', 19));
    await live(by, typedIn('other', 1, '2026-03-27 20:00'));
    await city.judge('2026-03-27 20:10');
    await city.scan('2026-03-27 20:15');
    expect(await city.found('BKF-02')).toEqual([]);
    expect((await city.found('BKF-01')).filter((f) => f.includes('raised case'))).toHaveLength(20);
  });

  it('finds twenty cases that took equally long to the second', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    const alike = Array.from({ length: 20 }, (_, i) => {
      const accepted = at('2026-03-03 09:00') + i * 7 * minute;
      return { caseId: `same-${String(i)}`, accepted, concluded: accepted + 25 * hour + 11_000 };
    });
    await live(by, alike);
    await city.scan('2026-03-05 01:20');
    expect((await city.evidence('BKF-02')).facts).toMatchObject({
      how: 'equal_durations',
      cases: 20,
      durationMs: 25 * hour + 11_000,
    });
  });

  it('finds nothing where the same volume is reported as it happens, on the spot, or declared', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    const honest = Array.from({ length: 60 }, (_, i) => {
      const accepted = at('2026-03-03 09:00') + i * 7 * minute;
      return { caseId: `honest-${String(i)}`, accepted, concluded: accepted + 25 * hour + i * 13_000 };
    });
    await live(by, honest);
    await live(by, typedIn('counter', 30), { item: 'register', department: '500112-RS' });
    await live(by, typedIn('declared', 30), { department: '500103-ZJ', region: '500103' }, ['bulk']);
    await city.scan('2026-03-28 01:20');
    expect(await city.found('BKF-02')).toEqual([]);
  });
});
