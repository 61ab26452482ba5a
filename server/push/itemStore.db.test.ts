import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '#contract/time';
import { dayNumber } from '../domain/calendar/localDay.ts';
import { ingestWorld, type IngestWorld } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { figuresByItem, mediansByItem } from './itemStore.ts';
import { itemTimes } from './itemTimes.ts';
import { wallScope } from './wallScope.ts';
import { workdayTable } from './workdayTable.ts';

const now = at('2026-10-30 12:00');
let database: TestDatabase;
let world: IngestWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, at('2025-01-01'));
});
afterAll(() => database.drop());

interface Concluded {
  item?: string;
  accepted: string;
  concluded: string;
  calendar?: string;
  region?: string;
  outcome?: string;
  namespace?: string;
}
let serial = 0;
async function conclude(cases: readonly Concluded[]): Promise<void> {
  const instant = (text: string): Instant => at(text);
  await database.pool.query(
    `insert into cases (case_id, version, source_id, namespace, region, department, item, item_revision, calendar, stage,
                        outcome, round, historical, accepted_at, concluded_at, first_event_at, last_event_at)
     select id, 1, 1, namespace, region, region || '-ZJ', item, 1, calendar, 'concluded', outcome, 1, false,
            to_timestamp(accepted / 1000.0), to_timestamp(concluded / 1000.0), to_timestamp(accepted / 1000.0),
            to_timestamp(concluded / 1000.0)
       from json_to_recordset($1) as given (id text, namespace text, region text, item text, calendar text,
            outcome text, accepted bigint, concluded bigint)`,
    [
      JSON.stringify(
        cases.map((one) => ({
          ...{
            id: `m${++serial}`,
            namespace: '',
            region: '500112',
            item: 'permit',
            calendar: 'CN',
            outcome: 'granted',
          },
          ...one,
          accepted: instant(one.accepted),
          concluded: instant(one.concluded),
        })),
      ),
    ],
  );
}

const span = {
  from: at('2026-10-01 00:00'),
  to: now,
  timezone: 'Asia/Shanghai',
  outcomes: ['granted', 'refused'],
};
const table = (from = '2024-01-01') =>
  workdayTable(world.catalogue.current(), dayNumber(from), dayNumber('2026-10-30'));
const medianOf = async (item: string, regions: string[] | null = null, days = table()) =>
  (await mediansByItem(database.pool, span, days, regions)).find((row) => row.item === item);

describe('figures by item', () => {
  it('are of the day, of how things stand and of what waits, with joint cases once, in a region or the city', async () => {
    await database.pool.query(
      `insert into stats_day (day, region, department, item, channel, namespace, submitted, child_submitted)
       values ('2026-10-30', '500112', '500112-ZJ', 'permit', 'web', '', 5, 2),
              ('2026-10-30', '500112', '500112-RS', 'permit', 'hall', '', 4, 0),
              ('2026-10-30', '500103', '500103-ZJ', 'permit', 'web', '', 1, 0),
              ('2026-10-30', '500103', '500103-ZJ', 'grant', 'web', 'abroad', 9, 0),
              ('2026-10-29', '500112', '500112-ZJ', 'permit', 'web', '', 50, 0)`,
    );
    await database.pool.query(
      `insert into stats_open (region, department, item, namespace, open, child_open)
       values ('500112', '500112-ZJ', 'permit', '', 30, 3), ('500103', '500103-ZJ', 'register', '', 2, 0)`,
    );
    await database.pool.query(
      `insert into flags (subject_kind, subject_id, rule, occurrence, severity, status, region, item, occurred_at,
                          raised_at, ended_at, rule_version, as_of, known_at, evidence)
       select 'case', id, rule, 'o', severity, 'raised', region, item, $1, $1, case when ended then $1::timestamptz end,
              1, $1, $1, '{}'
         from (values ('f1', 'FAST-01', 'query', '500112', 'permit', false),
                      ('f2', 'TIM-01', 'notice', '500112', 'permit', false),
                      ('f3', 'FAST-01', 'query', '500112', 'permit', true),
                      ('f4', 'FAST-01', 'red', '500103', 'permit', false),
                      ('f5', 'FAST-01', 'red', '500103', null, false)) as f (id, rule, severity, region, item, ended)`,
      [new Date(now)],
    );
    const sorted = async (regions: string[] | null) =>
      (await figuresByItem(database.pool, '2026-10-30', regions)).sort((a, b) => (a.item < b.item ? -1 : 1));
    expect(await sorted(null)).toEqual([
      { item: 'permit', submitted: 8, open: 27, flagged: 2 },
      { item: 'register', submitted: 0, open: 2, flagged: 0 },
    ]);
    expect(await sorted(['500112'])).toEqual([{ item: 'permit', submitted: 7, open: 27, flagged: 1 }]);
  });
});

describe('medians by item', { sequential: true }, () => {
  it('count working days after the day of acceptance, over holidays and made-up days', async () => {
    // 1 to 7 October off, Saturday the 10th worked
    await conclude([{ accepted: '2026-09-30 10:00', concluded: '2026-10-12 09:00' }]);
    expect(await medianOf('permit')).toEqual({ item: 'permit', concluded: 1, days: 4 });
    await conclude([{ accepted: '2026-10-12 09:00', concluded: '2026-10-12 17:00' }]);
    expect(await medianOf('permit')).toMatchObject({ concluded: 2, days: 2 });
    await conclude([{ accepted: '2026-10-12 09:00', concluded: '2026-10-13 00:00' }]);
    expect(await medianOf('permit')).toMatchObject({ concluded: 3, days: 1 });
  });

  it('take each case by its own calendar', async () => {
    const time = { accepted: '2026-10-09 10:00', concluded: '2026-10-12 10:00' };
    await conclude([
      { item: 'always', calendar: 'ALWAYS', ...time },
      { item: 'weekdays', calendar: 'WEEKDAYS', ...time },
      { item: 'cn', ...time },
    ]);
    expect((await medianOf('always'))?.days).toBe(3);
    expect((await medianOf('weekdays'))?.days).toBe(1);
    expect((await medianOf('cn'))?.days).toBe(2);
  });

  it('leave out what was not decided on the merits, in another time or namespace, or elsewhere', async () => {
    const time = { item: 'grant', accepted: '2026-10-12 10:00', concluded: '2026-10-14 10:00' };
    await conclude([
      time,
      { ...time, outcome: 'withdrawn' },
      { ...time, namespace: 'abroad' },
      { ...time, accepted: '2026-09-01 10:00', concluded: '2026-09-30 23:59:59' },
      { ...time, concluded: '2026-10-30 12:00' },
      { ...time, concluded: '2026-10-12 09:59:59' },
      { ...time, region: '500103', concluded: '2026-10-19 10:00' },
    ]);
    expect(await medianOf('grant')).toEqual({ item: 'grant', concluded: 2, days: 3.5 });
    expect(await medianOf('grant', ['500112'])).toEqual({ item: 'grant', concluded: 1, days: 2 });
    expect(await medianOf('grant', ['500000'])).toBeUndefined();
  });

  it('count an acceptance from before the table as on its first day', async () => {
    await conclude([{ item: 'old', accepted: '2020-01-01 10:00', concluded: '2026-10-14 10:00' }]);
    expect(await medianOf('old', null, table('2026-10-12'))).toMatchObject({ concluded: 1, days: 2 });
  });

  it('are the textbook’s', async () => {
    const days = [9, 0, 4, 4, 1, 12, 3, 0, 0, 7, 5, 4, 2];
    const from = dayNumber('2026-10-12');
    const { workdayAt, workdaysBefore } = world.catalogue
      .current()
      .calendarOf({ sourceId: 0 }, world.catalogue.current().revision);
    for (const [index, count] of days.entries()) {
      const last = new Date(workdayAt(workdaysBefore(from) + count) * 86_400_000).toISOString().slice(0, 10);
      await conclude([{ item: 'book', accepted: '2026-10-12 08:00', concluded: `${last} 11:00` }]);
      const sorted = days.slice(0, index + 1).sort((a, b) => a - b);
      const middle = ((sorted[index >> 1] ?? NaN) + (sorted[(index + 1) >> 1] ?? NaN)) / 2;
      expect(await medianOf('book')).toEqual({ item: 'book', concluded: index + 1, days: middle });
    }
  });

  it('are measured again after an hour, room by room, and not before', async () => {
    const times = itemTimes({ pool: database.pool, catalogue: world.catalogue });
    const scope = wallScope('wall', world.catalogue.current());
    const district = wallScope('wall:500103', world.catalogue.current());
    if (!scope || !district) throw new Error('there are no such rooms');
    expect(times.known('wall')).toBeUndefined();
    const [first, inDistrict] = await Promise.all([times.fresh(scope, now), times.fresh(district, now)]);
    expect(first.medians.get('grant')?.concluded).toBe(2);
    expect(inDistrict.medians.get('grant')?.concluded).toBe(1);
    expect(await times.fresh(scope, now + 3_599_999)).toBe(first);
    expect(times.known('wall')).toBe(first);
    const later = await times.fresh(scope, now + 3_600_000);
    expect(later.at).toBe(now + 3_600_000);
    expect(times.known('wall')).toBe(later);
  });
});
