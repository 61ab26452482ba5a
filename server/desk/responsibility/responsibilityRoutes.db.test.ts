import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { CaseEvent, CaseEventType } from '#contract/caseEvent';
import { caseResponsibilitySchema, responsibilitySchema } from '#contract/responsibilitySchema';
import type { ResponsibilityLine } from '#contract/responsibilitySchema';
import { defaultSourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { loadCatalogue } from '../../catalogue/loadCatalogue.ts';
import { registerSource } from '../../catalogue/registerSource.ts';
import { seedCalendar } from '../../catalogue/seedCalendar.ts';
import { custody, firstAsked, handlerKey, heldAt, type Holding } from '../../domain/cases/custody.ts';
import { validEvents } from '../../domain/cases/foldCase.ts';
import { heldTime } from '../../domain/clock/heldTime.ts';
import { accountWithToken, readApp } from '../../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../../testing/readingCity.ts';
import { at, cnCalendar } from '../../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { exportRoutes } from '../export/exportRoutes.ts';
import { responsibilityRoutes } from './responsibilityRoutes.ts';

const now = at('2026-03-31 09:00');
const begin = at('2026-03-02 09:00');
const hour = 3_600_000;
const places = [
  { region: 'A', department: 'A-H' },
  { region: 'A', department: 'A-P' },
  { region: 'B', department: 'B-H' },
];
type Place = (typeof places)[number];
const tokens = new Map<string, string>();
const scopes: Record<string, (place: Place) => boolean> = {
  city: () => true,
  office: ({ department }) => department === 'A-H',
  districtA: ({ region }) => region === 'A',
};
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

interface Told {
  caseId: string;
  place: Place;
  events: CaseEvent[];
  concluded: Instant | undefined;
  flagAt: Instant;
  red: boolean;
}
const middle: CaseEventType[] = [
  'case.accepted',
  'case.step_started',
  'case.step_completed',
  'case.fee_charged',
  'case.suspended',
  'case.resumed',
  'case.decided',
];

/** The same cases at every run: handlers come and go, some events name none, some are voided. */
function tellCases(count: number): Told[] {
  let state = 7;
  const draw = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Array.from({ length: count }, (_, n) => {
    const caseId = `case-${String(n).padStart(3, '0')}`;
    const place = places[draw(3)] ?? expect.unreachable();
    let time = begin + draw(120) * hour;
    const events: CaseEvent[] = [];
    const add = (type: CaseEventType, data: CaseEvent['data'] = {}) => {
      const nth = draw(9);
      const handler = { handler: { code: `h${nth}`, name: '王小明', kind: kinds[nth % 3]! } };
      const department = draw(5) === 0 ? { department: places[draw(3)]!.department } : {};
      events.push({
        caseId,
        sourceId: 1 + draw(2),
        eventId: `e${events.length}`,
        type,
        occurredAt: time,
        receivedAt: time,
        catalogueRevision: 1,
        data: { ...(draw(4) === 0 ? {} : handler), ...department, step: 's', ...data },
      });
      time += draw(6) === 0 ? 0 : draw(40) * hour;
    };
    add('case.submitted');
    for (let i = draw(6); i > 0; i -= 1) add(middle[draw(middle.length)] ?? 'case.accepted');
    if (draw(4) === 0) {
      const { eventId, sourceId } = events[draw(events.length)]!;
      add('case.voided_event', { eventId });
      events.at(-1)!.sourceId = sourceId;
    }
    const concluded = draw(3) === 0 ? undefined : time;
    if (concluded !== undefined) add('case.concluded', { outcome: 'granted' });
    if (draw(4) === 0 && concluded !== undefined) add('case.delivered');
    return { caseId, place, events, concluded, flagAt: begin + draw(500) * hour, red: draw(3) === 0 };
  });
}
const kinds = ['human', 'machine', 'unknown'] as const;
const cases = tellCases(240);

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, now);
  await readingCity(pool, now);
  const settings = defaultSourceSettings;
  for (const name of ['1', '2']) await registerSource(pool, { name, namespace: '', settings }, now);
  const catalogue = await loadCatalogue(pool, 'Asia/Shanghai');
  await insertCases(
    pool,
    cases.map(({ caseId, place, concluded }) => ({
      id: caseId,
      at: begin,
      ...place,
      ...(concluded === undefined ? {} : { concluded, outcome: 'granted' as const }),
    })),
  );
  const events = cases.flatMap((told) => told.events);
  await pool.query(
    `insert into case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at,
                              catalogue_revision, content_hash, data)
     select "caseId", to_timestamp("occurredAt" / 1000.0), "sourceId", "eventId", type,
            to_timestamp("occurredAt" / 1000.0), now(), 1, '', data
       from json_to_recordset($1) as given ("caseId" text, "occurredAt" bigint, "sourceId" integer, "eventId" text,
            type text, data json)`,
    [JSON.stringify(events)],
  );
  await pool.query(
    `update cases c set first_event_at = e.first, last_event_at = e.last
       from (select case_id, min(occurred_at) as first, max(occurred_at) as last from case_events group by case_id) e
      where e.case_id = c.case_id`,
  );
  await insertFlags(
    pool,
    cases.map(({ caseId, place, flagAt, red }) => ({
      caseId,
      rule: red ? ('TIM-03' as const) : ('COR-01' as const),
      severity: red ? ('red' as const) : ('yellow' as const),
      at: flagAt,
      ...place,
    })),
  );
  const first = cases[0] ?? expect.unreachable();
  const flag = { caseId: first.caseId, at: first.flagAt, ...first.place };
  await insertFlags(pool, [
    { ...flag, rule: 'STEP-01', severity: 'query' },
    { ...flag, rule: 'HANG-01', status: 'withdrawn' },
    { ...flag, rule: 'DLV-01', status: 'exempt' },
    { ...flag, rule: 'ACC-03', status: 'archived' },
    { ...flag, rule: 'FEE-01', severity: 'red', status: 'closed' },
  ]);
  await pool.query(
    `update flags set followup = '{"verdict": {"verdict": "objective_cause"}}' where rule = 'FEE-01'`,
  );
  const lawBroken = cases.find(({ red }) => red) ?? expect.unreachable();
  await insertFlags(pool, [
    { caseId: lawBroken.caseId, rule: 'TIM-02', at: lawBroken.flagAt, ...lawBroken.place },
  ]);
  tokens.set('city', await accountWithToken(pool, { name: 'city', role: 'supervisor' }, now));
  tokens.set('monitor', await accountWithToken(pool, { name: 'monitor', role: 'monitor' }, now));
  const office = { name: 'office', role: 'department', department: 'A-H' } as const;
  tokens.set('office', await accountWithToken(pool, office, now));
  const districtA = { name: 'districtA', role: 'inspector', region: 'A' } as const;
  tokens.set('districtA', await accountWithToken(pool, districtA, now));
  app = await readApp(pool, { now }, (access) => {
    const parts = { ...access, catalogue: () => catalogue };
    return [responsibilityRoutes(parts), exportRoutes(parts)];
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (who: string, path: string): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, { headers: { authorization: `Bearer ${tokens.get(who) ?? ''}` } });
async function lines(who: string, query: string): Promise<ResponsibilityLine[]> {
  const items: ResponsibilityLine[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page = responsibilitySchema.parse(
      await (await ask(who, `/responsibility?limit=7&${query}${after}`)).json(),
    );
    items.push(...page.items);
    if (page.nextCursor === null) expect(page.total).toBe(items.length);
    cursor = page.nextCursor;
  }
  return items;
}

type By = 'handler' | 'department' | 'item';
const held = heldTime(cnCalendar(), []);

/** Said again by the law itself: custody, and who is named by it. */
function expected(who: string, by: By): Omit<ResponsibilityLine, 'name'>[] {
  const found = new Map<string | null, Omit<ResponsibilityLine, 'name'>>();
  const line = (code: string | null) => {
    const none = { code, outcomes: 0, held: 0, firstAsked: 0, red: 0, cases: 0, worked: 0 };
    const known = found.get(code) ?? none;
    found.set(code, known);
    return known;
  };
  const codeOf = (holding: Holding | undefined, place: Place): string | null => {
    if (by === 'item') return 'permit';
    if (by === 'department') return holding?.department ?? place.department;
    return holding ? handlerKey(holding) : null;
  };
  const asked = cases.filter(
    ({ place, flagAt }) => scopes[who]?.(place) && flagAt >= at('2026-03-01') && flagAt < at('2026-04-01'),
  );
  for (const { events, place, flagAt, red, concluded } of asked) {
    const holdings = custody(validEvents(events));
    const holder = line(codeOf(holdings[heldAt(holdings, flagAt)], place));
    const first = holdings[firstAsked(holdings)];
    const concerned = new Set([holder, ...(first ? [line(codeOf(first, place))] : [])]);
    holder.held += 1;
    if (first) line(codeOf(first, place)).firstAsked += 1;
    for (const one of concerned) {
      one.outcomes += 1;
      one.cases += 1;
      if (red) one.red += 1;
    }
    const until = Math.min(flagAt, concluded ?? Infinity);
    for (const holding of holdings) {
      const time = held(Math.min(holding.from, until), Math.min(holding.until ?? Infinity, until)).worked;
      const code = codeOf(holding, place);
      if (time > 0 || found.has(code)) line(code).worked += time;
    }
  }
  return [...found.values()]
    .filter(({ outcomes }) => outcomes > 0)
    .sort((a, b) => b.outcomes - a.outcomes || ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

describe('whose the bad outcomes of a month are', () => {
  for (const who of Object.keys(scopes))
    for (const by of ['handler', 'department', 'item'] as const)
      it(`is what custody says, by ${by}, for ${who}`, async () => {
        const answered = await lines(who, `by=${by}&period=2026-03`);
        expect(answered.map(({ name: _name, ...one }) => one)).toEqual(expected(who, by));
      });

  it('can be asked of a department, with all below it', async () => {
    const [all = 0, one = 0] = await Promise.all(
      ['', '&department=A-P'].map(async (narrowed) =>
        (await lines('city', `by=item&period=2026-03${narrowed}`)).reduce(
          (sum, { outcomes }) => sum + outcomes,
          0,
        ),
      ),
    );
    expect(one).toBe(cases.filter(({ place }) => place.department === 'A-P').length);
    expect(all).toBe(cases.length);
  });

  it('names no person whole, and no other month’s', async () => {
    const named = (await lines('city', 'by=handler&period=2026-03')).filter(({ code }) => code !== null);
    expect(new Set(named.map(({ name }) => name))).toEqual(new Set(['王**']));
    expect(await lines('city', 'period=2026-02')).toEqual([]);
  });

  it('is no matter for a screen in a hall, and wrong words are refused by name', async () => {
    expect((await ask('monitor', '/responsibility')).status).toBe(403);
    expect((await ask('monitor', '/cases/case-000/responsibility')).status).toBe(403);
    const wrong = await ask('city', '/responsibility?by=person');
    expect([wrong.status, (await wrong.json()).path]).toEqual([400, 'by']);
    const period = await ask('city', '/responsibility?period=March');
    expect([period.status, (await period.json()).path]).toEqual([400, 'period']);
  });

  it('is written out in both languages, each within their scope', async () => {
    const file = await (await ask('office', '/responsibility.csv?by=department&period=2026-03')).text();
    const rows = file.trim().split('\r\n');
    expect(rows[0]).toBe('部门,名称,不良结果数,发生时承办,首问,其中红牌,办件数,承办工作日');
    expect(rows).toHaveLength(1 + expected('office', 'department').length);
    const english = await (await ask('city', '/responsibility.csv?period=2026-03&lang=en')).text();
    expect(english).toContain('Handler,Name,Bad outcomes');
    expect((await ask('city', '/responsibility.xlsx?period=2026-03')).status).toBe(200);
  });
});

test('a case tells who had it, who was asked first and whose each bad outcome is', async () => {
  for (const { caseId, events, flagAt } of cases.slice(0, 20)) {
    const found = caseResponsibilitySchema.parse(
      await (await ask('city', `/cases/${caseId}/responsibility`)).json(),
    );
    const holdings = custody(validEvents(events));
    expect(found.holdings.map(({ handler, from }) => [handler.code, Date.parse(from)])).toEqual(
      holdings.map(({ handler, from }) => [handler.code, from]),
    );
    expect(found.firstAsked ?? -1).toBe(firstAsked(holdings));
    expect(found.outcomes.map(({ heldBy }) => heldBy ?? -1)).toEqual([heldAt(holdings, flagAt)]);
    for (const { handler } of found.holdings) expect(handler.name).toBe('王**');
  }
});

test('a case outside the scope is as if it were not', async () => {
  const elsewhere = cases.find(({ place }) => place.region === 'B') ?? expect.unreachable();
  expect((await ask('office', `/cases/${elsewhere.caseId}/responsibility`)).status).toBe(404);
  expect((await ask('office', '/cases/none/responsibility')).status).toBe(404);
});
