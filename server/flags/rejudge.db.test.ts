import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RuleId, RuleVersion } from '#contract/rule';
import type { Proposal } from '#contract/ruleSchema';
import { recordOutage } from '../catalogue/sourceOutageStore.ts';
import { setRuleVersion } from '../catalogue/ruleVersionStore.ts';
import { rebuild } from '../cases/rebuild.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { backtest } from './backtest.ts';
import { recheckCases } from './recheckCases.ts';
import { rejudge } from './rejudge.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
});
afterEach(async () => {
  const { faults } = city.server;
  await city.close();
  await database.drop();
  expect(faults).toEqual([]);
});

const proposal = (change: Partial<Proposal>): Proposal => ({
  from: '2026-03-01',
  to: '2026-03-31',
  params: {},
  enabled: true,
  severity: null,
  scope: {},
  note: '',
  ...change,
});
const tried = (rule: RuleId, change: Partial<Proposal>) =>
  backtest(
    { pool: city.pool, catalogue: city.world.catalogue.current() },
    rule,
    proposal(change),
    city.time.now,
  );
const judgedAgain = (rule: RuleId, change: Partial<Proposal>) => {
  const order = { rule, proposal: proposal(change), actor: 'admin' };
  return rejudge({ pool: city.pool, holder: city.world.catalogue }, order, city.time.now);
};
async function set(version: Partial<RuleVersion> & Pick<RuleVersion, 'rule' | 'validFrom'>): Promise<void> {
  await setRuleVersion(city.pool, { enabled: true, params: {}, ...version, actor: 'admin' }, city.time.now);
  await city.world.catalogue.refresh(city.pool);
}
const recheck = (time: string) => {
  city.time.now = at(time);
  return recheckCases({ pool: city.pool, catalogue: () => city.world.catalogue.current() }, city.time.now);
};
/** `case rule status version` of every flag of the rule. */
async function flagsOf(rule: RuleId): Promise<string[]> {
  const { rows } = await city.pool.query<{ flag: string }>(
    `select subject_id || ' ' || severity || ' ' || status || ' ' || rule_version as flag
       from flags where rule = $1 order by subject_id`,
    [rule],
  );
  return rows.map(({ flag }) => flag);
}
async function everything(): Promise<unknown> {
  const { rows } = await city.pool.query(
    `select (select json_agg(f order by flag_id) from flags f) as flags,
            (select json_agg(t order by transition_id) from flag_transitions t) as transitions,
            (select json_agg(c order by case_id) from cases c) as cases,
            (select json_agg(o) from stats_open o) as open, (select count(*) from rule_versions) as versions,
            (select count(*) from changes) as changes`,
  );
  return rows[0];
}
/** Accepted at ten and granted after so many minutes: the floor of four days' promise is 84. */
const lasting = (minutes: number): Line[] => [
  ['accepted', '2026-03-02 10:00'],
  [
    'concluded',
    `2026-03-02 1${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`,
    { outcome: 'granted' },
  ],
];
async function fastCases(): Promise<void> {
  await city.tell(by, 'A060', lasting(60));
  await city.tell(by, 'B083', lasting(83), { region: '500103', department: '500103-ZJ' });
  await city.tell(by, 'C084', lasting(84));
  await city.tell(by, 'D100', lasting(100), { region: '500103', department: '500103-ZJ' });
  await city.tell(by, 'E102', lasting(102));
  await city.tell(by, 'F110', lasting(110));
  await city.judge('2026-03-03 12:00');
}

describe('a re-judgement', () => {
  it('with a stricter threshold raises exactly what the dry run said', async () => {
    await fastCases();
    expect(await flagsOf('FAST-01')).toEqual(['A060 query raised 0', 'B083 query raised 0']);
    const before = await everything();
    // six per cent of four days at seven hours are 100.8 minutes
    const report = await tried('FAST-01', { params: { promisePercent: 6 } });
    expect(await everything()).toEqual(before);
    expect(report).toMatchObject({ raised: 2, cleared: 0, changed: 0, unchanged: 2 });
    expect(report.departments).toEqual([
      { department: '500103-ZJ', raised: 1, cleared: 0, changed: 0, unchanged: 1 },
      { department: '500112-ZJ', raised: 1, cleared: 0, changed: 0, unchanged: 1 },
    ]);
    expect(report.examples.map(({ caseId, effect }) => `${caseId} ${effect}`)).toEqual([
      'C084 raised',
      'D100 raised',
    ]);

    const { rows: last } = await city.pool.query<{ seq: number }>(
      'select coalesce(max(seq), 0) as seq from changes',
    );
    expect(await judgedAgain('FAST-01', { params: { promisePercent: 6 } })).toEqual({
      version: 1,
      cases: 6,
      raised: 2,
      withdrawn: 0,
      changed: 0,
    });
    expect(await flagsOf('FAST-01')).toEqual([
      'A060 query raised 0',
      'B083 query raised 0',
      'C084 query raised 1',
      'D100 query raised 1',
    ]);
    const { rows: traces } = await city.pool.query(
      `select subject_id as id, reason, actor, detail from flag_transitions join flags using (flag_id)
        where actor <> 'duban' order by subject_id`,
    );
    const trace = { reason: 'rejudged', actor: 'admin', detail: { ruleVersion: 1 } };
    expect(traces).toEqual([
      { id: 'C084', ...trace },
      { id: 'D100', ...trace },
    ]);
    const { rows: changes } = await city.pool.query('select payload from changes where seq > $1', [
      last[0]?.seq,
    ]);
    expect(changes).toEqual([{ payload: { resync: 'rejudgement' } }]);
    const { differences } = await rebuild(
      { pool: city.pool, catalogue: city.world.catalogue.current() },
      { check: true, now: city.time.now },
    );
    expect(differences).toEqual({ cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 });
  });

  it('is what the flag job, the dry run and explain say ever after', async () => {
    await fastCases();
    await judgedAgain('FAST-01', { params: { promisePercent: 6 } });
    const flags = await flagsOf('FAST-01');
    await city.pool.query('update cases set next_check_at = now()');
    await city.judge('2026-03-03 13:00');
    expect(await flagsOf('FAST-01')).toEqual(flags);
    expect(await tried('FAST-01', { params: { promisePercent: 6 } })).toMatchObject({
      raised: 0,
      cleared: 0,
      unchanged: 4,
    });
    const { rules } = (await city.get('/cases/C084/explain')) as {
      rules: { rule: string; result: string; version: number }[];
    };
    expect(rules.find(({ rule }) => rule === 'FAST-01')).toMatchObject({ result: 'raised', version: 1 });
  });

  it('with a laxer threshold withdraws, and one that takes it back raises again', async () => {
    await fastCases();
    expect(await judgedAgain('FAST-01', { params: { promisePercent: 3 } })).toMatchObject({
      raised: 0,
      withdrawn: 2,
    });
    expect(await flagsOf('FAST-01')).toEqual(['A060 query withdrawn 0', 'B083 query withdrawn 0']);
    expect(await judgedAgain('FAST-01', { params: { promisePercent: 5 } })).toMatchObject({
      raised: 2,
      withdrawn: 0,
    });
    expect(await flagsOf('FAST-01')).toEqual(['A060 query raised 2', 'B083 query raised 2']);
  });

  it('with unchanged parameters changes nothing', async () => {
    await fastCases();
    await city.tell(by, 'late', [['accepted', '2026-03-02 10:00']]);
    await city.tell(by, 'life', [['received', '2026-03-12 09:00']]);
    await city.judge('2026-03-12 10:00');
    for (const rule of ['FAST-01', 'TIM-02', 'TIM-03', 'BKF-01', 'STEP-01'] as const) {
      const { changes: _, versions: __, ...before } = (await everything()) as Record<string, unknown>;
      expect(await judgedAgain(rule, {})).toMatchObject({ raised: 0, withdrawn: 0, changed: 0 });
      expect(await everything()).toMatchObject(before);
    }
  });

  it('reaches no further than its scope and its days', async () => {
    await fastCases();
    const params = { promisePercent: 6 };
    expect(await judgedAgain('FAST-01', { params, scope: { region: '500103' } })).toMatchObject({
      cases: 2,
      raised: 1,
    });
    expect(await judgedAgain('FAST-01', { params, from: '2026-03-03' })).toMatchObject({ raised: 0 });
    expect(await judgedAgain('FAST-01', { params, to: '2026-03-01' })).toMatchObject({ raised: 0 });
    expect((await flagsOf('FAST-01')).map((flag) => flag.slice(0, 4))).toEqual(['A060', 'B083', 'D100']);
  });

  it('lowers what was raised too high, and keeps a late case late', async () => {
    await city.tell(by, 'late', [['accepted', '2026-03-02 10:00']]);
    await city.tell(by, 'life', [['received', '2026-03-13 09:00']]);
    await city.judge('2026-03-13 10:00');
    expect(await flagsOf('TIM-02')).toEqual(['late red raised 0']);
    const laxer = { params: { redFromWorkdays: 10 } };
    expect(await tried('TIM-02', laxer)).toMatchObject({ changed: 1, raised: 0, cleared: 0 });
    expect(await judgedAgain('TIM-02', laxer)).toMatchObject({ changed: 1 });
    expect(await flagsOf('TIM-02')).toEqual(['late yellow raised 1']);
    const { rows } = await city.pool.query(`select alert from cases where case_id = 'late'`);
    expect(rows).toEqual([{ alert: 2 }]);
  });

  it('that was broken off carries on by the same version', async () => {
    await fastCases();
    const stop = new AbortController();
    const order = {
      rule: 'FAST-01',
      proposal: proposal({ params: { promisePercent: 6 } }),
      actor: 'admin',
    } as const;
    stop.abort(new Error('stopped'));
    const parts = { pool: city.pool, holder: city.world.catalogue };
    await expect(rejudge({ ...parts, signal: stop.signal }, order, city.time.now)).rejects.toThrow('stopped');
    expect(await rejudge(parts, order, city.time.now)).toMatchObject({ version: 1, raised: 2 });
    expect(await rejudge(parts, order, city.time.now)).toMatchObject({ version: 1, raised: 0, changed: 0 });
  });
});

it('a case that was deemed accepted and accepted in fact much later is not passed over', async () => {
  await city.tell(by, 'deemed', [
    ['received', '2026-03-02 10:00'],
    ['accepted', '2026-03-16 10:00'],
    ['concluded', '2026-03-16 11:30', { outcome: 'granted' }],
  ]);
  await city.judge('2026-03-16 12:00');
  expect(await tried('FAST-01', {})).toMatchObject({ cases: 1, raised: 0 });
  expect(await tried('FAST-01', { params: { promisePercent: 6 } })).toMatchObject({ cases: 1, raised: 1 });
});

it.each([
  ['judged', { verdict: 'confirmed_violation' }, 1, 2],
  ['judged', { verdict: 'objective_cause' }, 0, 2],
  ['appeal_decided', { outcome: 'withdrawn' }, 0, 2],
  ['appeal_decided', { outcome: 'upheld' }, 1, 2],
  ['withdrawn_by_hand', { reason: 'r' }, 0, 2],
])('inspectors’ verdicts tell how often each side hits: last "%s" %o', async (reason, detail, hits, n) => {
  await fastCases();
  const decide = (caseId: string, why: string, what: object) =>
    city.pool.query(
      `insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor, detail)
       select flag_id, raised_at, $2, 'replied', severity, 'li', $3
         from flags where subject_id = $1 and rule = 'FAST-01'`,
      [caseId, why, what],
    );
  await decide('A060', 'judged', { verdict: 'false_alarm' });
  await decide('B083', 'judged', { verdict: 'confirmed_delay' });
  await decide('B083', reason, detail);
  expect((await tried('FAST-01', { params: { promisePercent: 3 } })).verdicts).toEqual({
    current: { verdicts: n, confirmed: hits, hitRate: hits / n },
    proposed: { verdicts: 0, confirmed: 0, hitRate: null },
  });
});

it('what only silence confirmed is no verdict', async () => {
  await fastCases();
  await city.pool.query(
    `insert into flag_transitions (flag_id, at, reason, to_status, to_severity, actor)
     select flag_id, raised_at, 'silence_confirmed', 'confirmed', severity, 'duban' from flags`,
  );
  expect((await tried('FAST-01', { params: { promisePercent: 3 } })).verdicts.current.verdicts).toBe(0);
});

describe('a version from a day on', () => {
  const soon = async (): Promise<string[]> => (await flagsOf('TIM-01')).map((flag) => flag.slice(0, 5));
  it('finds open cases of its scope once it begins, and no other', async () => {
    // of four working days one is left at 2026-03-06 00:00; half is used at 2026-03-05 00:00
    await city.tell(by, 'near', [['accepted', '2026-03-02 10:00']]);
    await city.tell(by, 'far.', [['accepted', '2026-03-02 10:00']], {
      region: '500103',
      department: '500103-ZJ',
    });
    await city.tell(by, 'done', [
      ['accepted', '2026-03-02 10:00'],
      ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
    ]);
    await city.judge('2026-03-03 12:00');
    await set({
      rule: 'TIM-01',
      validFrom: '2026-03-05',
      params: { usedPercent: 50 },
      scope: { region: '500112' },
    });
    await recheck('2026-03-04 12:00');
    await city.judge('2026-03-04 12:01');
    expect(await soon()).toEqual([]);
    // beside the open one that which still waits for its delivery
    expect(await recheck('2026-03-05 00:00')).toEqual({ rechecked: 2 });
    await city.judge('2026-03-05 00:01');
    expect(await flagsOf('TIM-01')).toEqual(['near notice raised 1']);
    await city.judge('2026-03-06 00:01');
    expect(await flagsOf('TIM-01')).toEqual(['far. notice raised 0', 'near notice raised 1']);
    // once more, in case another process had the older rules for a moment, and then no more
    expect((await recheck('2026-03-06 00:02')).rechecked).toBe(2);
    expect((await recheck('2026-03-06 00:03')).rechecked).toBe(0);
  });

  it('leaves what was found before as it was found', async () => {
    await fastCases();
    await set({ rule: 'FAST-01', validFrom: '2026-03-03', params: { promisePercent: 1 } });
    await recheck('2026-03-03 12:01');
    await city.pool.query('update cases set next_check_at = now()');
    await city.judge('2026-03-03 13:00');
    expect(await flagsOf('FAST-01')).toEqual(['A060 query raised 0', 'B083 query raised 0']);
  });
});

it('a declared outage has its cases looked at again', async () => {
  await city.tell(by, 'during', [['accepted', '2026-03-03 10:00', { arrives: '2026-03-06 10:00' }]]);
  await city.judge('2026-03-06 10:01');
  await city.tell(by, 'after', [['accepted', '2026-03-06 10:05']]);
  await city.judge('2026-03-06 11:00');
  expect(await flagsOf('BKF-01')).toEqual(['during query raised 0']);
  await recheck('2026-03-06 11:01');
  const outage = {
    sourceId: by.sourceId,
    eventId: 'o1',
    from: at('2026-03-03 09:00'),
    to: at('2026-03-06 09:30'),
    reason: '断电',
  };
  await recordOutage(city.pool, outage, at('2026-03-06 11:30'));
  await city.world.catalogue.refresh(city.pool);
  expect(await recheck('2026-03-06 11:31')).toEqual({ rechecked: 1 });
  await city.judge('2026-03-06 11:32');
  expect(await flagsOf('BKF-01')).toEqual(['during query withdrawn 0']);
});
