import { afterEach, describe, expect, it } from 'vitest';
import { setRuleVersion } from '../../catalogue/ruleVersionStore.ts';
import { clockText, everySeconds, scannedCity, type ScannedCity } from '../../testing/scannedCity.ts';
import { at } from '../../testing/scenario.ts';
import type { Reporter } from '../../testing/watchedCity.ts';

let city: ScannedCity;
afterEach(() => city.drop());

const person = { code: 'H-1', kind: 'human' as const };
/** Fifteen cases accepted at leisure and concluded at the given instants by one handler. */
async function concludeAt(
  by: Reporter,
  name: string,
  times: string[],
  handler: object = person,
  item = 'permit',
) {
  const cases = times.map((time, i) => ({ caseId: `${name}-${String(i).padStart(2, '0')}`, time }));
  await city.tellAll(
    by,
    cases.map(({ caseId }) => ({ caseId, line: ['accepted', '2026-03-02 09:00'], about: { item } })),
  );
  await city.tellAll(
    by,
    cases.map(({ caseId, time }) => ({
      caseId,
      line: ['concluded', time, { outcome: 'granted', handler: handler as typeof person }],
      about: { item },
    })),
  );
}
const burst = (start: string) => everySeconds(start, 5, 15);
const threeBursts = [
  ...burst('2026-03-04 10:00:00'),
  ...burst('2026-03-04 10:10:00'),
  ...burst('2026-03-04 16:00:00'),
];

describe('the scan for machine speed', () => {
  it('finds the handler, once, and lists the cases', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await concludeAt(by, 'fast', threeBursts);
    expect(await city.scan('2026-03-05 01:20')).toBe(1);
    expect(await city.found('FAST-02')).toEqual([`FAST-02 query raised handler ${String(by.sourceId)}/H-1`]);
    const { facts, cases, caseCount } = await city.evidence('FAST-02');
    expect(facts).toMatchObject({ handler: 'H-1', bursts: 3, most: 5, cases: 15 });
    expect([cases.length, cases[0], caseCount]).toEqual([15, 'fast-00', 15]);
    expect(await city.scan('2026-03-05 01:20')).toBe(0);
    expect(await city.scan('2026-03-06 01:20')).toBe(0);
  });

  it('finds a third burst that comes after the first run', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    await concludeAt(by, 'early', threeBursts.slice(0, 10));
    expect(await city.scan('2026-03-04 12:00')).toBe(0);
    await concludeAt(by, 'later', threeBursts.slice(10));
    expect(await city.scan('2026-03-05 01:20')).toBe(1);
    expect((await city.evidence('FAST-02')).caseCount).toBe(15);
  });

  it('finds nothing in the same volume at a human pace, in a machine, nor in what is decided on the spot', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    const paced = threeBursts.map((_, i) => clockText(at('2026-03-04 09:00') + i * 16_000));
    await concludeAt(by, 'paced', paced, { code: 'H-2', kind: 'human' });
    await concludeAt(by, 'robot', threeBursts, { code: 'R-1', kind: 'machine' });
    await concludeAt(by, 'counter', threeBursts, { code: 'H-3', kind: 'human' }, 'register');
    await city.scan('2026-03-05 01:20');
    expect(await city.found('FAST-02')).toEqual([]);
  });

  it('goes by the version for the department, in its severity, and never above a query', async () => {
    city = await scannedCity('2026-03-02 08:00');
    const by = await city.addSource('yubei');
    const version = {
      rule: 'FAST-02',
      validFrom: '2026-03-01',
      validTo: null,
      actor: 'test',
      note: '',
    } as const;
    const strict = { casesPerBurst: 4, burstsPerDay: 2 };
    const here = { department: '500112-ZJ' };
    await setRuleVersion(
      city.pool,
      { ...version, enabled: true, params: strict, severity: 'red', scope: here },
      city.time.now,
    );
    const four = [...burst('2026-03-04 10:00:00').slice(0, 4), ...burst('2026-03-04 11:00:00').slice(0, 4)];
    await concludeAt(by, 'here', four);
    await city.scan('2026-03-05 01:20');
    expect(await city.found('FAST-02')).toEqual([`FAST-02 query raised handler ${String(by.sourceId)}/H-1`]);

    await setRuleVersion(
      city.pool,
      { ...version, enabled: true, params: strict, severity: 'info', scope: { department: '500103-ZJ' } },
      city.time.now,
    );
    await concludeAt(
      by,
      'other',
      four.map((t) => t.replace('03-04', '03-05')),
    );
    await city.scan('2026-03-06 01:20');
    const both = await city.found('FAST-02');
    expect(both.map((flag) => flag.split(' ')[1])).toEqual(['query', 'query']);
  });
});
