import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluationSchema, type Evaluation } from '#contract/evaluationSchema';
import { flagListSchema } from '#contract/answerSchema';
import { scoredParts } from '#contract/evaluation';
import { evaluationRoutes } from '../overview/evaluationRoutes.ts';
import { evaluationTermsRoutes } from '../overview/evaluationTermsRoutes.ts';
import { followupDesk, type FollowupDesk } from '../testing/followupDesk.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type WatchedCity } from '../testing/watchedCity.ts';

const offices = ['P', 'Q', 'R', 'S'] as const;
type Office = (typeof offices)[number];
const document = {
  regions: [
    { code: '500000', name: '重庆市', kind: 'city' },
    { code: '500112', name: '渝北区', parent: '500000' },
  ],
  departments: offices.map((code) => ({ code, name: `${code}局`, region: '500112' })),
  items: [
    {
      code: 'permit',
      name: '许可',
      type: '01',
      handling: 'promised',
      promisedLimit: { value: 5, unit: 'workday' },
      fee: 0,
    },
  ],
};
/** Cases of each office; what is found in the last of them decides the ranks. */
const caseCount = 30;
const found: Record<Office, { late: number; fees: number; afterwards: number; rectifies: boolean }> = {
  P: { late: 0, fees: 1, afterwards: 1, rectifies: false },
  Q: { late: 0, fees: 0, afterwards: 1, rectifies: true },
  R: { late: 1, fees: 0, afterwards: 0, rectifies: true },
  S: { late: 1, fees: 2, afterwards: 0, rectifies: false },
};

let database: TestDatabase;
let city: WatchedCity;
let desk: FollowupDesk;
let app: Awaited<ReturnType<typeof readApp>>;
let headers: Record<string, string>;

beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, document, '2026-03-02 08:00');
  const catalogue = () => city.world.catalogue.current();
  desk = await followupDesk(city.pool, catalogue, city.time);
  await desk.join({ name: 'li', role: 'inspector' });
  for (const office of offices) await desk.join({ name: office, role: 'department', department: office });
  const token = await accountWithToken(city.pool, { name: 'admin', role: 'admin' }, city.time.now);
  headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  app = await readApp(city.pool, { now: city.time.now }, (parts) => {
    const clock = () => city.time.now;
    return [
      evaluationRoutes({ db: city.pool, clock, catalogue, issued: () => Promise.resolve(undefined) }),
      evaluationTermsRoutes({ ...parts, clock, zone: 'Asia/Shanghai' }),
    ];
  });
});
afterAll(async () => {
  await app.close();
  await desk.close();
  await city.close();
  await database.drop();
});

function linesOf(office: Office): { caseId: string; line: Line; about: object }[] {
  const { late, fees, afterwards } = found[office];
  return Array.from({ length: caseCount }, (_, i) => i).flatMap((i) => {
    const isLate = i < late;
    const isAfterwards = i >= caseCount - afterwards;
    const arrives = isAfterwards ? { arrives: '2026-03-06 10:00' } : {};
    const lines: Line[] = [
      ['accepted', '2026-03-02 10:00', arrives],
      ...(i >= late && i < late + fees
        ? [['fee_charged', '2026-03-03 10:00', { amount: 50, currency: 'CNY' }] satisfies Line]
        : []),
      ['concluded', isLate ? '2026-03-10 10:00' : '2026-03-04 10:00', { outcome: 'granted', ...arrives }],
    ];
    return lines.map((line) => ({ caseId: `${office}-${i}`, line, about: { department: office } }));
  });
}

/** Asked, answered, confirmed; rectified at once, or not at all. */
async function followUp(flagId: number, office: Office): Promise<void> {
  city.time.now = at('2026-03-10 14:00');
  await desk.act('li', flagId, 'send');
  await desk.pass('2026-03-10 14:01');
  await desk.act(office, flagId, 'reply', { cause: 'staff_shortage', text: '人手不足', attachments: [] });
  await desk.act('li', flagId, 'verdict', { verdict: 'confirmed_violation', reason: '属实' });
  if (found[office].rectifies) await desk.act(office, flagId, 'rectify', { text: '已整改' });
}

async function evaluate(): Promise<Evaluation> {
  const answer = await fetch(`${app.url}/api/v1/evaluations?by=department&period=2026-03`, { headers });
  return evaluationSchema.parse(await answer.json());
}

/**
 * With golden.test.ts (the law alone), golden.db.test.ts and goldenOverMany.db.test.ts, every golden case of RULES §9 but
 * G15, whose ratings are a stream of their own, passes through the law, over HTTP into the database, and in `explain`.
 */
describe('G18: ranks (1,3,3,3) and (1,1,1,3), from the events over HTTP to the evaluation', () => {
  it('have the balance 0.866 both and share a rank; only what is confirmed costs points', async () => {
    const by = await city.addSource('city');
    await city.tellAll(
      by,
      offices.flatMap((office) => linesOf(office)),
    );
    await city.judge('2026-03-10 12:00');
    const { items } = flagListSchema.parse(await city.get('/flags?limit=200'));
    const raised = items.map((flag) => `${flag.department} ${flag.rule} ${flag.severity}`).sort();
    expect(raised).toEqual([
      'P BKF-01 query',
      'P FEE-01 red',
      'Q BKF-01 query',
      'R TIM-02 yellow',
      'S FEE-01 red',
      'S FEE-01 red',
      'S TIM-02 yellow',
    ]);
    expect((await evaluate()).units.map(({ score }) => score)).toEqual([100, 100, 100, 100]);

    for (const { flagId, department } of items) {
      const office = offices.find((code) => code === department);
      if (office) await followUp(flagId, office);
    }
    // few rectifications fall due in a month: the office ranks by any
    city.time.now = at('2026-03-30 09:00');
    const terms = { scales: { rectification: { good: 0, bad: 0.5, least: 1 } } };
    const set = await fetch(`${app.url}/api/v1/evaluation-terms`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ validFrom: '2026-03-30', terms }),
    });
    expect(set.status).toBe(201);

    const { units } = await evaluate();
    const of = (office: Office) => units.find(({ code }) => code === office) ?? expect.unreachable();
    const ranks = (office: Office) =>
      // of whom nobody rated anything
      scoredParts
        .filter((part) => part !== 'satisfaction')
        .map((part) => of(office).parts.find((one) => one.part === part)?.rank);
    const balance = (office: Office) => {
      const { balance: found } = of(office);
      return found && [Number(found.value.toFixed(3)), found.rank];
    };
    expect(offices.map(ranks)).toEqual([
      [1, 3, 3, 3],
      [1, 1, 1, 3],
      [3, 1, 1, 1],
      [3, 4, 3, 1],
    ]);
    expect(offices.map(balance)).toEqual([
      [0.866, 1],
      [0.866, 1],
      [0.866, 1],
      [1.09, 4],
    ]);
    const flagOf = (office: Office, rule: string) =>
      items.filter((flag) => flag.department === office && flag.rule === rule).map(({ flagId }) => flagId);
    expect(of('R').parts[0]).toMatchObject({
      part: 'timeliness',
      findings: 1,
      n: caseCount,
      because: [{ rule: 'TIM-02', n: 1, flagIds: flagOf('R', 'TIM-02') }],
    });
    expect(of('S').parts[3]).toMatchObject({ part: 'rectification', findings: 3, n: 3 });
    expect(units.map(({ code, rank }) => [code, rank])).toEqual([
      ['Q', 1],
      ['R', 2],
      ['P', 3],
      ['S', 4],
    ]);
  });

  it('explains the cases behind them by the function that decides', async () => {
    // when they were judged: later others come to be late with the delivery
    const asOf = '2026-03-10T04:00:00Z';
    const raised = async (caseId: string) => {
      const { rules } = (await city.get(`/cases/${caseId}/explain?asOf=${asOf}`)) as {
        rules: { rule: string; result: string; severity?: string }[];
      };
      return rules.flatMap((r) => (r.result === 'raised' ? [`${r.rule} ${r.severity ?? ''}`] : [])).sort();
    };
    expect(await raised('R-0')).toEqual(['TIM-02 yellow']);
    expect(await raised('P-0')).toEqual(['FEE-01 red']);
    expect(await raised('Q-29')).toEqual(['BKF-01 query']);
    expect(await raised('S-29')).toEqual([]);
  });
});
