import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

interface CalendarRecording {
  revision: number;
  recordedAt: Instant;
  actor: string;
  note: string;
}

/** Who recorded versions of a calendar, the newest first. */
export async function calendarHistory(
  db: Queryable,
  code: string,
  limit: number,
): Promise<CalendarRecording[]> {
  const { rows } = await db.query<CalendarRecording>(
    `select c.revision, r.recorded_at as "recordedAt", r.actor, r.note
       from calendars c join catalogue_revisions r using (revision)
      where c.code = $1 order by c.revision desc limit $2`,
    [code, limit],
  );
  return rows;
}

interface PastCalendar {
  revision: number;
  hours: [from: string, to: string][];
  publishedThrough: LocalDay;
  basedOn: string | null;
  days: { date: LocalDay; off: boolean; name: string }[];
}

/** A calendar as it was recorded at a revision; undefined: it was not there yet. */
export async function calendarAt(
  db: Queryable,
  code: string,
  revision: number,
): Promise<PastCalendar | undefined> {
  const { rows } = await db.query<PastCalendar>(
    `select revision, hours, published_through as "publishedThrough", based_on as "basedOn",
            coalesce((select json_agg(json_build_object('date', day, 'off', off, 'name', name) order by day)
                        from calendar_days d where d.code = c.code and d.revision = c.revision), '[]') as days
       from calendars c where code = $1 and revision <= $2 order by revision desc limit 1`,
    [code, revision],
  );
  return rows[0];
}
