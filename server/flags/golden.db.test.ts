import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editCalendarDays } from '../catalogue/editCalendarDays.ts';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { rebuild } from '../cases/rebuild.ts';
import { recomputeDueDates } from '../cases/recomputeDueDates.ts';
import { inTransaction } from '../db/transaction.ts';
import { wallSnapshot } from '../push/wallSnapshot.ts';
import { at, publishedYears, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { watchSources } from './sourceSilence.ts';
import { measureUsualLags, usualLags } from './usualLags.ts';

const workdays = (value: number) => ({ value, unit: 'workday' });
const item = (code: string, promise: number, more: object = {}) => ({
  code,
  name: code,
  type: '01',
  handling: 'promised',
  promisedLimit: workdays(promise),
  statutoryLimit: workdays(15),
  ...more,
});
const document = {
  regions: [
    { code: '500000', name: '重庆市', kind: 'city' },
    { code: '500112', name: '渝北区', parent: '500000' },
    { code: 'LJXQ', name: '两江新区', parent: '500000', kind: 'zone', overlaps: ['500112'] },
  ],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' },
    { code: 'LJXQ-JS', name: '两江新区建设管理局', region: 'LJXQ' },
  ],
  calendars: [
    {
      code: 'CLOCK',
      timezone: 'Asia/Shanghai',
      duePolicy: 'same_clock_time',
      hours: [
        ['09:00', '12:00'],
        ['14:00', '18:00'],
      ],
      ...publishedYears,
    },
  ],
  items: [
    item('permit', 5),
    item('permit-clock', 5, { calendar: 'CLOCK' }),
    item('g2', 7, { calendar: 'CLOCK', statutoryLimit: workdays(10) }),
    item('one-day', 1, { type: '20' }),
    item('whole', 0, { promisedLimit: undefined, type: '20' }),
    item('long', 20, { statutoryLimit: workdays(40) }),
    { code: 'subsidy', name: '创业补贴', type: '20', handling: 'auto', promisedLimit: workdays(5) },
  ],
};

let database: TestDatabase;
let city: WatchedCity;
let serial = 0;
beforeAll(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, document, '2018-10-01 09:00');
});
afterAll(async () => {
  await city.close();
  await database.drop();
});
/** The cases of the running test: each is explained at its end, and the explanation says what its flags say. */
const ofThisTest = new Set<string>();
afterEach(async () => {
  expect(city.server.faults).toEqual([]);
  for (const caseId of ofThisTest) {
    const { rules } = await whyOf(caseId);
    const undecided = new Set(rules.filter((r) => r.result === 'not_evaluable').map((r) => r.rule));
    const isDecided = (text: string): boolean => !undecided.has(text.slice(0, text.indexOf(' ')));
    const standing = (await city.flags(caseId)).filter((flag) => flag.includes(' raised '));
    const own = standing.map((flag) => flag.split(' ').slice(0, 2).join(' '));
    const said = (await explained(caseId)).filter(isDecided);
    expect([caseId, said]).toEqual([caseId, own.filter((f) => isDecided(f) && !f.startsWith('AMD-01'))]);
  }
  ofThisTest.clear();
});

const newSource = (settings = {}): Promise<Reporter> => city.addSource(`source-${(serial += 1)}`, settings);
/** A new case told by a source of its own, which is heard of again before the job runs. */
async function told(caseId: string, lines: Line[], about = {}): Promise<Reporter> {
  const by = await newSource();
  ofThisTest.add(caseId);
  await city.tell(by, caseId, lines, about);
  return by;
}
interface Clock {
  kind: string;
  dueAt: string;
  provisional: boolean;
  acceptedAt: string;
  acceptanceGround: string;
  used: number;
  allowed: number;
  days: object[];
  credits: { reason: string; credited: number }[];
}
async function clocks(caseId: string, asOf?: string): Promise<{ promised: Clock; statutory: Clock }> {
  const query = asOf === undefined ? '' : `?asOf=${encodeURIComponent(new Date(at(asOf)).toISOString())}`;
  const { clocks: list } = (await city.get(`/cases/${caseId}/explain${query}`)) as { clocks: Clock[] };
  const of = (kind: string): Clock => {
    const found = list.findLast((clock) => clock.kind === kind);
    if (!found) throw new Error(`${caseId} has no ${kind} clock`);
    return found;
  };
  return {
    get promised() {
      return of('promised');
    },
    get statutory() {
      return of('statutory');
    },
  };
}
const dueOf = async (caseId: string): Promise<number> => Date.parse((await clocks(caseId)).promised.dueAt);
/** The decisive instants as stored, by rule. */
async function occurred(caseId: string): Promise<Record<string, number>> {
  const { rows } = await city.pool.query<{ rule: string; at: number }>(
    `select rule, occurred_at as at from flags where subject_id = $1`,
    [caseId],
  );
  return Object.fromEntries(rows.map((row) => [row.rule, row.at]));
}
/** What an explanation says was raised, by the function that decides: `TIM-02 yellow`, sorted. */
async function explained(caseId: string): Promise<string[]> {
  const { rules } = await whyOf(caseId);
  return rules.flatMap((r) => (r.result === 'raised' ? [`${r.rule} ${r.severity ?? ''}`] : [])).sort();
}
function whyOf(caseId: string) {
  return city.get(`/cases/${caseId}/explain`) as Promise<{
    rules: { rule: string; result: string; severity?: string }[];
  }>;
}
async function history(caseId: string, rule: string): Promise<string[]> {
  const { rows } = await city.pool.query<{ text: string }>(
    `select t.reason || ' ' || t.to_status as text from flag_transitions t join flags f using (flag_id)
      where f.subject_id = $1 and f.rule = $2 order by t.transition_id`,
    [caseId, rule],
  );
  return rows.map((row) => row.text);
}
const ground = { kind: 'testing', approver: 'u-9', reason: '需检测', notice: 'n-1' } as const;
const granted = (time: string, more: object = {}): Line => [
  'concluded',
  time,
  { outcome: 'granted', ...more },
];
const oneStamp = (time: string): Line[] =>
  ['受理', '审查', '决定'].map((step): Line => ['step_completed', time, { step }]);

describe('golden cases, from the HTTP request to the list of flags', () => {
  it('G1: due 2019-05-06 24:00; concluded that evening it is on time by the day and late by the clock', async () => {
    const life: Line[] = [['accepted', '2019-04-26 15:00'], granted('2019-05-06 23:00')];
    await told('G1', life);
    await told('G1-clock', life, { item: 'permit-clock' });
    await city.judge('2019-05-07 09:00');
    expect(await dueOf('G1')).toBe(at('2019-05-07 00:00'));
    expect(await city.flags('G1')).toEqual([]);
    expect(await dueOf('G1-clock')).toBe(at('2019-05-06 15:00'));
    expect(await city.flags('G1-clock')).toEqual(['TIM-02 yellow raised concluded']);
  });

  it('G2: promise broken after 10-24 10:00, the law after 10-29 10:00; three approved days move both', async () => {
    const about = { item: 'g2' };
    await told(
      'G2',
      [
        ['accepted', '2018-10-15 10:00'],
        ['step_started', '2018-10-29 10:05', { step: 'x' }],
      ],
      about,
    );
    await told(
      'G2-paused',
      [
        ['accepted', '2018-10-15 10:00'],
        ['suspended', '2018-10-17 10:00', { ...ground, approvedDays: 3 }],
        ['resumed', '2018-10-22 10:00'],
      ],
      about,
    );
    await city.judge('2018-10-29 10:06');
    expect(await city.flags('G2')).toEqual(['TIM-02 yellow raised open', 'TIM-03 red raised open']);
    expect(await occurred('G2')).toEqual({
      'TIM-02': at('2018-10-24 10:00'),
      'TIM-03': at('2018-10-29 10:00'),
    });
    const paused = await clocks('G2-paused');
    expect([paused.promised.dueAt, paused.statutory.dueAt].map((due) => Date.parse(due))).toEqual([
      at('2018-10-29 10:00'),
      at('2018-11-01 10:00'),
    ]);
    expect(paused.promised.credits).toMatchObject([{ reason: 'credited', credited: 3 * 86_400_000 }]);
  });

  it('G3: silence is acceptance on receipt: ACC-01, and the limits count from it', async () => {
    await told('G3', [['received', '2026-03-02 11:00']]);
    await city.judge('2026-03-10 00:05');
    expect(await city.flags('G3')).toEqual([]);
    await city.judge('2026-03-10 00:10');
    expect(await city.flags('G3')).toEqual(['ACC-01 yellow raised open', 'TIM-02 query raised open']);
    expect((await occurred('G3'))['ACC-01']).toBe(at('2026-03-10 00:00'));
    expect((await clocks('G3')).promised).toMatchObject({
      acceptanceGround: 'deemed',
      acceptedAt: '2026-03-02T03:00:00.000Z',
    });
  });

  it('G4: three minutes under one timestamp are two queries and no red', async () => {
    await told('G4', [
      ['accepted', '2026-03-02 10:00'],
      ...oneStamp('2026-03-02 10:03'),
      granted('2026-03-02 10:03'),
    ]);
    await city.judge('2026-03-02 10:32:59');
    expect(await city.flags('G4')).toEqual(['FAST-01 query raised concluded']);
    await city.judge('2026-03-02 10:33');
    expect(await city.flags('G4')).toEqual([
      'FAST-01 query raised concluded',
      'STEP-02 query raised concluded',
    ]);
  });

  it('G5, G6: a machine on an auto-decided item is nothing, a person is told', async () => {
    const life = (kind: 'human' | 'machine'): Line[] => [
      ['accepted', '2026-03-02 10:00'],
      ...oneStamp('2026-03-02 10:03'),
      granted('2026-03-02 10:03', { handler: { code: `${kind}-1`, kind } }),
    ];
    await told('G5', life('machine'), { item: 'subsidy' });
    await told('G6', life('human'), { item: 'subsidy' });
    await city.judge('2026-03-02 12:00');
    expect(await city.flags('G5')).toEqual([]);
    expect(await city.flags('G6')).toEqual(['FAST-03 info raised concluded']);
  });

  it('G7: a suspension made after a late conclusion gives nothing; the breach stands, HANG-02 and HANG-03 beside it', async () => {
    const by = await told('G7', [['accepted', '2026-03-02 10:00'], granted('2026-03-11 16:00')]);
    await city.judge('2026-03-11 16:01');
    await city.tell(by, 'G7', [
      ['suspended', '2026-03-02 10:00', { ...ground, approvedDays: 5, arrives: '2026-03-11 17:00' }],
      ['resumed', '2026-03-09 10:00', { arrives: '2026-03-11 17:01' }],
    ]);
    await city.judge('2026-03-11 17:02');
    const flags = await city.flags('G7');
    expect(flags).toContain('TIM-02 yellow raised concluded');
    expect(flags).toContain('HANG-02 query raised concluded');
    expect(flags).toContain('HANG-03 red raised concluded');
    expect(await explained('G7')).toEqual(flags.map((flag) => flag.split(' ').slice(0, 2).join(' ')));
    expect((await occurred('G7'))['HANG-03']).toBe(at('2026-03-11 17:00'));
    expect(await dueOf('G7')).toBe(at('2026-03-10 00:00'));
  });

  it('G8: nine days suspended, five approved: five are credited and HANG-06 tells the rest', async () => {
    await told('G8', [
      ['accepted', '2026-03-02 10:00'],
      ['suspended', '2026-03-03 09:00', { ...ground, approvedDays: 5 }],
      ['resumed', '2026-03-16 09:00'],
      granted('2026-03-16 15:00'),
    ]);
    await city.judge('2026-03-16 15:01');
    expect(await city.flags('G8')).toEqual(['HANG-06 yellow raised concluded']);
    expect((await clocks('G8')).promised.credits).toMatchObject([
      { reason: 'cut_to_approved_days', credited: 5 * 86_400_000 },
    ]);
    expect(await dueOf('G8')).toBe(at('2026-03-17 00:00'));
  });

  it('G9: an extension asked the day after expiry gives no credit and is HANG-03', async () => {
    await told('G9', [
      ['accepted', '2026-03-02 10:00'],
      ['extended', '2026-03-10 09:00', { days: 10, approver: 'head', reason: 'r' }],
    ]);
    await city.judge('2026-03-10 10:00');
    expect(await dueOf('G9')).toBe(at('2026-03-10 00:00'));
    expect(await city.flags('G9')).toEqual(['HANG-03 red raised open', 'TIM-02 yellow raised open']);
  });

  it('G10 (clock): a promise lengthened the day after does not heal the breach', async () => {
    await told('G10', [['accepted', '2026-03-02 10:00']], { item: 'one-day' });
    await city.judge('2026-03-04 00:10');
    expect(await city.flags('G10')).toEqual(['TIM-02 yellow raised open']);
    await inTransaction(city.pool, (db) =>
      importCatalogue(
        db,
        { items: [item('one-day', 3, { type: '20', validFrom: '2026-03-05' })] },
        { actor: 'test' },
        at('2026-03-04 10:00'),
      ),
    );
    await city.world.catalogue.refresh(city.pool);
    await recompute('2026-03-05 09:00');
    await city.judge('2026-03-05 09:01');
    expect(await city.flags('G10')).toEqual(['TIM-02 yellow raised open']);
    expect(await dueOf('G10')).toBe(at('2026-03-04 00:00'));
  });

  it('G11: two correction notices are COR-01; the acceptance date is the last material received', async () => {
    await told('G11', [
      ['received', '2026-03-02 10:00'],
      ['correction_requested', '2026-03-03 10:00'],
      ['correction_received', '2026-03-05 10:00'],
      ['correction_requested', '2026-03-06 10:00'],
      ['correction_received', '2026-03-09 10:00'],
    ]);
    await city.judge('2026-03-17 00:10');
    expect((await clocks('G11')).promised).toMatchObject({ acceptedAt: '2026-03-09T02:00:00.000Z' });
    expect(await dueOf('G11')).toBe(at('2026-03-17 00:00'));
    expect(await city.flags('G11')).toEqual(['COR-01 yellow raised open', 'TIM-02 query raised open']);
    expect(await explained('G11')).toEqual(['COR-01 yellow', 'TIM-02 query']);
    expect(await occurred('G11')).toMatchObject({ 'COR-01': at('2026-03-06 10:00') });
  });

  it('G13: a conclusion in time that arrives after the flag withdraws it within the usual lag, with a trace', async () => {
    const by = await told('G13', [['accepted', '2026-03-02 10:00']]);
    await city.judge('2026-03-10 00:10');
    expect(await city.flags('G13')).toEqual(['TIM-02 yellow raised open']);
    await city.tell(by, 'G13', [granted('2026-03-09 23:50', { arrives: '2026-03-10 00:30' })]);
    await city.judge('2026-03-10 00:31');
    expect(await city.flags('G13')).toEqual(['TIM-02 yellow withdrawn open']);
    expect(await history('G13', 'TIM-02')).toEqual([
      'condition_met raised',
      'cleared_by_late_data withdrawn',
    ]);
  });

  it('G13b: twenty hours later it is pending, and a person is asked', async () => {
    const by = await told('G13b', [['accepted', '2026-03-02 10:00']]);
    await city.judge('2026-03-10 00:10');
    await city.tell(by, 'G13b', [granted('2026-03-09 23:50', { arrives: '2026-03-10 20:10' })]);
    await city.judge('2026-03-10 20:11');
    expect(await city.flags('G13b')).toEqual([
      'AMD-01 query raised open',
      'TIM-02 yellow withdrawal_pending open',
    ]);
    expect(await history('G13b', 'TIM-02')).toEqual([
      'condition_met raised',
      'clearing_data_doubtful withdrawal_pending',
    ]);
  });

  it('G13c: of a source whose events usually take seconds, forty minutes are too long as well', async () => {
    const by = await newSource();
    ofThisTest.add('G13c');
    const quick = Array.from({ length: 100 }, (_, n): Line => {
      const happened = at('2026-03-03 10:00') + n * 1000;
      return ['step_completed', text(happened), { step: `s${n}`, arrives: text(happened + 2000) }];
    });
    await city.tell(by, 'G13c', [['accepted', '2026-03-02 10:00'], ...quick]);
    await city.judge('2026-03-10 00:10');
    await measureUsualLags(city.pool, city.world.catalogue.current(), at('2026-03-10 00:20'));
    expect((await usualLags(city.pool)).get(by.sourceId)).toBe(2000);
    await city.tell(by, 'G13c', [granted('2026-03-09 23:50', { arrives: '2026-03-10 00:30' })]);
    await city.judge('2026-03-10 00:31');
    expect(await city.flags('G13c')).toEqual([
      'AMD-01 query raised open',
      'TIM-02 yellow withdrawal_pending open',
    ]);
    expect(await explained('G13c')).toEqual([]);
  });

  it('G16: a source silent for three hours on a working day is FEED-01, and screens say stale, never 0 overdue', async () => {
    const by = await told('G16', [['accepted', '2026-03-02 10:00']]);
    ofThisTest.add('G16-late');
    await city.tell(by, 'G16-late', [['accepted', '2026-03-02 10:00']]);
    await city.judge('2026-03-10 00:10');
    await city.tell(by, 'G16', [
      ['step_started', '2026-03-09 17:00', { step: '审查', arrives: '2026-03-10 09:00' }],
    ]);
    const parts = { pool: city.pool, catalogue: () => city.world.catalogue.current() };
    city.time.now = at('2026-03-10 12:00');
    await watchSources(parts, city.time.now);
    const stale = await city.get('/flags?rule=FEED-01&live=true');
    expect(stale['items']).toContainEqual(
      expect.objectContaining({
        subject: { kind: 'source', id: String(by.sourceId) },
        severity: 'notice',
        occurredAt: new Date(at('2026-03-10 11:00')).toISOString(),
      }),
    );
    await city.judge('2026-03-12 00:10');
    const wall = await wallSnapshot(
      { pool: city.pool, catalogue: city.world.catalogue },
      'wall',
      city.time.now,
    );
    expect(wall?.state.sources).toContainEqual(
      expect.objectContaining({
        sourceId: by.sourceId,
        staleSince: new Date(at('2026-03-10 11:00')).toISOString(),
      }),
    );
    expect(await city.flags('G16-late')).toEqual(['TIM-02 yellow raised open']);
    const { rows } = await city.pool.query<{ alert: number }>(
      `select alert from cases where case_id like 'G16%' order by case_id`,
    );
    expect(rows.map((row) => row.alert)).toEqual([2, 2]);

    await city.tell(by, 'G16', [granted('2026-03-12 09:00')]);
    await watchSources(parts, city.time.now);
    expect((await city.get('/flags?rule=FEED-01&live=true'))['items']).not.toContainEqual(
      expect.objectContaining({ subject: { kind: 'source', id: String(by.sourceId) } }),
    );
  });

  it('G14: of a joint case the parent is counted once, and a late child is its own department’s', async () => {
    const before = await wallOf('2026-05-11 09:00');
    const [zoneBefore, districtBefore] = [await regionFigure('LJXQ'), await regionFigure('500112')];
    const submitted = (parentCase?: string): Line => [
      'submitted',
      '2026-05-11 09:30',
      parentCase === undefined ? {} : { parentCase },
    ];
    const zone = { region: 'LJXQ', department: 'LJXQ-JS' };
    await told('G14', [submitted()], { item: 'whole' });
    for (const [caseId, about] of [
      ['G14-1', {}],
      ['G14-2', {}],
      ['G14-3', zone],
      ['G14-4', zone],
    ] as const) {
      const life: Line[] = [submitted('G14'), ['accepted', `2026-05-11 10:0${caseId.slice(-1)}`]];
      const end = caseId === 'G14-3' ? '2026-05-20 10:00' : '2026-05-15 10:00';
      await told(caseId, [...life, granted(end)], about);
    }
    const after = await wallOf('2026-05-11 11:00');
    expect(after.city - before.city).toBe(1);
    const rise = (of: typeof zoneBefore, from: typeof zoneBefore) => (of ?? 0) - (from ?? 0);
    expect(rise(await regionFigure('LJXQ'), zoneBefore)).toBe(0);
    expect(rise(await regionFigure('500112'), districtBefore)).toBe(1);
    // a square is an office: its own work counts
    expect(rise(after.cells['LJXQ'], before.cells['LJXQ'])).toBe(2);
    await city.judge('2026-05-20 10:01');
    for (const caseId of ['G14-1', 'G14-2', 'G14-4']) expect(await city.flags(caseId)).toEqual([]);
    expect(await city.flags('G14-3')).toEqual(['TIM-02 yellow raised concluded']);
    expect(await explained('G14-3')).toEqual(['TIM-02 yellow']);
    expect(await explained('G14')).toEqual([]);
    expect((await city.get('/flags?case=G14-3'))['items']).toMatchObject([{ department: 'LJXQ-JS' }]);
    // accepted with the first child, ended with the last
    expect((await clocks('G14')).statutory).toMatchObject({
      basis: 'joint',
      acceptedAt: new Date(at('2026-05-11 10:01')).toISOString(),
      dueAt: new Date(at('2026-07-15 00:00')).toISOString(),
    });
    expect(await city.get('/cases/G14')).toMatchObject({ stage: 'concluded', outcome: 'other' });
    expect(await rowOf('G14')).toEqual({
      due: at('2026-07-15 00:00'),
      ended: at('2026-05-20 10:00'),
      check: null,
    });
    await sameWhenRebuilt();
  });

  it('G14b: a child ends with the whole, which is moved by its extension; a late whole is its own department’s', async () => {
    const submitted = (parentCase?: string): Line => [
      'submitted',
      '2026-05-11 09:30',
      parentCase === undefined ? {} : { parentCase },
    ];
    ofThisTest.add('G14b-2');
    // the child is told of first
    const child = await told('G14b-1', [submitted('G14b'), ['accepted', '2026-05-11 10:00']], {
      item: 'long',
    });
    const whole = await told('G14b', [submitted(), ['accepted', '2026-05-11 10:00']], { item: 'whole' });
    await city.tell(child, 'G14b-2', [
      ['submitted', '2026-07-13 09:30', { parentCase: 'G14b' }],
      ['accepted', '2026-07-13 10:00'],
    ]);
    await city.judge('2026-07-13 10:01');
    expect((await clocks('G14b-2')).statutory).toMatchObject({
      dueAt: new Date(at('2026-07-15 00:00')).toISOString(),
      cutBy: 'G14b',
      allowed: 86_400_000,
    });
    expect((await rowOf('G14b-2')).due).toBe(at('2026-07-15 00:00'));
    await city.tell(
      whole,
      'G14b',
      [['extended', '2026-07-14 09:00', { days: 15, approver: 'm', reason: 'r' }]],
      { item: 'whole' },
    );
    await city.judge('2026-07-14 09:01');
    expect((await rowOf('G14b')).due).toBe(at('2026-08-05 00:00'));
    expect((await rowOf('G14b-2')).due).toBe(at('2026-08-04 00:00'));

    await city.tell(child, 'G14b-1', [granted('2026-05-20 10:00', { arrives: '2026-07-14 10:00' })]);
    await city.tell(child, 'G14b-2', [granted('2026-07-15 10:00')]);
    await city.tell(whole, 'G14b', [granted('2026-08-05 09:00')], { item: 'whole' });
    await city.judge('2026-08-05 09:01');
    expect(await city.flags('G14b')).toEqual(['TIM-01 notice resolved open', 'TIM-03 red raised concluded']);
    expect((await city.get('/flags?case=G14b&rule=TIM-03'))['items']).toMatchObject([
      { department: '500112-ZJ' },
    ]);
    expect(await explained('G14b')).toEqual(['TIM-03 red']);
    expect((await rowOf('G14b')).ended).toBe(at('2026-08-05 09:00'));
    await sameWhenRebuilt();
  });

  it('G19: a zone is counted once in the city, stands on the map and adds nothing to the district it overlaps', async () => {
    const before = await wallOf('2026-04-08 09:00');
    await told(
      'G19',
      [
        ['submitted', '2026-04-08 09:30'],
        ['accepted', '2026-04-08 10:00'],
      ],
      { region: 'LJXQ', department: 'LJXQ-JS' },
    );
    const after = await wallOf('2026-04-08 11:00');
    const of = (wall: typeof after, region: string): number => wall.cells[region] ?? 0;
    expect(after.city - before.city).toBe(1);
    expect(of(after, 'LJXQ') - of(before, 'LJXQ')).toBe(1);
    expect(of(after, '500112')).toBe(of(before, '500112'));
    expect(after.regions).toContain('LJXQ');
    const district = await wallSnapshot(
      { pool: city.pool, catalogue: city.world.catalogue },
      'wall:500112',
      city.time.now,
    );
    expect(district?.state.figures.submitted).toBe(of(after, '500112'));
  });
});

/** Statutory due date, end and next check as the row has them. */
async function rowOf(caseId: string): Promise<Record<'due' | 'ended' | 'check', number | null>> {
  const { rows } = await city.pool.query<Record<'due' | 'ended' | 'check', number | null>>(
    `select statutory_due_at as due, concluded_at as ended, next_check_at as check from cases where case_id = $1`,
    [caseId],
  );
  return rows[0]!;
}

/** Rows and roll-ups are what the events give. */
async function sameWhenRebuilt(): Promise<void> {
  const parts = { pool: city.pool, catalogue: city.world.catalogue.current() };
  const { differences, examples } = await rebuild(parts, { check: true, now: city.time.now });
  expect(examples).toEqual([]);
  expect(differences).toEqual({ cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 });
}

/** Cases submitted on the day, as a region's own screen counts them. */
async function regionFigure(region: string): Promise<number | undefined> {
  const parts = { pool: city.pool, catalogue: city.world.catalogue };
  return (await wallSnapshot(parts, `wall:${region}`, city.time.now))?.state.figures.submitted;
}

async function wallOf(time: string) {
  city.time.now = at(time);
  const wall = await wallSnapshot(
    { pool: city.pool, catalogue: city.world.catalogue },
    'wall',
    city.time.now,
  );
  if (!wall) throw new Error('there is no wall');
  const { regions, cells, figures } = wall.state;
  const byRegion: Record<string, number> = {};
  for (const [region, , [submitted = 0]] of cells) {
    const code = regions[region]?.code ?? '';
    byRegion[code] = (byRegion[code] ?? 0) + submitted;
  }
  return { city: figures.submitted, cells: byRegion, regions: regions.map(({ code }) => code) };
}

const recompute = (time: string) => {
  city.time.now = at(time);
  return recomputeDueDates(
    { pool: city.pool, catalogue: () => city.world.catalogue.current() },
    city.time.now,
  );
};

describe('G17: a limit that runs into an unpublished year', () => {
  it('is provisional, and moves with its flags when the year is published', async () => {
    const by = await told('G17', [['accepted', '2026-12-14 10:00']], { item: 'long' });
    ofThisTest.add('G17-done');
    await city.tell(by, 'G17-done', [['accepted', '2026-12-14 10:00'], granted('2026-12-18 10:00')], {
      item: 'long',
    });
    expect((await clocks('G17')).promised).toMatchObject({
      provisional: true,
      dueAt: '2027-01-11T16:00:00.000Z',
    });
    await city.tell(by, 'G17', [['step_started', '2027-01-12 00:01', { step: '审查' }]], { item: 'long' });
    await city.judge('2027-01-12 00:02');
    expect(await city.flags('G17')).toEqual(['TIM-02 yellow raised open']);

    const edited = await inTransaction(city.pool, (db) =>
      editCalendarDays(
        db,
        'CN',
        { days: [{ date: '2027-01-01', off: true, name: '元旦' }], publishedThrough: '2027-12-31' },
        { actor: 'test' },
        at('2027-01-12 00:05'),
      ),
    );
    expect(edited.ok).toBe(true);
    await city.world.catalogue.refresh(city.pool);
    const first = await recompute('2027-01-12 00:05:10');
    expect(first.moved).toBeGreaterThanOrEqual(1);
    const { rows } = await city.pool.query(
      `select promised_due_at as due, provisional_due as provisional from cases where case_id like 'G17%' order by case_id`,
    );
    expect(rows).toEqual([
      { due: at('2027-01-13 00:00'), provisional: false },
      { due: at('2027-01-12 00:00'), provisional: true },
    ]);
    await city.judge('2027-01-12 00:07');
    expect(await city.flags('G17')).toEqual(['TIM-01 notice raised open', 'TIM-02 yellow withdrawn open']);
    expect(await clocks('G17')).toMatchObject({ promised: { provisional: false } });

    // once more for processes that knew the old calendar a moment longer, and then it is done
    const again = await recompute('2027-01-12 00:07');
    expect([again.checked > 0, again.refreshed]).toEqual([true, 0]);
    expect(await recompute('2027-01-12 00:08')).toMatchObject({ checked: 0 });
  });
});

function text(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
