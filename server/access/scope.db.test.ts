import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Account } from '#contract/account';
import { caseIsInScope, countCases, listCases, type CaseFilter } from '../cases/caseListStore.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { countFlags, flagInScope, listFlags, type FlagFilter } from '../flags/flagListStore.ts';
import {
  insertCases,
  insertFlags,
  readingCity,
  readingDepartments,
  readingRegions,
} from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { departmentsBelow, regionsBelow, scopeOf } from './scope.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let catalogue: Catalogue;

/** Every region with every department, and cases that nobody has been named for. */
const places = [...readingRegions, null].flatMap((region) =>
  [...readingDepartments, null].map((department) => ({ region, department })),
);
let flagIds: number[];

beforeAll(async () => {
  database = await testDatabase();
  catalogue = await readingCity(database.pool, start);
  await insertCases(
    database.pool,
    places.map((place, index) => ({ id: `${index}`, at: start + index, ...place })),
  );
  flagIds = await insertFlags(
    database.pool,
    places.map((place, index) => ({ caseId: `${index}`, rule: 'TIM-02', at: start + index, ...place })),
  );
});
afterAll(() => database.drop());

const account: fc.Arbitrary<Account> = fc.record({
  id: fc.constant(1),
  name: fc.constant('any'),
  displayName: fc.constant('any'),
  role: fc.constantFrom(...roles),
  region: fc.constantFrom(null, 'C', 'unknown', ...readingRegions),
  department: fc.constantFrom(null, 'unknown', ...readingDepartments),
});
const some = <T extends string>(codes: readonly T[]): fc.Arbitrary<T[] | null> =>
  fc.option(fc.subarray([...codes], { minLength: 1 }));
const asked = fc.record({ regions: some(['C', ...readingRegions]), departments: some(readingDepartments) });

// said again in the plainest words: walk up the parents
const regionParents: Record<string, string> = { A: 'C', A1: 'A', B: 'C', Z: 'C' };
const departmentParents: Record<string, string> = { 'A-H-1': 'A-H' };
const lies = (code: string | null, under: string, parents: Record<string, string>): boolean =>
  code === under || (code !== null && parents[code] !== undefined && lies(parents[code], under, parents));
const maySee = (who: Account, place: (typeof places)[number]): boolean =>
  (who.region === null || lies(place.region, who.region, regionParents)) &&
  (who.department === null
    ? who.role !== 'department'
    : lies(place.department, who.department, departmentParents));

test('no list, count or single row shows more or less than the account’s region and department, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(account, asked, fc.nat(places.length - 1), async (who, filter, one) => {
      const scope = scopeOf(who, catalogue);
      const narrowed = {
        regions: filter.regions && regionsBelow(filter.regions, catalogue),
        departments: filter.departments && departmentsBelow(filter.departments, catalogue),
      };
      const expected = places.flatMap((place, index) =>
        maySee(who, place) &&
        (filter.regions?.some((code) => lies(place.region, code, regionParents)) ?? true) &&
        (filter.departments?.some((code) => lies(place.department, code, departmentParents)) ?? true)
          ? [`${index}`]
          : [],
      );
      const cases = caseFilter({ scope, ...narrowed });
      const flags = flagFilter({ scope, ...narrowed });
      const { pool } = database;
      expect((await listCases(pool, cases, null, 200)).map((row) => row.caseId).reverse()).toEqual(expected);
      expect(await countCases(pool, cases, 10_001)).toBe(expected.length);
      expect((await listFlags(pool, flags, null, 200)).map((row) => row.subjectId).reverse()).toEqual(
        expected,
      );
      expect(await countFlags(pool, flags, 10_001)).toBe(expected.length);
      const visible = maySee(who, places[one]!);
      expect(await caseIsInScope(pool, `${one}`, scope)).toBe(visible);
      expect((await flagInScope(pool, flagIds[one]!, scope)) !== undefined).toBe(visible);
    }),
    { numRuns: 150 },
  );
});

const caseFilter = (given: Pick<CaseFilter, 'scope' | 'regions' | 'departments'>): CaseFilter => ({
  ...given,
  items: null,
  stages: null,
  ended: null,
  alerts: null,
  queried: null,
  namespace: null,
  number: null,
  from: null,
  to: null,
  dueBefore: null,
});
const flagFilter = (given: Pick<FlagFilter, 'scope' | 'regions' | 'departments'>): FlagFilter => ({
  ...given,
  rules: null,
  severities: null,
  statuses: null,
  caseState: null,
  live: null,
  items: null,
  caseId: null,
  number: null,
  from: null,
  to: null,
  raisedFrom: null,
  raisedTo: null,
  owner: null,
  dueBefore: null,
  unansweredAt: null,
  orderId: null,
});
