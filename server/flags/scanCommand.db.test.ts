import { afterAll, beforeAll, expect, it } from 'vitest';
import { everySeconds, scannedCity, type ScannedCity } from '../testing/scannedCity.ts';
import { at } from '../testing/scenario.ts';
import { scanCommand } from './scanCommand.ts';

let city: ScannedCity;
beforeAll(async () => {
  city = await scannedCity('2026-03-02 08:00');
  const by = await city.addSource('yubei');
  const handler = { code: 'H-1', kind: 'human' as const };
  const times = ['10:00', '10:10', '16:00'].flatMap((time) => everySeconds(`2026-03-04 ${time}:00`, 5, 15));
  const told = times.map((time, i) => ({ caseId: `fast-${i}`, time, about: { item: 'permit' } }));
  await city.tellAll(
    by,
    told.map(({ caseId, about }) => ({ caseId, line: ['accepted', '2026-03-02 09:00'], about })),
  );
  await city.tellAll(
    by,
    told.map(({ caseId, time, about }) => ({
      caseId,
      line: ['concluded', time, { outcome: 'granted', handler }],
      about,
    })),
  );
});
afterAll(() => city.drop());

async function scan(...args: string[]) {
  const out: string[] = [];
  const parts = {
    pool: city.pool,
    catalogue: city.world.catalogue.current(),
    now: at('2026-03-05 09:00'),
  };
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) };
  expect(await scanCommand(['--dry-run', ...args], io, parts)).toBe(0);
  const summary = JSON.parse(out.pop() ?? '') as {
    findings: Record<string, number>;
    notCovered: { rule: string }[];
  };
  return { rows: out, summary };
}

it('asks the rules over many cases too, and changes nothing', async () => {
  const { rows, summary } = await scan('--rules', 'FAST-02');
  expect(rows.map((row) => JSON.parse(row) as unknown)).toMatchObject([
    {
      caseId: null,
      rule: 'FAST-02',
      severity: 'query',
      department: '500112-ZJ',
      state: null,
      subject: { kind: 'handler' },
      cases: 15,
    },
  ]);
  expect(summary).toMatchObject({ findings: { 'FAST-02': 1 }, notCovered: [] });
  expect(await city.found('FAST-02')).toEqual([]);
});

it.each([
  ['a second before the burst that makes it three is whole', '2026-03-04T16:00:59+08:00', 0],
  ['when it is', '2026-03-04T16:01:00+08:00', 1],
  ['long after', '2026-06-01T00:00:00+08:00', 1],
])('finds as of an instant: %s', async (_, asOf, findings) => {
  const { rows } = await scan('--as-of', asOf, '--rules', 'FAST-02', '--format', 'csv');
  expect(rows).toHaveLength(1 + findings);
});

it('names what it could not ask, and why', async () => {
  const now = await scan();
  expect(now.summary.notCovered.map(({ rule }) => rule)).toEqual(['BKF-01', 'PRM-01']);
  const then = await scan('--known-at', '2026-03-04T12:00:00+08:00', '--rules', 'FAST-02,TIM-02');
  expect(then.rows).toEqual([]);
  expect(then.summary.notCovered).toEqual([
    { rule: 'FAST-02', reason: 'it knows all that has arrived, and not what had by --known-at' },
  ]);
});
