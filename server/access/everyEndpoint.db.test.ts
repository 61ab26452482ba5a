import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Role } from '#contract/account';
import { caseRoutes } from '../cases/caseRoutes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { flagRoutes } from '../flags/flagRoutes.ts';
import { overviewRoutes } from '../overview/overviewRoutes.ts';
import { rankingRoutes } from '../overview/rankingRoutes.ts';
import { sourceRoutes } from '../overview/sourceRoutes.ts';
import { mayJoin } from '../push/mayJoin.ts';
import { wallScope } from '../push/wallScope.ts';
import { insertCases, readingCity, readingDepartments, readingRegions } from '../testing/readingCity.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { auditRoutes } from './auditRoutes.ts';
import { permitted } from './permissions.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
/** Cases over all places, in turn; every second has a flag. */
const caseCount = 6000;
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let catalogue: Catalogue;
let headers: { authorization: string };

interface Place {
  region: string | null;
  department: string | null;
}
/** Every region with every department, and what nobody has been named for. */
const places: Place[] = [...readingRegions, null].flatMap((region) =>
  [...readingDepartments, null].map((department) => ({ region, department })),
);
const placeOf = (caseId: string): Place => places[Number(caseId) % places.length] ?? expect.unreachable();
/** Sources, and what each may report for. */
const sources = [
  { name: 'all', regions: [], departments: [] },
  { name: 'A', regions: ['A', 'A1'], departments: [] },
  { name: 'A1', regions: ['A1'], departments: ['A-H-1'] },
  { name: 'A-H', regions: [], departments: ['A-H'] },
  { name: 'A and B', regions: ['A', 'B'], departments: ['A-H', 'B-H'] },
];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  catalogue = await readingCity(pool, now);
  await insertCases(
    pool,
    Array.from({ length: caseCount }, (_, i) => {
      const due = now - 3_600_000;
      return { id: `${i}`, at: now - caseCount + i, due, concluded: due + (i % 3) - 1, ...placeOf(`${i}`) };
    }),
  );
  await pool.query(
    `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, case_state, region, department, item,
                        occurred_at, raised_at, rule_version, as_of, known_at, evidence)
     select 'case', case_id, 'TIM-02', 'e1', 'yellow', 'raised', 'concluded', region, department, item, first_event_at,
            first_event_at, 1, first_event_at, first_event_at, '{}'
       from cases where case_id::integer % 2 = 0`,
  );
  await pool.query(
    `insert into stats_day (day, region, department, item, channel, namespace, submitted)
     select '2026-11-21', coalesce(region, ''), coalesce(department, ''), 'permit', 'web', '', count(*)
       from cases group by region, department`,
  );
  await pool.query(
    `insert into stats_open (region, department, item, namespace, open)
     select coalesce(region, ''), coalesce(department, ''), 'permit', '', count(*) from cases group by region, department`,
  );
  await pool.query(
    `with added as (
       insert into sources (name, uri, settings, created_at)
       select name, '/' || name, json_build_object('regions', regions, 'departments', departments), now()
         from json_to_recordset($1) as given (name text, regions json, departments json)
       returning source_id, name
     )
     insert into dead_letters (source_id, received_at, code, message, body, truncated, expires_at)
     select source_id, now(), 'unknown_item', name, '', false, now() + interval '1 day' from added`,
    [JSON.stringify(sources)],
  );
  await pool.query(
    `insert into audit_entries (at, actor, action, subject_kind, subject_id, detail)
     select now(), 'li', 'person.revealed', 'case', case_id, '{}' from cases where case_id::integer < 300`,
  );
  headers = { authorization: `Bearer ${await accountWithToken(pool, { name: 'any', role: 'admin' }, now)}` };
  app = await readApp(pool, { now }, (access) => {
    const parts = { ...access, catalogue: () => catalogue };
    // what a case holds is told by its events, which these have not: here it is asked whether it is told at all
    const view = (caseId: string) => Promise.resolve({ caseId });
    return [
      caseRoutes({ ...parts, viewCase: view, explainCase: view }),
      flagRoutes(parts),
      overviewRoutes(parts),
      rankingRoutes(parts),
      sourceRoutes(parts),
      auditRoutes(parts),
    ];
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Who extends Place {
  role: Role;
}
const who: fc.Arbitrary<Who> = fc.record({
  role: fc.constantFrom(...roles),
  region: fc.constantFrom(null, null, 'C', 'unknown', ...readingRegions),
  department: fc.constantFrom(null, null, 'unknown', ...readingDepartments),
});

// scope said again in the plainest words: walk up the parents
const parents: Record<string, string> = { A: 'C', A1: 'A', B: 'C', Z: 'C', 'A-H-1': 'A-H' };
const lies = (code: string | null, under: string): boolean =>
  code === under || (code !== null && parents[code] !== undefined && lies(parents[code], under));
const maySee = ({ role, region, department }: Who, place: Place): boolean =>
  (region === null || lies(place.region, region)) &&
  (department === null ? role !== 'department' : lies(place.department, department));
const maySeeAll = (by: Who, { regions, departments }: (typeof sources)[number]): boolean =>
  (by.region === null || (regions.length > 0 && regions.every((code) => lies(code, by.region!)))) &&
  (by.department === null ||
    (departments.length > 0 && departments.every((code) => lies(code, by.department!))));

const regionOf: Record<string, string> = { 'A-H': 'A', 'A-H-1': 'A1', 'A-P': 'A', 'B-H': 'B', 'Z-O': 'Z' };
const become = ({ role, region, department }: Who): Promise<unknown> =>
  database.pool.query(`update accounts set role = $1, region = $2, department = $3 where name = 'any'`, [
    role,
    region,
    department,
  ]);
const ask = (path: string): Promise<Response> => fetch(`${app.url}/api/v1${path}`, { headers });
const json = async (path: string) => {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  return answer.json();
};
const asked = fc.record({
  region: fc.constantFrom('', 'C', ...readingRegions),
  department: fc.constantFrom('', ...readingDepartments),
});
const narrowed = (place: Place, filter: { region: string; department: string }): boolean =>
  (filter.region === '' || lies(place.region, filter.region)) &&
  (filter.department === '' || lies(place.department, filter.department));
const queryOf = (filter: Record<string, string>): string =>
  new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
const allCases = Array.from({ length: caseCount }, (_, i) => `${i}`);
const whole = { numRuns: 40 };

test('lists of cases and flags hold every row of the scope and none outside it, whatever is asked for', async () => {
  await fc.assert(
    fc.asyncProperty(who, asked, async (by, filter) => {
      await become(by);
      const visible = allCases.filter((id) => maySee(by, placeOf(id)) && narrowed(placeOf(id), filter));
      const cases = await json(`/cases?limit=200&${queryOf(filter)}`);
      expect(cases.total).toBe(visible.length);
      expect(cases.items.map(({ caseId }: { caseId: string }) => caseId)).toEqual(
        visible.slice(-200).reverse(),
      );
      const flagged = visible.filter((id) => Number(id) % 2 === 0);
      const flags = await json(`/flags?limit=200&${queryOf(filter)}`);
      expect(flags.total).toBe(flagged.length);
      expect(flags.items.map(({ subject }: { subject: { id: string } }) => subject.id)).toEqual(
        flagged.slice(-200).reverse(),
      );
    }),
    whole,
  );
});

test('a single case or flag is there for whom it is in scope, and for others as if it were not', async () => {
  const { rows } = await database.pool.query<{ flagId: number; caseId: string }>(
    `select flag_id as "flagId", subject_id as "caseId" from flags order by flag_id limit 60`,
  );
  await fc.assert(
    fc.asyncProperty(who, fc.constantFrom(...rows), async (by, { flagId, caseId }) => {
      await become(by);
      const expected = maySee(by, placeOf(caseId)) ? 200 : 404;
      for (const path of [`/cases/${caseId}`, `/cases/${caseId}/explain`, `/flags/${flagId}`])
        expect((await ask(path)).status).toBe(expected);
    }),
    whole,
  );
});

test('figures count the scope alone', async () => {
  await fc.assert(
    fc.asyncProperty(who, async (by) => {
      await become(by);
      const visible = allCases.filter((id) => maySee(by, placeOf(id)));
      const flagged = visible.filter((id) => Number(id) % 2 === 0).length;
      const overview = await json('/overview');
      expect(overview.counted.submitted).toBe(visible.length);
      expect(overview.standing.open).toBe(visible.length);
      expect(overview.onTimeByPromise.n).toBe(visible.length);
      expect(overview.flagged).toEqual(flagged === 0 ? [] : [{ severity: 'yellow', n: flagged }]);
      for (const columns of ['department', 'item'])
        for (const metric of ['submitted', 'open', 'flagged', 'on_time_rate']) {
          const { rows, cells } = await json(`/heatmap?columns=${columns}&metric=${metric}`);
          for (const { row } of cells)
            expect(visible.some((id) => (placeOf(id).region ?? '') === rows[row].code)).toBe(true);
          const counted: number = cells.reduce((sum: number, cell: { n: number }) => sum + cell.n, 0);
          expect(counted).toBeLessThanOrEqual(metric === 'flagged' ? flagged : visible.length);
        }
      for (const key of ['department', 'region'] as const) {
        // a rank is one among all of the city: what is narrowed is whose
        const { rows } = await json(`/rankings?by=${key}`);
        for (const { code } of rows) {
          const place: Place =
            key === 'region'
              ? { region: code, department: null }
              : { region: regionOf[code] ?? null, department: code };
          expect(maySee(by, place)).toBe(true);
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('sources and dead letters are those that tell of nothing outside the scope', async () => {
  await fc.assert(
    fc.asyncProperty(who, async (by) => {
      await become(by);
      const visible = sources.filter((source) => maySeeAll(by, source)).map(({ name }) => name);
      const names = (items: { name?: string; source?: string }[]) =>
        items.map(({ name, source }) => name ?? source).sort();
      const mayReadSources = permitted.readSources.some((role) => role === by.role);
      const list = await ask('/sources');
      expect(list.status).toBe(mayReadSources ? 200 : 403);
      if (mayReadSources) expect(names((await list.json()).items)).toEqual(visible.sort());
      const mayReadLetters = permitted.readDeadLetters.some((role) => role === by.role);
      const letters = await ask('/dead-letters');
      expect(letters.status).toBe(mayReadLetters ? 200 : 403);
      if (!mayReadLetters) return;
      const page = await letters.json();
      expect(names(page.items)).toEqual(visible.sort());
      expect(page.total).toBe(visible.length);
    }),
    whole,
  );
});

test('the audit of a limited account is of its cases', async () => {
  await fc.assert(
    fc.asyncProperty(who, async (by) => {
      await become(by);
      const answer = await ask('/audit?action=person&limit=200');
      const mayRead = permitted.readAudit.some((role) => role === by.role);
      expect(answer.status).toBe(mayRead ? 200 : 403);
      if (!mayRead) return;
      const expected = allCases.slice(0, 300).filter((id) => maySee(by, placeOf(id)));
      const { total, items } = await answer.json();
      expect(total).toBe(expected.length);
      for (const { subject } of items) expect(maySee(by, placeOf(subject.id))).toBe(true);
    }),
    whole,
  );
});

test('a wall’s room is joined only by whom everything it counts is in scope for', () => {
  fc.assert(
    fc.property(
      who,
      fc.constantFrom('wall', ...['C', ...readingRegions].map((code) => `wall:${code}`)),
      (by, room) => {
        const account = { id: 1, name: 'any', displayName: 'any', ...by };
        if (!mayJoin(account, room, catalogue)) return;
        const counted = wallScope(room, catalogue)?.regions ?? null;
        for (const place of places)
          if (counted === null || (place.region !== null && counted.has(place.region)))
            expect(maySee(by, place)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
