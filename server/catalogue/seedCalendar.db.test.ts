import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../db/transaction.ts';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';
import { addWorkdays } from '../domain/calendar/workCalendar.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { editCalendarDays } from './editCalendarDays.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { seedCalendar } from './seedCalendar.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const now = Date.UTC(2026, 10, 21);
const load = () => loadCatalogue(database.pool, 'Asia/Shanghai');

describe('calendar CN', () => {
  it('is missing loudly until it is seeded', async () => {
    const catalogue = await load();
    expect(() => catalogue.calendarOf({ sourceId: 1 }, catalogue.revision)).toThrow(/calendar CN/);
  });

  it('is seeded once, also by two processes at a time', async () => {
    const seeded = await Promise.all([seedCalendar(database.pool, now), seedCalendar(database.pool, now)]);
    expect(seeded.sort()).toEqual([false, true]);
    expect(await seedCalendar(database.pool, now)).toBe(false);
  });

  it('counts the working Sundays of 2019', async () => {
    const catalogue = await load();
    const calendar = catalogue.calendarOf({ sourceId: 1 }, catalogue.revision);
    expect(dayText(addWorkdays(calendar, dayNumber('2019-04-26'), 5))).toBe('2019-05-06');
  });

  it('takes a further year as a new version', async () => {
    const before = await load();
    const edit = {
      days: [
        { date: '2027-01-01', off: true, name: '元旦' },
        { date: '2026-10-10', off: null },
      ],
      publishedThrough: '2027-12-31',
    };
    const by = { actor: 'clerk' };
    await inTransaction(database.pool, (db) => editCalendarDays(db, 'CN', edit, by, now));
    const catalogue = await load();
    const at = (revision: number) => catalogue.calendarOf({ sourceId: 1 }, revision);
    const newYear = dayNumber('2027-01-01');
    const makeup = dayNumber('2026-10-10');
    expect([at(before.revision).isWorkday(newYear), at(before.revision).isProvisional(newYear)]).toEqual([
      true,
      true,
    ]);
    expect([
      at(catalogue.revision).isWorkday(newYear),
      at(catalogue.revision).isProvisional(newYear),
    ]).toEqual([false, false]);
    expect([at(before.revision).isWorkday(makeup), at(catalogue.revision).isWorkday(makeup)]).toEqual([
      true,
      false,
    ]);

    const again = await inTransaction(database.pool, (db) => editCalendarDays(db, 'CN', edit, by, now));
    expect(again).toMatchObject({ ok: true, revision: catalogue.revision });
  });

  it('is not edited into nonsense, nor is one that does not exist', async () => {
    const edit = (code: string, date: string) =>
      inTransaction(database.pool, (db) =>
        editCalendarDays(db, code, { days: [{ date, off: true }] }, { actor: 'clerk' }, now),
      );
    expect(await edit('CN', '2026-13-01')).toMatchObject({
      ok: false,
      faults: [{ path: expect.stringContaining('date') }],
    });
    await expect(edit('NO', '2026-12-01')).rejects.toThrow(/calendar NO is not in the catalogue/);
  });
});
