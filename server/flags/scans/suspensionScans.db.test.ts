import { afterEach, describe, expect, it } from 'vitest';
import { setRuleVersion } from '../../catalogue/ruleVersionStore.ts';
import { clockText, scannedCity, type ScannedCity } from '../../testing/scannedCity.ts';
import { at, type Line } from '../../testing/scenario.ts';
import type { Reporter } from '../../testing/watchedCity.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const hour = 3_600_000;
const day = 24 * hour;
const approved = { kind: 'expert_review', approvedDays: 10, approver: '王局', notice: '书面' } as const;

/** Accepted Monday, due Friday 24:00, concluded the week after; suspended at acceptance for as long as `lasts` says. */
async function suspended(
  by: Reporter,
  name: string,
  count: number,
  lasts: (overrun: number, nth: number) => number,
  reason: (nth: number) => string,
) {
  const due = at('2026-03-07 00:00');
  const told = Array.from({ length: count }, (_, i) => {
    const accepted = at('2026-03-02 09:00') + i * 11 * 60_000;
    const concluded = at('2026-03-09 09:30') + (i % 3) * day + (i % 7) * hour;
    const lines: Line[] = [
      ['accepted', clockText(accepted)],
      ['suspended', clockText(accepted + 1000), { ...approved, reason: reason(i) }],
      ['resumed', clockText(accepted + 1000 + lasts(concluded - due, i))],
      ['concluded', clockText(concluded), { outcome: 'granted' }],
    ];
    return { caseId: `${name}-${String(i).padStart(2, '0')}`, lines };
  });
  await city.tellAll(
    by,
    told
      .flatMap(({ caseId, lines }) => lines.map((line) => ({ caseId, line })))
      .filter(({ line }) => at(line[1]) < at('2026-03-13 12:00')),
  );
}

describe('the scan for constant margins', () => {
  it('finds a department whose suspensions last the overrun plus three days, with one text', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await suspended(
      by,
      'fraud',
      30,
      (overrun) => overrun + 3 * day,
      () => '专家评审需要时间。',
    );
    await city.scan('2026-03-14 01:20');
    expect(await city.found('HANG-04')).toEqual(['HANG-04 query raised department 500112-ZJ']);
    const { facts, caseCount } = await city.evidence('HANG-04');
    expect(facts).toMatchObject({ of: 30, cases: 30, margin: 'surplus' });
    expect(caseCount).toBe(30);
    expect(await city.found('HANG-05')).toEqual(['HANG-05 query raised department 500112-ZJ']);
    expect((await city.evidence('HANG-05')).facts).toMatchObject({ of: 30, suspensions: 30, percent: 100 });
    expect(await city.scan('2026-03-14 01:20')).toBe(0);
    expect(await city.scan('2026-03-15 01:20')).toBe(0);
  });

  it('finds nothing where as many suspensions last as long as the work and say why', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await suspended(
      by,
      'honest',
      30,
      (overrun, i) => overrun + ((i * 7) % 30) * 5 * hour - 20 * hour,
      (i) => `评审第 ${String(i)} 号图纸`,
    );
    await city.scan('2026-03-14 01:20');
    expect([...(await city.found('HANG-04')), ...(await city.found('HANG-05'))]).toEqual([]);

    // as many were saved: with a margin as wide as a month they are all alike
    const wide = {
      rule: 'HANG-04',
      validFrom: '2026-03-01',
      enabled: true,
      params: { marginHours: 720 },
    } as const;
    await setRuleVersion(city.pool, { ...wide, validTo: null, actor: 'test' }, city.time.now);
    await city.pool.query('delete from job_positions');
    await city.scan('2026-03-14 02:20');
    expect(await city.found('HANG-04')).toEqual(['HANG-04 query raised department 500112-ZJ']);
  });
});
