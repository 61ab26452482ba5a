import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarChangeSchema, type CalendarReport } from '#contract/calendarSchema';
import { rebuild } from '../cases/rebuild.ts';
import { recomputeDueDates } from '../cases/recomputeDueDates.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { at, type Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { applyCalendar } from './applyCalendar.ts';
import { previewCalendar } from './previewCalendar.ts';

let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  by = await city.addSource('yubei');
  await recompute();
});
afterEach(async () => {
  await city.close();
  await database.drop();
});

const preview = (code: string, change: object): Promise<CalendarReport> => {
  const parts = { pool: city.pool, catalogue: city.world.catalogue.current() };
  return previewCalendar(parts, code, calendarChangeSchema.parse(change), city.time.now);
};
const apply = (code: string, change: object): Promise<CalendarReport> => {
  const parts = { pool: city.pool, holder: city.world.catalogue, clock: () => city.time.now };
  return applyCalendar(parts, code, calendarChangeSchema.parse(change), 'admin');
};
const recompute = () =>
  recomputeDueDates(
    { pool: city.pool, catalogue: () => city.world.catalogue.current() },
    (city.time.now += 60_000),
  );
const closed = (...days: string[]) => ({ days: days.map((date) => ({ date, off: true, name: '停电' })) });
const accepted = (time = '2026-03-03 10:00'): Line => ['accepted', time];
const yuzhong = { region: '500103', department: '500103-ZJ' };
const told = ({ seconds: _, asOf: __, ...report }: CalendarReport) => report;
const due = async (caseId: string): Promise<number | null | undefined> =>
  (
    await city.pool.query<{ due: number | null }>(
      'select promised_due_at as due from cases where case_id = $1',
      [caseId],
    )
  ).rows[0]?.due;
async function everything(): Promise<unknown> {
  const { rows } = await city.pool.query(
    `select (select json_agg(f order by flag_id) from flags f) as flags,
            (select json_agg(t order by transition_id) from flag_transitions t) as transitions,
            (select json_agg(c order by case_id) from cases c) as cases, (select json_agg(o) from stats_open o) as open,
            (select json_agg(c order by code, revision) from calendars c) as calendars,
            (select json_agg(d order by code, revision, day) from calendar_days d) as days,
            (select marker from catalogue_marker) as marker, (select count(*) from changes) as changes`,
  );
  return rows[0];
}
const differences = async () =>
  (
    await rebuild(
      { pool: city.pool, catalogue: city.world.catalogue.current() },
      { check: true, now: city.time.now },
    )
  ).differences;
const none = { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 };

/** Accepted on 3 March for four working days: due at the end of 9 March; another a day later, in another district. */
async function openCases(): Promise<void> {
  await city.tell(by, 'early', [accepted()]);
  await city.tell(by, 'later', [accepted('2026-03-04 10:00')], yuzhong);
  await city.tell(by, 'done', [accepted(), ['concluded', '2026-03-05 10:00', { outcome: 'granted' }]]);
  await city.judge('2026-03-05 12:00');
}

describe('a preview', () => {
  it('says which due dates move, by department and item, and changes nothing', async () => {
    await openCases();
    const before = await everything();
    const report = await preview('CN', closed('2026-03-06'));
    expect(await everything()).toEqual(before);
    expect(report).toMatchObject({ cases: 2, moved: 2, later: 2, earlier: 0, raised: 0, warnings: [] });
    expect(report.dueDates).toContainEqual({
      kind: 'promised',
      from: '2026-03-09',
      to: '2026-03-10',
      cases: 1,
    });
    expect(report.departments.map(({ department, moved }) => [department, moved]).sort()).toEqual([
      ['500103-ZJ', 1],
      ['500112-ZJ', 1],
    ]);
    expect(report.items).toMatchObject([{ item: 'permit', moved: 2, later: 2 }]);
    expect(report.movedExamples[0]).toMatchObject({
      caseId: 'early',
      promised: { from: '2026-03-09T16:00:00.000Z', to: '2026-03-10T16:00:00.000Z' },
    });
  });

  it.each([
    ['a day off already', '2026-03-08', 0],
    ['the day before the first case', '2026-03-02', 0],
    ['the first day that counts', '2026-03-04', 1],
    ['the last day', '2026-03-09', 1],
    ['a day after the promised and before the statutory end', '2026-03-10', 1],
    ['a day after all ends', '2026-04-03', 0],
  ])('%s closed moves %s: %i', async (_, day, moved) => {
    await city.tell(by, 'one', [accepted()]);
    expect(await preview('CN', closed(day))).toMatchObject({ moved });
  });

  it('of a change that cannot be recorded says why', async () => {
    await expect(preview('NO', closed('2026-03-06'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview('CN', closed('2026-03-06', '2026-03-06'))).rejects.toMatchObject({
      code: 'invalid',
      path: 'days.1.date',
    });
    await expect(preview('CN', { publishedThrough: '2020-12-31' })).rejects.toMatchObject({
      path: 'publishedThrough',
    });
    await expect(preview('YB', { basedOn: 'CN', regions: ['999999'] })).rejects.toMatchObject({
      path: 'regions.0',
    });
    await expect(preview('CN', { basedOn: 'CN' })).rejects.toMatchObject({ path: 'basedOn' });
    await expect(preview('ALWAYS', { basedOn: 'CN' })).rejects.toThrow(/is built in/);
  });
});

describe('applying', () => {
  it('moves just what the preview said, at once and for good', async () => {
    await openCases();
    const report = await preview('CN', closed('2026-03-06'));
    expect(told(await apply('CN', closed('2026-03-06')))).toEqual(told(report));
    expect(await due('early')).toBe(at('2026-03-11 00:00'));
    expect(await due('done')).toBe(at('2026-03-10 00:00'));
    expect(await differences()).toEqual({ ...none });
    expect(await recompute()).toMatchObject({ refreshed: 0, moved: 0 });
    expect(await preview('CN', closed('2026-03-06'))).toMatchObject({ cases: 0, moved: 0 });
    const { rows } = await city.pool.query('select payload from changes order by seq desc limit 1');
    expect(rows).toEqual([{ payload: { resync: 'catalogue' } }]);
  });

  it('withdraws what was late by the old calendar alone, and keeps who had it so', async () => {
    await city.tell(by, 'late', [accepted()]);
    await city.tell(by, 'life', [['received', '2026-03-10 09:00']]);
    await city.judge('2026-03-10 10:00');
    expect(await city.flags('late')).toEqual(['TIM-02 yellow raised open']);
    const { rows: judged } = await city.pool.query(
      `select calendar_revision as revision from flags where rule = 'TIM-02'`,
    );
    const change = closed('2026-03-06', '2026-03-09');
    const report = await preview('CN', change);
    expect(report).toMatchObject({
      withdrawn: 1,
      rules: expect.arrayContaining([expect.objectContaining({ rule: 'TIM-02', withdrawn: 1 })]),
    });
    expect(told(await apply('CN', change))).toEqual(told(report));
    expect(await city.flags('late')).toContain('TIM-02 yellow withdrawn open');
    const { rows: after } = await city.pool.query(
      `select f.calendar_revision as revision, c.alert, t.reason, t.actor, t.detail
         from flags f join cases c on c.case_id = f.subject_id
         join flag_transitions t using (flag_id) where rule = 'TIM-02' order by transition_id desc limit 1`,
    );
    expect(after).toMatchObject([
      { ...judged[0], alert: 0, reason: 'calendar_changed', actor: 'admin', detail: { calendar: 'CN' } },
    ]);
    await city.pool.query('update cases set next_check_at = now()');
    const flags = await city.flags('late');
    await city.judge('2026-03-10 10:01');
    expect(await city.flags('late')).toEqual(flags);
    await recompute();
    expect(await differences()).toEqual(none);
  });

  it('keeps late what stays late, from another instant and by the calendar that says so', async () => {
    await city.tell(by, 'late', [accepted()]);
    await city.tell(by, 'life', [['received', '2026-03-11 09:00']]);
    await city.judge('2026-03-11 10:00');
    const flag = async () => {
      const { rows } = await city.pool.query(
        `select occurred_at as at, calendar_revision as revision, (select count(*) from flag_transitions t
                 where t.flag_id = f.flag_id) as transitions
           from flags f where rule = 'TIM-02' and status = 'raised'`,
      );
      return rows as unknown[];
    };
    const { revision } = city.world.catalogue.current().calendar('CN') ?? {};
    expect(await flag()).toEqual([{ at: at('2026-03-10 00:00'), revision, transitions: 1 }]);
    const report = await preview('CN', closed('2026-03-06'));
    expect(report.rules).toContainEqual({ rule: 'TIM-02', raised: 0, withdrawn: 0, changed: 1 });
    expect(told(await apply('CN', closed('2026-03-06')))).toEqual(told(report));
    const newest = city.world.catalogue.current().revision;
    expect(await flag()).toEqual([{ at: at('2026-03-11 00:00'), revision: newest, transitions: 2 }]);
  });

  it('raises what a make-up working day makes late', async () => {
    await city.tell(by, 'late', [accepted()]);
    await city.tell(by, 'life', [['received', '2026-03-09 09:00']]);
    await city.judge('2026-03-09 10:00');
    expect(await city.flags('late')).toEqual(['TIM-01 notice raised open']);
    const change = { days: [{ date: '2026-03-07', off: false, name: '补班' }] };
    const report = await preview('CN', change);
    expect(report).toMatchObject({ earlier: 1, raised: 1, withdrawn: 1 });
    expect(told(await apply('CN', change))).toEqual(told(report));
    expect(await city.flags('late')).toEqual(['TIM-01 notice resolved open', 'TIM-02 yellow raised open']);
    expect(await due('late')).toBe(at('2026-03-08 00:00'));
    await recompute();
    expect(await differences()).toEqual(none);
  });

  it('gives a district a closing day of its own and leaves its neighbour alone', async () => {
    await openCases();
    const change = { ...closed('2026-03-06'), basedOn: 'CN', regions: ['500103'] };
    const report = await preview('YUZHONG', change);
    expect(report).toMatchObject({ cases: 1, moved: 1, departments: [{ department: '500103-ZJ' }] });
    expect(told(await apply('YUZHONG', change))).toEqual(told(report));
    expect(await due('early')).toBe(at('2026-03-10 00:00'));
    expect(await due('later')).toBe(at('2026-03-12 00:00'));
    await recompute();
    expect(await differences()).toEqual(none);
  });

  it('a district’s own calendar follows the one it began as, and keeps its closing day', async () => {
    await openCases();
    await apply('YUZHONG', { ...closed('2026-03-06'), basedOn: 'CN', regions: ['500103'] });
    const change = { ...closed('2026-03-09'), publishedThrough: '2027-12-31' };
    const report = await preview('CN', change);
    expect(report).toMatchObject({ cases: 2, moved: 2, later: 2 });
    expect(told(await apply('CN', change))).toEqual(told(report));
    expect(await due('early')).toBe(at('2026-03-11 00:00'));
    expect(await due('later')).toBe(at('2026-03-13 00:00'));
    const calendar = city.world.catalogue.current().calendar('YUZHONG');
    expect(calendar).toMatchObject({ basedOn: 'CN', publishedThrough: '2027-12-31' });
    await recompute();
    expect(await differences()).toEqual(none);

    // once it works on a day that is free elsewhere, that is its own
    await apply('YUZHONG', { days: [{ date: '2026-03-09', off: false }] });
    expect(await due('later')).toBe(at('2026-03-12 00:00'));
    await apply('CN', { days: [{ date: '2026-03-09', off: null }] });
    expect(await due('early')).toBe(at('2026-03-10 00:00'));
    expect(await due('later')).toBe(at('2026-03-12 00:00'));
  });

  it('publishes a year: provisional due dates become certain', async () => {
    city.time.now = at('2026-12-28 08:00');
    await city.tell(by, 'over', [accepted('2026-12-28 10:00')]);
    const change = {
      days: [{ date: '2027-01-01', off: true, name: '元旦' }],
      publishedThrough: '2027-12-31',
    };
    expect(told(await apply('CN', change))).toMatchObject({ moved: 1, provisionalEnded: 1 });
    expect(await due('over')).toBe(at('2027-01-05 00:00'));
  });
});

it('the job that recomputes due dates stands back while a change is applied', async () => {
  await openCases();
  await city.pool.query(
    `insert into rule_runs (kind, calendar, asked, actor, created_at, lease_until)
     values ('calendar_change', 'CN', '{}', 'admin', $1, $2)`,
    [new Date(city.time.now), new Date(city.time.now + 90_000)],
  );
  await apply('CN', closed('2026-03-06'));
  expect(await recompute()).toMatchObject({ checked: 0, revision: 2 });
  expect(await recompute()).toMatchObject({ checked: 2, revision: 3 });
});

it('a case that another writer changes meanwhile is moved as it is then', async () => {
  await openCases();
  let first = true;
  const clock = () => city.time.now;
  const pool = new Proxy(city.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'connect') return typeof value === 'function' ? value.bind(target) : value;
      return async () => {
        const { rows } = await target.query('select from calendars');
        if (first && rows.length > 1) {
          first = false;
          const days = { days: 2, approver: 'u', reason: 'r' };
          await city.tell(by, 'early', [['extended', '2026-03-05 12:30', days]]);
        }
        return target.connect();
      };
    },
  });
  await applyCalendar(
    { pool, holder: city.world.catalogue, clock },
    'CN',
    calendarChangeSchema.parse(closed('2026-03-06')),
    'admin',
  );
  expect(first).toBe(false);
  expect(await due('early')).toBe(at('2026-03-13 00:00'));
  expect(await differences()).toEqual(none);
});
