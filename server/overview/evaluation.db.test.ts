import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { evaluationSchema, evaluationTermsListSchema, type Evaluation } from '#contract/evaluationSchema';
import type { FlagStatus, RuleId } from '#contract/rule';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import {
  insertCases,
  insertFlags,
  readingCity,
  readingDepartments,
  type CaseGiven,
} from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { testTerms } from '../testing/testTerms.ts';
import { evaluationRoutes } from './evaluationRoutes.ts';
import { evaluationTermsRoutes } from './evaluationTermsRoutes.ts';

const day = 86_400_000;
const hour = 3_600_000;
const march = { from: at('2026-03-01 00:00'), to: at('2026-04-01 00:00') };
const now = at('2026-04-10 09:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

/** How a flag stands, as its row has it. */
const stands = {
  raised: { status: 'raised' },
  sent: { status: 'sent', followup: {} },
  confirmed: { status: 'confirmed', followup: { verdict: { verdict: 'confirmed_violation' } } },
  closed: { status: 'closed', followup: { verdict: { verdict: 'confirmed_delay' }, appeal: null } },
  appealed: {
    status: 'rectifying',
    followup: { verdict: { verdict: 'confirmed_delay' }, appeal: { dueAt: 1, outcome: null } },
  },
  escalated: {
    status: 'confirmed',
    followup: { verdict: { verdict: 'confirmed_delay' }, appeal: { dueAt: 1, outcome: 'escalated' } },
  },
  upheld: {
    status: 'rectifying',
    followup: { verdict: { verdict: 'confirmed_delay' }, appeal: { dueAt: 1, outcome: 'upheld' } },
  },
  objective: { status: 'closed', followup: { verdict: { verdict: 'objective_cause' } } },
  false_alarm: { status: 'withdrawn', followup: { verdict: { verdict: 'false_alarm' } } },
  data_problem: { status: 'withdrawn', followup: { verdict: { verdict: 'data_problem' } } },
  pending: {
    status: 'withdrawal_pending',
    followup: { before: { verdict: { verdict: 'confirmed_delay' } } },
  },
  exempt: { status: 'exempt' },
  archived: { status: 'archived' },
} as const satisfies Record<string, { status: FlagStatus; followup?: object }>;
type Stand = keyof typeof stands;
const everyStand = Object.keys(stands) as Stand[];

const regionOf: Record<string, string> = { 'A-H': 'A', 'A-H-1': 'A1', 'A-P': 'A', 'B-H': 'B', 'Z-O': 'Z' };
const caseCount = 900;
const idOf = (i: number): string => (i % 41 === 0 ? `city:${i}` : `${i}`);
/** Due through February to April; a third late, some open, some left out, some children, some by the law alone. */
function cases(): CaseGiven[] {
  return Array.from({ length: caseCount }, (_, i): CaseGiven => {
    const department = readingDepartments[i % 5] ?? '';
    const due = at('2026-02-20 00:00') + (i % 47) * day;
    const isOpen = i % 31 === 0;
    return {
      id: idOf(i),
      at: due - 5 * day,
      region: regionOf[department] ?? null,
      department,
      ...(i % 13 === 0 ? { lawDue: due } : { due, lawDue: due + 10 * day }),
      ...(isOpen ? {} : { concluded: i % 3 === 0 ? due + hour : due }),
      ...(isOpen ? {} : { outcome: i % 29 === 0 ? 'withdrawn' : i % 37 === 0 ? 'transferred' : 'granted' }),
      ...(i % 17 === 0 ? { parent: '1' } : {}),
      ...(i % 41 === 0 ? { namespace: 'city' } : {}),
    };
  });
}

/** Late cases, and others by many rules, with flags that stand in every way. */
function flags(): { caseId: string; rule: RuleId; at: number; department: string; stand: Stand }[] {
  return Array.from({ length: caseCount }, (_, i) => i).flatMap((i) => {
    const department = readingDepartments[i % 5] ?? '';
    const due = at('2026-02-20 00:00') + (i % 47) * day;
    const of = (rule: RuleId, turn: number) => ({
      caseId: idOf(i),
      rule,
      at: due,
      department,
      stand: everyStand[turn % everyStand.length] ?? 'raised',
    });
    return [
      ...(i % 3 === 0 && i % 4 !== 0 ? [of('TIM-02', i / 3)] : []),
      ...(i % 21 === 0 ? [of('TIM-03', i / 21 + 3)] : []),
      ...(i % 7 === 0 ? [of('FEE-01', i / 7)] : []),
      ...(i % 8 === 0 ? [of('BKF-01', i / 8)] : []),
    ];
  });
}

interface Rated {
  caseId: string;
  department: string;
  region: string | null;
  namespace: string;
  at: number;
  score: number;
  isDefault: boolean;
}
/** Every other concluded case, two hours later; a quarter by default. */
const ratings: Rated[] = cases().flatMap(({ id, department, region, namespace, concluded }, i) =>
  concluded === undefined || i % 2 !== 0
    ? []
    : [
        {
          caseId: id,
          department: department ?? '',
          region: region ?? null,
          namespace: namespace ?? '',
          at: concluded + 2 * hour,
          score: 1 + (((i * 7) % 13) % 5),
          isDefault: i % 8 === 4,
        },
      ],
);
const isBad = ({ score, isDefault }: Rated): boolean => score <= 2 && !isDefault;
const inMarch = ({ at: when }: Rated): boolean => when >= march.from && when < march.to;

/** As ingest keeps them: a day's counters by level, and the bad ones with their case. */
async function insertRatings(): Promise<void> {
  const { pool } = database;
  const given = JSON.stringify(ratings);
  await pool.query(
    `insert into stats_day (day, region, department, item, channel, namespace, rated, rated_good, rated_default,
                            voluntary_1, voluntary_2, voluntary_3, voluntary_4, voluntary_5)
     select (to_timestamp(at / 1000.0) at time zone 'Asia/Shanghai')::date, region, department, 'permit', 'phone', namespace,
            count(*), count(*) filter (where score >= 4), count(*) filter (where "isDefault"),
            count(*) filter (where not "isDefault" and score = 1), count(*) filter (where not "isDefault" and score = 2),
            count(*) filter (where not "isDefault" and score = 3), count(*) filter (where not "isDefault" and score = 4),
            count(*) filter (where not "isDefault" and score = 5)
       from json_to_recordset($1) as r (region text, department text, namespace text, at bigint, score integer,
                                        "isDefault" boolean)
      group by 1, 2, 3, namespace`,
    [given],
  );
  await pool.query(
    `update cases c set bad_ratings = json_build_array(json_build_object('at', r.at, 'score', r.score))
       from json_to_recordset($1) as r ("caseId" text, at bigint, score integer)
      where c.case_id = r."caseId"`,
    [JSON.stringify(ratings.filter(isBad))],
  );
}

/** A confirmed flag's way from its verdict to its rectification, in time or not. */
async function rectifications(flagIds: readonly number[]): Promise<void> {
  const { pool } = database;
  for (const [i, flagId] of flagIds.entries()) {
    const dueAt = march.from + (i % 40) * day;
    const told = (reason: string, to: string, when: number, detail: object) =>
      pool.query(
        `insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor, detail)
         values ($1, $2, $3, $4, 'yellow', 'li', $5)`,
        [flagId, new Date(when), reason, to, JSON.stringify(detail)],
      );
    await told('judged', 'confirmed', dueAt - 10 * day, { dueAt: i % 5 === 0 ? dueAt - 3 * day : dueAt });
    // an order moves the end of the limit
    if (i % 5 === 0) await told('order_issued', 'rectifying', dueAt - 9 * day, { dueAt });
    await told('limit_passed', 'rectifying', dueAt - 2 * day, { dueAt: 1 });
    if (i % 6 !== 0) await told('rectified', 'reviewing', dueAt + (i % 4 === 0 ? 1 : 0), { dueAt: 2 });
    if (i % 7 === 1) await told('reviewed', 'rectifying', dueAt + day, { passed: false, dueAt: 3 });
  }
}

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, now);
  for (const account of [
    { name: 'all', role: 'auditor' as const },
    { name: 'admin', role: 'admin' as const },
    { name: 'district', role: 'inspector' as const, region: 'A' },
    { name: 'office', role: 'department' as const, department: 'A-H' },
  ])
    tokens.set(account.name, await accountWithToken(pool, account, now));
  await insertCases(pool, cases());
  const given = flags();
  const ids = await insertFlags(
    pool,
    given.map(({ stand, department, ...flag }) => ({
      ...flag,
      department,
      region: regionOf[department] ?? null,
      status: stands[stand].status,
    })),
  );
  await pool.query(
    `update flags set followup = given.followup
       from json_to_recordset($1) as given (id bigint, followup jsonb) where flag_id = id`,
    [
      JSON.stringify(
        given.flatMap(({ stand }, i) => {
          const how = stands[stand];
          return 'followup' in how ? [{ id: ids[i], followup: how.followup }] : [];
        }),
      ),
    ],
  );
  const wasConfirmed: ReadonlySet<Stand> = new Set([
    'confirmed',
    'closed',
    'appealed',
    'escalated',
    'upheld',
    'data_problem',
  ]);
  await rectifications(ids.filter((_, i) => wasConfirmed.has(given[i]?.stand ?? 'raised')));
  await pool.query(
    `insert into stats_day (day, region, department, item, channel, namespace, concluded, child_concluded)
     select (concluded_at at time zone 'Asia/Shanghai')::date, region, department, 'permit', 'web', namespace, count(*),
            count(parent_case)
       from cases where concluded_at is not null group by 1, 2, 3, namespace`,
  );
  await insertRatings();
  app = await readApp(pool, { now }, (parts) => [
    evaluationRoutes({ ...parts, catalogue: () => catalogue, issued: () => Promise.resolve(undefined) }),
    evaluationTermsRoutes({ ...parts, zone: 'Asia/Shanghai' }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (path: string, who = 'all', body?: object): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${tokens.get(who) ?? ''}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const evaluate = async (query: string, who = 'all'): Promise<Evaluation> =>
  evaluationSchema.parse(await (await ask(`/evaluations?${query}`, who)).json());
const findings = ({ units }: Evaluation) =>
  Object.fromEntries(
    units.map(({ code, parts }) => [
      code,
      Object.fromEntries(parts.map(({ part, findings: found, n }) => [part, [found, n]])),
    ]),
  );

/** The same figures the plain way: case by case and flag by flag, without the view, the roll-ups or the store. */
async function recomputed(column: 'department' | 'region', unit: string): Promise<Record<string, number[]>> {
  const { rows } = await database.pool.query<Record<string, number[]>>(
    `with flag as (
       select flags.*, followup #>> '{verdict,verdict}' as verdict,
              coalesce(followup #> '{appeal,dueAt}' is not null
                       and followup #>> '{appeal,outcome}' is distinct from 'upheld'
                       and followup #>> '{appeal,outcome}' is distinct from 'withdrawn', false) as appealed
         from flags where case $1 when 'region' then region else department end = $2
                      and not exists (select from cases where case_id = subject_id and namespace <> '')),
     sure as (
       select * from flag
        where status in ('confirmed', 'rectifying', 'reviewing', 'closed') and verdict like 'confirmed%' and not appealed),
     due as (
       select case_id, concluded_at is null or concluded_at > coalesce(promised_due_at, statutory_due_at) as late
         from cases
        where case $1 when 'region' then region else department end = $2 and namespace = ''
          and coalesce(promised_due_at, statutory_due_at) > $3 and coalesce(promised_due_at, statutory_due_at) <= $4
          and coalesce(outcome, '') not in ('withdrawn', 'voided', 'transferred')
          and ($1 = 'department' or parent_case is null)),
     judged as (
       select case_id, late from due
        where not late or not exists (
              select from flag where subject_id = case_id and rule in ('TIM-02', 'TIM-03')
                 and (appealed or status in ('withdrawn', 'exempt') or verdict = 'objective_cause'))),
     term as (
       select sure.flag_id, sure.rule,
              coalesce((select max((detail ->> 'dueAt')::bigint) from flag_transitions o
                         where o.flag_id = sure.flag_id and o.reason = 'order_issued'),
                       (select max((detail ->> 'dueAt')::bigint) from flag_transitions j
                         where j.flag_id = sure.flag_id and j.reason = 'judged')) as due_at,
              (select extract(epoch from max(at)) * 1000 from flag_transitions r
                where r.flag_id = sure.flag_id and r.reason = 'rectified') as reported_at,
              exists (select from flag_transitions v
                       where v.flag_id = sure.flag_id and v.reason = 'reviewed') as refused
         from sure
        where rule <> 'TIM-02' or subject_id not in (
              select subject_id from flag
               where rule = 'TIM-03' and status not in ('withdrawn', 'exempt', 'resolved', 'archived'))),
     volume as (
       select count(*) as n from cases
        where case $1 when 'region' then region else department end = $2 and namespace = ''
          and concluded_at >= $3 and concluded_at < $4 and ($1 = 'department' or parent_case is null))
     select array[(select count(*) from judged where late and exists (
                          select from sure where subject_id = case_id and rule in ('TIM-02', 'TIM-03'))),
                  (select count(*) from judged)]::integer[] as timeliness,
            array[(select count(*) from sure where rule = 'FEE-01' and occurred_at >= $3 and occurred_at < $4),
                  (select n from volume)]::integer[] as regularity,
            array[(select count(*) from term where due_at > $5 and due_at <= $6
                      and (reported_at is null or reported_at > due_at or refused)),
                  (select count(*) from term where due_at > $5 and due_at <= $6)]::integer[] as rectification,
            array[(select count(*) from flag
                    where occurred_at >= $3 and occurred_at < $4
                      and (verdict = 'data_problem'
                           or (rule = 'BKF-01' and exists (select from sure where sure.flag_id = flag.flag_id)))),
                  (select n from volume)]::integer[] as data`,
    [column, unit, new Date(march.from), new Date(march.to), march.from, march.to],
  );
  const voluntary = ratings.filter(
    (one) => one[column] === unit && one.namespace === '' && inMarch(one) && !one.isDefault,
  );
  return { ...rows[0], satisfaction: [voluntary.filter(isBad).length, voluntary.length] };
}

describe('the evaluation of units', () => {
  it.each(['department', 'region'] as const)('by %s is what plain counting finds', async (by) => {
    const evaluation = await evaluate(`by=${by}&period=2026-03`);
    const found = findings(evaluation);
    const codes = by === 'department' ? readingDepartments : ['A', 'A1', 'B', 'Z'];
    expect(Object.keys(found).sort()).toEqual([...codes].sort());
    for (const code of codes) {
      const plain = await recomputed(by, code);
      expect([code, found[code]]).toEqual([code, plain]);
      // nothing of it is vacuous
      for (const [part, [missed = 0, n = 0]] of Object.entries(plain))
        expect([code, part, missed > 0, n > missed]).toEqual([code, part, true, true]);
    }
  });

  it('says what each lost point is for, down to the flag, and adds up', async () => {
    const { units, terms, notScored } = await evaluate('by=department&period=2026-03');
    expect(terms).toMatchObject({ version: 1, weights: { timeliness: 40, satisfaction: 15 } });
    expect(notScored).toEqual([]);
    for (const { code, score, parts } of units) {
      const tenths = (points: number[]) => points.reduce((sum, lost) => sum + Math.round(lost * 10), 0);
      expect([code, Math.round((score ?? 0) * 10)]).toEqual([
        code,
        Math.max(0, 1000 - tenths(parts.map(({ lost }) => lost))),
      ]);
      expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 10);
      for (const { part, lost, because, findings: found, figure, interval, ratings: rated } of parts) {
        if (part === 'satisfaction') {
          expect(because).toEqual([]);
          expect(rated?.caseIds.toSorted()).toEqual(
            ratings
              .filter((one) => isBad(one) && inMarch(one) && one.department === code && one.namespace === '')
              .map(({ caseId }) => caseId)
              .sort(),
          );
          continue;
        }
        expect([part, tenths(because.map(({ points }) => points))]).toEqual([part, tenths([lost])]);
        expect(because.reduce((sum, { n }) => sum + n, 0)).toBe(found);
        for (const { n, flagIds } of because) expect(flagIds).toHaveLength(n);
        if (interval && figure !== null) {
          expect(interval[0]).toBeLessThanOrEqual(figure);
          expect(interval[1]).toBeGreaterThanOrEqual(figure);
        }
      }
    }
    const late = units.flatMap(({ parts }) => parts[0]?.because ?? []);
    expect([...new Set(late.map(({ rule }) => rule))].sort()).toEqual(['TIM-02', 'TIM-03']);
    const { rows } = await database.pool.query<{ verdict: string }>(
      `select distinct followup #>> '{verdict,verdict}' as verdict from flags where flag_id = any($1)`,
      [late.flatMap(({ flagIds }) => flagIds)],
    );
    expect(rows.map(({ verdict }) => verdict.slice(0, 9))).toEqual(rows.map(() => 'confirmed'));
  });

  it('draws few bad ratings towards the share of all units, and says it', async () => {
    const { units } = await evaluate('by=department&period=2026-03');
    const satisfaction = units.flatMap(({ parts }) => parts.filter(({ part }) => part === 'satisfaction'));
    const sum = (of: 'findings' | 'n') => satisfaction.reduce((total, one) => total + one[of], 0);
    const whole = sum('findings') / sum('n');
    for (const { findings: bad, n, figure, ratings: rated } of satisfaction) {
      expect(rated?.whole).toBeCloseTo(whole, 12);
      expect(figure).toBeCloseTo(Math.min(bad / n, (bad + 100 * whole) / (n + 100)), 12);
    }
    expect(satisfaction.some(({ findings: bad, n, figure }) => (figure ?? 1) < bad / n)).toBe(true);
    expect(satisfaction.some(({ findings: bad, n, figure }) => figure === bad / n)).toBe(true);
  });

  it('says of a month in which nobody rated that satisfaction is not scored', async () => {
    const { notScored } = await evaluate('by=department&period=2026-01');
    expect(notScored).toMatchObject([{ part: 'satisfaction', weight: 15, reason: 'no_ratings' }]);
  });

  it('tells what it left out', async () => {
    const { units } = await evaluate('by=department&period=2026-03');
    const sum = (part: string, which: 'contested' | 'undecided') =>
      units
        .flatMap(({ parts }) => parts)
        .filter((one) => one.part === part)
        .reduce((total, { leftOut }) => total + leftOut[which], 0);
    const { rows } = await database.pool.query<{ contested: number; undecided: number }>(
      `select count(*) filter (where followup #>> '{appeal,dueAt}' = '1'
                                 and coalesce(followup #>> '{appeal,outcome}', '') <> 'upheld') as contested,
              count(*) filter (where status in ('raised', 'sent', 'withdrawal_pending')) as undecided
         from flags
        where rule = 'FEE-01' and occurred_at >= $1 and occurred_at < $2
          and subject_id not in (select case_id from cases where namespace <> '')`,
      [new Date(march.from), new Date(march.to)],
    );
    expect({
      contested: sum('regularity', 'contested'),
      undecided: sum('regularity', 'undecided'),
    }).toEqual(rows[0]);
    expect(sum('timeliness', 'contested')).toBeGreaterThan(0);
  });

  it('adds up months to a quarter, and stops at the present', async () => {
    const quarter = await evaluate('by=region&period=2026-Q1');
    expect(quarter).toMatchObject({ from: '2026-01-01', to: '2026-03-31', asOf: '2026-04-10T01:00:00.000Z' });
    const [months, whole] = [
      await Promise.all(['2026-01', '2026-02', '2026-03'].map((m) => evaluate(`by=region&period=${m}`))),
      findings(quarter),
    ];
    for (const part of ['timeliness', 'regularity', 'satisfaction', 'rectification', 'data'])
      expect(whole['B']?.[part]).toEqual(
        [0, 1].map((i) => months.reduce((sum, one) => sum + (findings(one)['B']?.[part]?.[i] ?? 0), 0)),
      );
    const thisMonth = await evaluate('by=department');
    expect(thisMonth.period).toBe('2026-04');
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*) as n from cases
        where department = 'B-H' and namespace = '' and coalesce(outcome, '') not in ('withdrawn', 'transferred')
          and coalesce(promised_due_at, statutory_due_at) > $1 and coalesce(promised_due_at, statutory_due_at) <= $2
          and concluded_at <= coalesce(promised_due_at, statutory_due_at)`,
      [new Date(march.to), new Date(now)],
    );
    const timely = thisMonth.units.find(({ code }) => code === 'B-H')?.parts[0];
    expect((timely?.n ?? 0) - (timely?.findings ?? 0) - (timely?.leftOut.undecided ?? 0)).toBe(rows[0]?.n);
  });
});

test('a limited account sees its own units with their ranks in the city, and its own flags alone', async () => {
  const city = await evaluate('by=department&period=2026-03');
  const own = await evaluate('by=department&period=2026-03', 'office');
  expect(own.units).toEqual(city.units.filter(({ code }) => code === 'A-H' || code === 'A-H-1'));
  expect((await evaluate('by=region&period=2026-03', 'office')).units).toEqual([]);
  const district = await evaluate('by=region&period=2026-03', 'district');
  expect(district.units.map(({ code }) => code).sort()).toEqual(['A', 'A1']);
  // of an office's work in other districts the figures count, and their flags are not named
  await database.pool.query(`update flags set region = 'B' where department = 'A-P' and rule = 'FEE-01'`);
  const [all, seen] = [
    await evaluate('by=department&period=2026-03'),
    await evaluate('by=department&period=2026-03', 'district'),
  ];
  const fees = ({ units }: Evaluation) =>
    units
      .find(({ code }) => code === 'A-P')
      ?.parts.flatMap(({ because }) => because)
      .find(({ rule }) => rule === 'FEE-01');
  expect(fees(seen)).toEqual({ ...fees(all), flagIds: [] });
  expect(fees(all)?.flagIds.length).toBeGreaterThan(0);
  // nor are the cases that were rated badly there
  await database.pool.query(
    `update cases set region = 'B' where department = 'A-P' and bad_ratings is not null`,
  );
  const rated = ({ units }: Evaluation) =>
    units.find(({ code }) => code === 'A-P')?.parts.find(({ part }) => part === 'satisfaction');
  const moved = await evaluate('by=department&period=2026-03', 'district');
  expect(rated(moved)).toEqual({ ...rated(all), ratings: { ...rated(all)?.ratings, caseIds: [] } });
  expect(rated(all)?.ratings?.caseIds.length).toBeGreaterThan(0);
});

test.each([['period=2026-13'], ['by=item'], ['unit=A']])('the evaluation %s is refused', async (query) => {
  const answer = await ask(`/evaluations?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path: query.split('=')[0] });
});

describe('the terms', () => {
  const wrong = [
    { validFrom: '2026-04-09', terms: {} },
    { validFrom: '2026-04-10', terms: { weights: { speed: 1 } } },
    { validFrom: '2026-04-10', terms: { weights: { timeliness: -1 } } },
    {
      validFrom: '2026-04-10',
      terms: { weights: { timeliness: 0, regularity: 0, satisfaction: 0, rectification: 0, data: 0 } },
    },
    { validFrom: '2026-04-10', terms: { scales: { data: { good: 5, bad: 5, least: 1 } } } },
    {
      validFrom: '2026-04-10',
      terms: { grades: { 'A+': 95, A: 90, 'A-': 85, 'B+': 85, B: 70, 'B-': 60, C: 0 } },
    },
    { validFrom: '2026-04-10', terms: { dataRules: ['XXX-01'] } },
  ];
  it.each(wrong.map((body) => [JSON.stringify(body), body] as const))(
    '%s is refused',
    async (_text, body) => {
      const answer = await ask('/evaluation-terms', 'admin', body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'invalid', path: expect.any(String) });
    },
  );

  it('are versions of which each period has the one of its last day, and the audit knows who set them', async () => {
    const body = {
      validFrom: '2026-04-10',
      terms: {
        weights: { timeliness: 85 },
        scales: { rectification: { good: 0, bad: 1, least: 1 } },
        dataRules: [],
      },
      note: '党组会议定',
    };
    expect((await ask('/evaluation-terms', 'all', body)).status).toBe(403);
    const stored = await ask('/evaluation-terms', 'admin', body);
    expect(stored.status).toBe(201);
    const listed = evaluationTermsListSchema.parse(await (await ask('/evaluation-terms')).json()).items;
    expect(listed.map(({ version }) => version)).toEqual([2, 1]);
    expect(listed[1]?.terms).toEqual(testTerms);
    expect(listed[0]).toMatchObject({
      validFrom: '2026-04-10',
      terms: { weights: { timeliness: 85, regularity: 25, satisfaction: 15 }, dataRules: [] },
      note: '党组会议定',
    });
    expect((await evaluate('period=2026-03')).terms.version).toBe(1);
    const april = await evaluate('period=2026-04');
    expect(april.terms).toMatchObject({ version: 2, weights: { timeliness: 85 } });
    const { rows } = await database.pool.query<{ actor: string; id: string }>(
      `select actor, subject_id as id from audit_entries where action = 'evaluation_terms.set'`,
    );
    expect(rows).toEqual([{ actor: expect.stringContaining('admin'), id: '2' }]);
  });
});
