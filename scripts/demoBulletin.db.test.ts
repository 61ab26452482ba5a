import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IndicatorId } from '../server/contract/reports/indicator.ts';
import { times } from '../server/contract/reports/indicators/times.ts';
import type { ReportScope } from '../server/contract/reports/snapshot.ts';
import { departmentsBelow, regionsBelow } from '../server/access/scope.ts';
import { holdCatalogue, type CatalogueHolder } from '../server/catalogue/catalogueHolder.ts';
import { chinesePublishedDays } from '../server/catalogue/chinesePublishedDays.ts';
import { seedCalendar } from '../server/catalogue/seedCalendar.ts';
import { raiseFlags } from '../server/flags/raiseFlags.ts';
import { createCaseCache } from '../server/ingest/caseCache.ts';
import { createSealer } from '../server/ingest/sealer.ts';
import { onPicture } from '../server/reports/snapshot/onPicture.ts';
import { takeSnapshot } from '../server/reports/snapshot/takeSnapshot.ts';
import { cityCases } from '../server/simulation/cityCases.ts';
import { casesOf, outagesUntil } from '../server/simulation/cityStream.ts';
import { createOfficeCalendar } from '../server/simulation/officeCalendar.ts';
import { dayOf, startOf } from '../server/simulation/time.ts';
import { independentConclusions } from '../server/testing/independentConclusions.ts';
import { independentFigures } from '../server/testing/independentFigures.ts';
import { at } from '../server/testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../server/testing/templateDatabase.ts';
import { followHistory } from './demoFollowup/followHistory.ts';
import { addLogins, setUpCity } from './demoSetUp.ts';
import { loadHistory } from './loadHistory.ts';

const now = at('2026-11-16 09:00');
const days = 60;
const month = '2026-10';
const casesOfDay = 40;
let database: TestDatabase;
let catalogue: CatalogueHolder;

// the demo's own history, smaller: its city, its departments, its flags and what its people did about them
beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, now);
  await setUpCity(pool, now);
  await addLogins(pool, now);
  catalogue = await holdCatalogue(pool, 'Asia/Shanghai');
  const calendar = createOfficeCalendar(chinesePublishedDays().days);
  const from = startOf(dayOf(now) - days);
  const city = cityCases({ seed: 1, from, to: now, calendar }, casesOfDay, true);
  function* history() {
    yield outagesUntil(city, now);
    for (let on = dayOf(from); on <= dayOf(now); on += 1) yield* casesOf(city, on, now);
  }
  const { signal } = new AbortController();
  const parts = {
    pool,
    catalogue,
    cache: createCaseCache(10_000),
    sealer: createSealer('a key of the tests alone'),
  };
  await loadHistory(parts, history(), { signal });
  const current = () => catalogue.current();
  const onPoison = (caseId: string, error: unknown) => {
    throw new Error(`case ${caseId} could not be judged`, { cause: error });
  };
  // what arrives is judged from when the machine's clock says it came; here it is that morning
  await pool.query('update cases set next_check_at = $1', [new Date(now)]);
  for (let passes = 0; passes < 3; passes += 1) await raiseFlags({ pool, catalogue: current, onPoison }, now);
  // what comes due between that morning and today is nobody's matter here
  await pool.query('update cases set next_check_at = null');
  await followHistory({ pool, catalogue: current, seed: 1, calendar, now, signal });
}, 240_000);
afterAll(() => database.drop());

const scopes: [string, ReportScope][] = [
  ['the city', { by: 'city' }],
  ['a region', { by: 'region', code: '500112' }],
  ['a department', { by: 'department', code: '500112-ZJ' }],
];

/** Figures that rest on limits, case by case from the due dates of the law; the others come from the events alone. */
async function plainCohorts(places: {
  regions: string[] | null;
  departments: string[] | null;
  children: boolean;
}): Promise<Record<string, { value: number | null; n: number }>> {
  const { rows } = await database.pool.query<{ figure: string; value: number | null; n: number }>(
    `with span as (select timestamp '2026-10-01' at time zone 'Asia/Shanghai' as a,
                          timestamp '2026-11-01' at time zone 'Asia/Shanghai' as b),
     mine as (
       select case_id, concluded_at, promised_due_at as promised, statutory_due_at as law, outcome,
              array(select rule from flags
                     where subject_kind = 'case' and subject_id = case_id and rule in ('TIM-02', 'TIM-03')
                       and (status in ('withdrawn', 'exempt')
                            or followup #>> '{verdict,verdict}' = 'objective_cause')) as excused
         from cases
        where stage not in ('not_accepted', 'unopened') and ($3::boolean or parent_case is null)
          and ($1::text[] is null or region = any($1)) and ($2::text[] is null or department = any($2))),
     held as (select * from mine where coalesce(outcome, '') not in ('withdrawn', 'voided', 'transferred'))
     select 'onTimeRate' as figure, avg((concluded_at is not null and concluded_at <= promised)::int)::float8 as value,
            count(*) as n
       from held, span
      where promised > a and promised <= b
        and (coalesce(concluded_at <= promised, false) or cardinality(excused) = 0)
     union all
     select 'statutoryOnTimeRate', avg((concluded_at is not null and concluded_at <= law)::int), count(*)
       from held, span
      where law > a and law <= b and (coalesce(concluded_at <= law, false) or not 'TIM-03' = any(excused))
     union all
     select 'overdueConcluded', count(*), count(*) from held, span
      where concluded_at >= a and concluded_at < b and concluded_at > least(promised, law)`,
    [places.regions, places.departments, places.children],
  );
  return Object.fromEntries(rows.map(({ figure, value, n }) => [figure, { value, n }]));
}

const restOnLimits: ReadonlySet<string> = new Set([
  ...times.map(({ id }) => id),
  'overdueOpen',
  'overdueConcluded',
  'fullOnlineRate',
  'quarantinedShare',
]);

describe.each(scopes)('the bulletin of October over the history of the demo, for %s,', (_, scope) => {
  test('has the figures that plain counting finds', async () => {
    const known = catalogue.current();
    const places = {
      regions: scope.by === 'region' ? regionsBelow([scope.code], known) : null,
      departments: scope.by === 'department' ? departmentsBelow([scope.code], known) : null,
      children: scope.by === 'department',
    };
    const {
      figures: sets,
      reportedSince,
      conclusions = [],
    } = await onPicture(database.pool, (db) =>
      takeSnapshot({ db, catalogue: known, now }, { kind: 'monthly_bulletin', period: month, scope }),
    );
    const figures = sets.find(({ by }) => by === 'all')?.figures ?? {};
    const fromEvents = Object.entries(await independentFigures(database.pool, month, places)).filter(
      ([id]) => !restOnLimits.has(id),
    );
    const plain = { ...Object.fromEntries(fromEvents), ...(await plainCohorts(places)) };
    expect(Object.keys(plain).length).toBeGreaterThan(20);
    const differing = (Object.keys(plain) as IndicatorId[]).flatMap((id) => {
      const { value, n } = plain[id] ?? { value: null, n: 0 };
      const told = figures[id];
      const isSame =
        told?.n === n &&
        (value === null ? told.value === null : Math.abs((told.value ?? NaN) - value) < 1e-9);
      return isSame ? [] : [{ id, plain: { value, n }, told }];
    });
    expect(differing).toEqual([]);
    const drawn = conclusions.map(({ rule, conclusion, n }) => [`${rule} ${conclusion}`, n] as const);
    expect(Object.fromEntries(drawn)).toEqual(await independentConclusions(database.pool, month, places));
    expect(new Set(conclusions.map(({ conclusion }) => conclusion)).size).toBeGreaterThan(
      scope.by === 'city' ? 3 : 0,
    );
    // the history begins in the middle of September; a department has too few cases to tell
    expect(reportedSince).toEqual(scope.by === 'department' ? undefined : { previous: '2026-09-17' });
    expect(plain['flagged']?.n).toBeGreaterThan(scope.by === 'city' ? 400 : 1);
    expect(plain['submitted']?.n).toBeGreaterThan(scope.by === 'city' ? 500 : 2);
  });
});
