import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rankingSchema } from '#contract/answerSchema';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { rankingRoutes } from '../overview/rankingRoutes.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { clockText, scannedCity, type ScannedCity } from '../testing/scannedCity.ts';
import { at, type Line } from '../testing/scenario.ts';
import { takeBaselines } from './takeBaselines.ts';

const [permit, ...otherItems] = smallCity.items;
const promising = (value: number, validFrom: string) => ({
  ...smallCity,
  items: [
    { ...permit, route: undefined, validFrom, promisedLimit: { value, unit: 'workday' } },
    ...otherItems,
  ],
});

let city: ScannedCity;
beforeEach(async () => {
  city = await scannedCity('2026-03-01 08:00', promising(1, '2026-01-01'));
});
afterEach(() => city.drop());

/** `TIM-02 yellow`, …: what an explanation says was raised, by the function that decides. */
async function explained(caseId: string): Promise<string[]> {
  const { rules } = (await city.get(`/cases/${caseId}/explain`)) as {
    rules: { rule: string; result: string; severity?: string }[];
  };
  return rules.flatMap((r) => (r.result === 'raised' ? [`${r.rule} ${r.severity ?? ''}`] : [])).sort();
}

describe('golden cases about many cases, from the HTTP request to the list of flags', () => {
  it('G10: a promise lengthened the day after it was broken is PRM-01; the breach stands, and says so', async () => {
    const by = await city.addSource('yubei');
    await city.tell(by, 'late', [['accepted', '2026-03-02 10:00']]);
    await city.judge('2026-03-04 00:10');
    city.time.now = at('2026-03-04 10:00');
    await inTransaction(city.pool, (db) =>
      importCatalogue(db, promising(3, '2026-03-05'), { actor: 'test' }, city.time.now),
    );
    await city.scan('2026-03-05 01:20');
    expect(await city.found('PRM-01')).toEqual(['PRM-01 query raised item permit']);
    expect(await city.evidence('PRM-01')).toMatchObject({
      facts: { from: '1 workday', to: '3 workday', validFrom: '2026-03-05', breaches: 1 },
      cases: ['late'],
    });
    expect(await city.found('TIM-02')).toEqual(['TIM-02 yellow raised case late']);
    expect(await explained('late')).toEqual(['TIM-02 yellow']);
  });

  it('G12: sixty cases of the last month that arrive in four minutes are BKF-01, BKF-02, and no measure of speed', async () => {
    const by = await city.addSource('yubei');
    const caseIds = Array.from({ length: 60 }, (_, i) => `C${String(i).padStart(2, '0')}`);
    const told = caseIds.flatMap((caseId, i) => {
      const accepted = at('2026-03-02 09:00') + i * 9 * 3_600_000;
      const arrives = clockText(at('2026-03-30 16:00') + i * 4000);
      const lines: Line[] = [
        ['accepted', clockText(accepted), { arrives }],
        ['concluded', clockText(accepted + 21 * 3_600_000 + i * 61_000), { outcome: 'granted', arrives }],
      ];
      return lines.map((line) => ({ caseId, line }));
    });
    await city.tellAll(by, told);
    await city.judge('2026-03-30 16:10');
    for (const caseId of ['C00', 'C59']) {
      expect(await city.flags(caseId)).toContain('BKF-01 query raised concluded');
      expect(await explained(caseId)).toContain('BKF-01 query');
      expect(await city.get(`/cases/${caseId}`)).toMatchObject({ durationUnreliable: ['BKF-01'] });
    }
    await city.scan('2026-03-30 16:15');
    expect(await city.found('BKF-02')).toEqual(['BKF-02 query raised department 500112-ZJ']);
    expect(await city.evidence('BKF-02')).toMatchObject({
      facts: { how: 'one_burst', cases: 60 },
      cases: caseIds,
    });
    // one flag on the source instead of sixty
    expect(await city.found('BKF-01')).toContain(`BKF-01 query raised source ${String(by.sourceId)}`);
    expect(await city.get('/cases/C31')).toMatchObject({ durationUnreliable: ['BKF-01', 'BKF-02'] });

    const parts = { pool: city.pool, catalogue: city.world.catalogue.current() };
    expect((await takeBaselines(parts, at('2026-03-31 02:50'))).peers).toBe(0);
  });

  it('G20: a department with twelve cases, all on time, is shown and not ranked', async () => {
    const by = await city.addSource('yubei');
    for (let n = 0; n < 12; n += 1)
      await city.tell(by, `R${String(n)}`, [
        ['accepted', `2026-03-02 10:${String(10 + n)}`],
        ['concluded', `2026-03-03 1${String(n % 8)}:00`, { outcome: 'granted' }],
      ]);
    await city.judge('2026-03-10 09:00');
    expect(await explained('R0')).toEqual([]);
    const token = await accountWithToken(city.pool, { name: 'm', role: 'monitor' }, city.time.now);
    const parts = {
      db: city.pool,
      clock: () => city.time.now,
      catalogue: () => city.world.catalogue.current(),
    };
    const app = await readApp(city.pool, { now: city.time.now }, () => [rankingRoutes(parts)]);
    const answer = await fetch(`${app.url}/api/v1/rankings?by=department&period=2026-03`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { rows } = rankingSchema.parse(await answer.json());
    await app.close();
    expect(rows).toMatchObject([
      { code: '500112-ZJ', value: 1, n: 12, onTime: 12, rank: null, reason: 'too_few_cases' },
    ]);
  });
});
