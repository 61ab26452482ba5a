import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import { defaultCalendar } from './builtInCalendars.ts';
import { calendarVersions, newestRevision } from './catalogueStore.ts';
import { chinesePublishedDays } from './chinesePublishedDays.ts';
import { importCatalogue } from './importCatalogue.ts';

/** Records calendar `CN` with the published years that ship with duban, unless some `CN` is recorded. True if it did. */
export async function seedCalendar(pool: Pool, now: Instant): Promise<boolean> {
  const recorded = await calendarVersions(pool, await newestRevision(pool));
  if (recorded.some((calendar) => calendar.code === defaultCalendar)) return false;

  return inTransaction(pool, async (db) => {
    const calendar = { code: defaultCalendar, timezone: 'Asia/Shanghai', ...chinesePublishedDays() };
    const by = { actor: 'duban', note: 'published holidays from chinese-days' };
    const result = await importCatalogue(db, { calendars: [calendar] }, by, now);
    if (!result.ok)
      throw new Problem('internal', `chinese-days gave no calendar: ${result.faults[0]?.message}`);
    return result.counts.calendars.unchanged === 0;
  });
}
