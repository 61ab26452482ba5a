import { calendarChangeSchema, type CalendarReport } from '../../server/contract/calendarSchema.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { dayText } from '../../server/domain/calendar/localDay.ts';
import { applyCalendar } from '../../server/flags/applyCalendar.ts';
import { previewCalendar } from '../../server/flags/previewCalendar.ts';
import { benchServer, type BenchServer } from './benchServer.ts';
import { seedCases } from './flagSeed.ts';
import { ingestBeside } from './ingestBeside.ts';

const day = 86_400_000;
const never = 3000 * day;
const openCases = 100_000;

/**
 * A working day closed before the due date of a hundred thousand open cases, nothing of them in memory: the preview of
 * it, and its application while departments go on reporting. `cpu` is this process's, in seconds; the database works beside it.
 */
export async function benchCalendar(): Promise<object> {
  const server = await benchServer();
  try {
    return await closeADay(server);
  } finally {
    await server.close();
  }
}

async function closeADay(server: BenchServer): Promise<object> {
  const { pool } = server;
  const seeded = Date.now();
  const holder = await holdCatalogue(pool, 'Asia/Shanghai');
  const dueAt = seeded + never;
  const count = { count: openCases, due: openCases, dueAt, restAt: dueAt };
  await seedCases(pool, holder.current(), 1, { prefix: 'K', ...count, now: seeded });
  await pool.query('vacuum analyze cases, case_events');
  // seeded cases have just become overdue: two working days ago they were not
  const { zone, workdayAt, workdaysBefore } = holder
    .current()
    .calendarOf({ sourceId: 1 }, holder.current().revision);
  const closed = workdayAt(workdaysBefore(zone.dayOf(seeded)) - 1);
  const now = zone.startOf(workdayAt(workdaysBefore(closed) - 1)) + day / 2;
  const change = calendarChangeSchema.parse({ days: [{ date: dayText(closed), off: true }] });

  const preview = await measured(() =>
    previewCalendar({ pool, catalogue: holder.current() }, 'CN', change, now),
  );
  const { result: apply, ingest } = await ingestBeside(server, () =>
    measured(() => applyCalendar({ pool, holder, clock: () => now }, 'CN', change, 'bench')),
  );
  return { openCases, preview, apply, ingest };
}

async function measured(run: () => Promise<CalendarReport>): Promise<object> {
  const before = process.cpuUsage();
  const { cases, moved, raised, withdrawn, changed, seconds } = await run();
  const { user, system } = process.cpuUsage(before);
  const cpu = Math.round((user + system) / 10_000) / 100;
  return { seconds, cpu, cases, moved, raised, withdrawn, changed };
}
