import type { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { rebuild } from '../cases/rebuild.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let serial = 0;

// every test has a database of its own: the job looks at whatever is due
async function begin(start = '2026-03-02 08:00'): Promise<void> {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, start);
  by = await city.addSource('yubei');
}
afterEach(async () => {
  const faults = city.server.faults;
  await city.close();
  await database.drop();
  expect(faults).toEqual([]);
});

const accepted: Line = ['accepted', '2026-03-02 10:00'];
/** Its promise of four working days ends at 2026-03-07 00:00. */
const overdue = '2026-03-09 09:00';
async function overdueCases(count: number, reporter = by): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `C${String((serial += 1)).padStart(5, '0')}`);
  await city.tellAll(
    reporter,
    ids.map((caseId) => ({ caseId, line: accepted })),
  );
  await city.tell(reporter, 'sign-of-life', [['received', '2026-03-09 08:59']]);
  return ids;
}
async function changes(): Promise<StoredChange[]> {
  const { rows } = await city.pool.query<{ payload: StoredChange }>(
    'select payload from changes order by seq',
  );
  return rows.map((row) => row.payload);
}
const told = async () => (await changes()).flatMap((change) => change.flags ?? []);
async function transitions(): Promise<{ caseId: string; rule: string; reason: string }[]> {
  const { rows } = await city.pool.query<{ caseId: string; rule: string; reason: string }>(
    `select subject_id as "caseId", rule, reason from flag_transitions join flags using (flag_id) order by transition_id`,
  );
  return rows;
}

describe('a pass', () => {
  it('beside another one raises each flag once and tells it once', async () => {
    await begin();
    const ids = await overdueCases(60);
    const passes = await Promise.all([
      city.judge(overdue, { batchSize: 7 }),
      city.judge(overdue, { batchSize: 11 }),
      city.judge(overdue, { batchSize: 13 }),
    ]);
    await city.judge(overdue);
    const late = (await transitions()).filter(({ rule }) => rule === 'TIM-02');
    expect(late.map(({ caseId }) => caseId).sort()).toEqual(ids);
    expect(
      (await told())
        .filter(({ flag }) => flag.rule === 'TIM-02')
        .map(({ flag }) => flag.caseId)
        .sort(),
    ).toEqual(ids);
    expect(passes.reduce((sum, pass) => sum + pass.changed, 0)).toBeGreaterThanOrEqual(ids.length - 20);
    expect(await recounted()).toEqual(await counted());
  });

  it('run again changes nothing', async () => {
    await begin();
    await overdueCases(3);
    await city.judge(overdue);
    const before = [await transitions(), await changes()];
    await city.pool.query('update cases set next_check_at = $1', [new Date(at(overdue))]);
    expect(await city.judge(overdue)).toMatchObject({ changed: 0, lost: 0 });
    expect([await transitions(), await changes()]).toEqual(before);
  });

  it('that a server was down for says what happened when, not when it noticed', async () => {
    await begin();
    const [id = ''] = await overdueCases(1);
    await city.judge('2026-03-13 12:00');
    const { rows } = await city.pool.query<{ at: number; raised: number; severity: string; rule: string }>(
      `select rule, occurred_at as at, raised_at as raised, severity from flags where subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      { rule: 'TIM-02', at: at('2026-03-07 00:00'), raised: at('2026-03-13 12:00'), severity: 'red' },
    ]);
  });

  it('missed or not, the flags are the same in the end', async () => {
    await begin();
    const lines: Line[] = [
      accepted,
      ['step_completed', '2026-03-04 10:00', { step: '审查' }],
      ['concluded', '2026-03-13 10:00', { outcome: 'granted' }],
    ];
    const often = [
      '2026-03-02 10:01',
      '2026-03-06 12:00',
      '2026-03-07 00:10',
      '2026-03-09 10:00',
      '2026-03-12 09:00',
    ];
    await city.tell(by, 'watched', lines.slice(0, 2));
    for (const time of often) await city.judge(time);
    await city.tell(by, 'watched', lines.slice(2));
    await city.tell(
      by,
      'unwatched',
      lines.slice(0, 2).map(([type, time, data]): Line => [type, time, { ...data, arrives: time }]),
    );
    await city.tell(by, 'unwatched', lines.slice(2));
    await city.judge('2026-03-13 11:00');
    const standing = async (id: string) =>
      (await city.flags(id)).filter((flag) => !flag.includes('resolved'));
    expect(await standing('watched')).toEqual(await standing('unwatched'));
    expect(await standing('watched')).toContain('TIM-02 red raised concluded');
  });
});

describe('a pass and ingest at the same time', () => {
  it('what ingest changed meanwhile is not judged by what it was', async () => {
    await begin();
    const [id = ''] = await overdueCases(1);
    let first = true;
    const pool = new Proxy(city.pool, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== 'connect') return typeof value === 'function' ? value.bind(target) : value;
        return async () => {
          if (first) {
            first = false;
            await city.tell(by, id, [
              ['concluded', '2026-03-06 17:00', { outcome: 'granted', arrives: overdue }],
            ]);
          }
          return target.connect();
        };
      },
    }) as Pool;
    expect(await city.judge(overdue, { pool })).toMatchObject({ lost: 1 });
    expect((await transitions()).filter(({ rule }) => rule === 'TIM-02')).toEqual([]);
    await city.judge('2026-03-09 09:01');
    expect((await transitions()).filter(({ rule }) => rule === 'TIM-02')).toEqual([]);
    expect(await recounted()).toEqual(await counted());
  });

  it('a case that another writer holds is left for the next pass and holds nobody up', async () => {
    await begin();
    const [held = '', free = ''] = await overdueCases(2);
    const writer = await city.pool.connect();
    await writer.query('begin');
    await writer.query('select from cases where case_id = $1 for update', [held]);
    expect(await city.judge(overdue)).toMatchObject({ lost: 1 });
    expect((await city.flags(free)).length).toBe(1);
    expect(await city.flags(held)).toEqual([]);
    await writer.query('rollback');
    writer.release();
    await city.judge(overdue);
    expect(await city.flags(held)).toEqual(['TIM-02 yellow raised open']);
  });
});

describe('a case that cannot be judged', () => {
  it('is pushed back by ten minutes and reported, and the rest goes on', async () => {
    await begin();
    const [poison = '', ...others] = await overdueCases(5);
    await city.pool.query('delete from case_events where case_id = $1', [poison]);
    const reported: string[] = [];
    const pass = await city.judge(overdue, { onPoison: (id) => reported.push(id) });
    expect([reported, pass.poisoned]).toEqual([[poison], 1]);
    for (const id of others) expect(await city.flags(id)).toEqual(['TIM-02 yellow raised open']);
    const { rows } = await city.pool.query<{ next: number }>(
      'select next_check_at as next from cases where case_id = $1',
      [poison],
    );
    expect(rows[0]?.next).toBe(at('2026-03-09 09:10'));
  });

  it('because its flag cannot be stored, is found among the others', async () => {
    await begin();
    const lines: Line[] = [
      accepted,
      ['concluded', '2026-03-02 10:20', { outcome: 'granted', handler: { code: 'POISON', kind: 'human' } }],
    ];
    for (const id of ['a', 'b', 'c']) await city.tell(by, id, lines, { item: 'grant' });
    await city.pool.query(
      `update case_events set data = replace(data::text, 'POISON', 'h\\u0000')::json where case_id = 'b'`,
    );
    const reported: string[] = [];
    await city.judge('2026-03-02 12:00', { onPoison: (id) => reported.push(id) });
    expect(reported).toEqual(['b']);
    expect(await city.flags('a')).toEqual(['FAST-03 info raised concluded']);
    expect(await city.flags('c')).toEqual(['FAST-03 info raised concluded']);
    expect(await city.flags('b')).toEqual([]);
  });
});

it('the flags of history are born archived, urgent to nobody and on no screen', async () => {
  await begin('2026-03-09 08:00');
  const past = await city.addSource('past', { historical: true });
  await city.tell(past, 'old', [['accepted', '2026-03-02 10:00', { arrives: '2026-03-09 08:30' }]]);
  await city.judge(overdue);
  expect(await city.flags('old')).toEqual(['TIM-02 yellow archived open']);
  expect(await told()).toEqual([]);
  const { rows } = await city.pool.query('select alert, queries from cases');
  expect(rows).toEqual([{ alert: 0, queries: 0 }]);
});

it('cases of another namespace are flagged and never told to screens', async () => {
  await begin();
  const foreign = await city.addSource('foreign', {}, 'wabo');
  await overdueCases(1, foreign);
  await city.judge(overdue);
  const { rows } = await city.pool.query(`select subject_id from flags where rule = 'TIM-02'`);
  expect(rows).toEqual([{ subject_id: expect.stringMatching(/^wabo:/) as string }]);
  expect(await told()).toEqual([]);
  for (const change of await changes()) expect(change.cells ?? []).toEqual([]);
});

/** What the job keeps on the side, by case and by cell. */
async function counted() {
  const cases = await city.pool.query(`select case_id, alert, queries from cases order by case_id`);
  const cells = await city.pool.query(
    `select region, department, item, namespace, open, due_soon, overdue, overdue_statutory, implausible from stats_open
      where (open, due_soon, overdue, overdue_statutory, implausible) <> (0, 0, 0, 0, 0)
      order by region, department, item, namespace`,
  );
  return { cases: cases.rows, cells: cells.rows };
}
/** The same from the flags alone. */
async function recounted() {
  const live = `f.ended_at is null and f.status not in ('archived', 'closed', 'exempt')`;
  const cases = await city.pool.query(
    `select c.case_id,
            coalesce(max(case when c.concluded_at is not null or f.case_state <> 'open' then 0
                              else case f.rule when 'TIM-03' then 3 when 'TIM-02' then 2 when 'TIM-01' then 1 else 0 end
                         end), 0)::smallint as alert,
            count(*) filter (where f.severity = 'query')::smallint as queries
       from cases c left join flags f on f.subject_kind = 'case' and f.subject_id = c.case_id and ${live}
      group by c.case_id order by c.case_id`,
  );
  const cells = await city.pool.query(
    `select coalesce(region, '') as region, department, item, namespace,
            (count(*) filter (where concluded_at is null))::integer as open,
            (count(*) filter (where concluded_at is null and alert = 1))::integer as due_soon,
            (count(*) filter (where concluded_at is null and alert = 2))::integer as overdue,
            (count(*) filter (where concluded_at is null and alert = 3))::integer as overdue_statutory,
            (count(*) filter (where queries > 0))::integer as implausible
       from cases where stage <> 'unopened' group by 1, 2, 3, 4
     having count(*) filter (where concluded_at is null or queries > 0) > 0
      order by 1, 2, 3, 4`,
  );
  return { cases: cases.rows, cells: cells.rows };
}

describe.each([1, 2, 3])('after any history (seed %i)', (seed) => {
  it('alerts, queries and open figures are what the flags say, and a rebuild finds no difference', async () => {
    await begin();
    const random = randomNumbers(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const ids = Array.from({ length: 120 }, (_, i) => `R${String(i).padStart(3, '0')}`);
    const homes = [
      { region: '500112', department: '500112-ZJ' },
      { region: '500112', department: '500112-RS' },
      { region: '500103', department: '500103-ZJ' },
    ];
    const about = new Map(
      ids.map((id) => [id, { ...pick(homes), item: pick(['permit', 'permit', 'register', 'grant']) }]),
    );
    let now = at('2026-03-02 09:00');
    for (let round = 0; round < 45; round += 1) {
      now += Math.floor(random() * 14) * 3_600_000 + 60_000;
      const lines = Array.from({ length: 20 }, () => {
        const delay = random() < 0.7 ? 0 : Math.floor(random() * 40) * 3_600_000;
        return { id: pick(ids), line: randomLine(pick, random, now - delay, now) };
      });
      await city.tellAll(
        by,
        lines.map(({ id, line }) => ({ caseId: id, line, about: about.get(id) })),
      );
      if (random() < 0.6) {
        const judge = () => city.judge(text(now), { batchSize: 17 });
        await (random() < 0.3 ? Promise.all([judge(), judge()]) : judge());
      }
    }
    await city.judge(text(now + 7_200_000));
    await city.judge(text(now + 7_200_000));
    expect(await recounted()).toEqual(await counted());
    const checked = await rebuild(
      { pool: city.pool, catalogue: city.world.catalogue.current() },
      { check: true, now },
    );
    expect(checked).toMatchObject({ differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 } });
  });
});

function text(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function randomLine(
  pick: <T>(list: readonly T[]) => T,
  random: () => number,
  happened: number,
  arrives: number,
): Line {
  const type = pick([
    'submitted',
    'received',
    'accepted',
    'accepted',
    'step_started',
    'step_completed',
    'suspended',
    'resumed',
    'extended',
    'decided',
    'concluded',
    'concluded',
    'correction_requested',
    'correction_received',
    'rated',
    'reopened',
    'not_accepted',
  ] as const);
  const data = {
    step: pick(['受理', '审查', '决定']),
    kind: 'testing' as const,
    approvedDays: 2,
    days: 5,
    score: 1 + Math.floor(random() * 5),
    outcome: pick(['granted', 'refused', 'withdrawn', 'returned'] as const),
    reason: 'r',
    ...(random() < 0.7 ? { approver: 'u', notice: 'n' } : {}),
  };
  const fields: Partial<Record<typeof type, (keyof typeof data)[]>> = {
    step_started: ['step'],
    step_completed: ['step'],
    suspended: ['kind', 'approvedDays', 'approver', 'notice', 'reason'],
    extended: ['days', 'approver', 'reason'],
    decided: ['outcome'],
    concluded: ['outcome', 'reason'],
    not_accepted: ['reason'],
    rated: ['score'],
    reopened: ['reason', 'approver'],
  };
  const own = Object.fromEntries(
    (fields[type] ?? []).flatMap((name) => (name in data ? [[name, data[name]]] : [])),
  );
  if (type === 'decided' && own['outcome'] !== 'refused') own['outcome'] = 'granted';
  return [type, text(happened), { ...own, arrives: text(arrives) }];
}

function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}
