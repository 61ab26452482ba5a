import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCalendar } from '../../catalogue/seedCalendar.ts';
import { insertCases, insertFlags, readingCity } from '../../testing/readingCity.ts';
import { at } from '../../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { causesWithin, typicalFindings } from './detailStore.ts';
import { findingsBy } from './findingStore.ts';
import { repeatedRules } from './workStore.ts';

const everywhere = { regions: null, departments: null };
const span = { from: at('2026-10-01 00:00'), to: at('2026-11-01 00:00') };
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, span.from);
  await readingCity(pool, span.from);
  const late = ['1', '2', '3'];
  await insertCases(
    pool,
    late.map((id) => ({ id, at: at('2026-10-05 09:00') })),
  );
  const given = { severity: 'red', status: 'confirmed' } as const;
  await insertFlags(
    pool,
    late.flatMap((caseId) => [
      { ...given, caseId, rule: 'TIM-02' as const, at: at('2026-10-12 00:00') },
      { ...given, caseId, rule: 'TIM-03' as const, at: at('2026-10-20 00:00') },
    ]),
  );
  // one reply answers for both
  await pool.query(`update flags set followup = '{"reply": {"cause": "staff_shortage"}}'`);
});
afterAll(() => database.drop());

test('of a case that broke its promise and the law, one finding is counted, explained, told and repeated', async () => {
  const { pool } = database;
  const found = await findingsBy(pool, span, everywhere);
  expect(found.map(({ rule, n }) => [rule, n])).toEqual([['TIM-03', 3]]);
  expect(await causesWithin(pool, span, everywhere)).toEqual([{ cause: 'staff_shortage', n: 3 }]);
  const typical = await typicalFindings(pool, span, 'Asia/Shanghai', everywhere);
  expect(typical.map(({ rule }) => rule)).toEqual(['TIM-03']);
  expect(await repeatedRules(pool, span.to, everywhere)).toEqual([
    { department: 'A-H', rule: 'TIM-03', times: 3 },
  ]);
});
