import { afterAll, beforeAll, expect, test } from 'vitest';
import { followupDesk, type FollowupDesk } from '../testing/followupDesk.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { casesDue } from './evaluationStore.ts';
import { promisedCohorts, statutoryCohorts } from './onTimeStore.ts';

const now = at('2026-03-02 09:00');
const due = at('2026-02-28');
const time = { now };
let database: TestDatabase;
let desk: FollowupDesk;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, now);
  const catalogue = await readingCity(pool, now);
  desk = await followupDesk(pool, () => catalogue, time);
  await desk.join({ name: 'li', role: 'inspector' });
  await desk.join({ name: 'office', role: 'department', department: 'A-H' });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

/** A late case whose flag the department contests, decided so; null: not yet. */
async function contested(id: string, outcome: 'withdrawn' | 'upheld' | null): Promise<void> {
  await insertCases(database.pool, [{ id, at: due - 86_400_000, due, lawDue: due, concluded: due + 1000 }]);
  const [flagId = 0] = await insertFlags(database.pool, [{ caseId: id, rule: 'TIM-03', at: due + 1 }]);
  time.now = now;
  await desk.act('li', flagId, 'send');
  await desk.pass('2026-03-02 09:01');
  await desk.act('office', flagId, 'appeal', { reason: '系统推送晚' });
  if (outcome) await desk.act('li', flagId, 'decide-appeal', { outcome, reason: '核实' });
}

test('a case whose appeal was won is left out of the rates; one whose flag stands, or waits, counts', async () => {
  await contested('won', 'withdrawn');
  await contested('lost', 'upheld');
  await contested('waiting', null);
  const span = { from: due - 1, to: due, children: true };
  const everywhere = { regions: null, departments: null };
  const expected = { n: 2, onTime: 0, exempt: 1, withdrawn: 0, voided: 0, transferred: 0 };
  expect(await promisedCohorts(database.pool, span, [], everywhere)).toMatchObject([expected]);
  expect(await statutoryCohorts(database.pool, span, [], everywhere)).toMatchObject([expected]);
});

test('a breach of the law that late data has taken back excuses no broken promise; one that a person took back does', async () => {
  const { pool } = database;
  const earlier = due - 10 * 86_400_000;
  const late = { at: earlier - 86_400_000, due: earlier, lawDue: due, concluded: earlier + 1000 };
  await insertCases(pool, [
    { id: 'by-data', ...late },
    { id: 'by-hand', ...late },
  ]);
  const flags = (caseId: string) =>
    insertFlags(pool, [
      { caseId, rule: 'TIM-02', at: earlier + 1, status: 'confirmed' },
      { caseId, rule: 'TIM-03', at: earlier + 1, status: caseId === 'by-data' ? 'withdrawn' : 'raised' },
    ]);
  await flags('by-data');
  const [, byHand = 0] = await flags('by-hand');
  time.now = now;
  await desk.act('li', byHand, 'withdraw', { reason: '停电' });
  const span = { from: earlier - 1, to: earlier, children: true };
  const everywhere = { regions: null, departments: null };
  expect(await promisedCohorts(pool, span, [], everywhere)).toMatchObject([{ n: 1, onTime: 0, exempt: 1 }]);
  const confirmed = await casesDue(pool, 'department', span, everywhere);
  expect(confirmed).toMatchObject([{ standing: 'confirmed', rule: 'TIM-02', n: 1 }]);
});
