import type { Instant, LocalDay } from '#contract/time';
import type { Figures } from '#contract/wall';
import type { Queryable } from '../db/queryable.ts';

export interface PlaceFigures extends Figures {
  region: string;
  department: string;
  childSubmitted: number;
  childConcluded: number;
  childOpen: number;
}

export interface HourVolume {
  region: string;
  hour: number;
  submitted: number;
  concluded: number;
}

/** Figures by region and department on `day`, default namespace; of all regions when `regions` is null. */
export async function figuresByPlace(
  db: Queryable,
  day: LocalDay,
  regions: readonly string[] | null,
): Promise<PlaceFigures[]> {
  const { rows } = await db.query<PlaceFigures>(
    `select region, department,
            sum(submitted) as submitted, sum(concluded) as concluded, sum(open) as open,
            sum(due_soon) as "dueSoon", sum(overdue) as overdue, sum(overdue_statutory) as "overdueStatutory",
            sum(implausible) as implausible, sum(rated) as rated, sum(rated_good) as "ratedGood",
            sum(child_submitted) as "childSubmitted", sum(child_concluded) as "childConcluded",
            sum(child_open) as "childOpen"
       from (select region, department, submitted, concluded, rated, rated_good, child_submitted, child_concluded,
                    0 as open, 0 as due_soon, 0 as overdue, 0 as overdue_statutory, 0 as implausible, 0 as child_open
               from stats_day
              where day = $1 and namespace = '' and ($2::text[] is null or region = any($2))
              union all
             select region, department, 0, 0, 0, 0, 0, 0,
                    open, due_soon, overdue, overdue_statutory, implausible, child_open
               from stats_open
              where namespace = '' and ($2::text[] is null or region = any($2))) as counted
      group by region, department`,
    [day, regions],
  );
  return rows;
}

/** Volume by region and local hour between two instants: children of joint cases are their parent's. */
export async function volumeByHour(
  db: Queryable,
  span: { from: Instant; to: Instant; timezone: string },
  regions: readonly string[] | null,
): Promise<HourVolume[]> {
  const { rows } = await db.query<HourVolume>(
    `select region, extract(hour from minute at time zone $3)::integer as hour,
            sum(submitted - child_submitted) as submitted, sum(concluded - child_concluded) as concluded
       from stats_minute
      where minute >= $1 and minute < $2 and namespace = '' and ($4::text[] is null or region = any($4))
      group by 1, 2`,
    [new Date(span.from), new Date(span.to), span.timezone, regions],
  );
  return rows;
}

/** Volume from `from` up to the minute of `to`, inclusive; null where the records begin later. */
export async function volumeUntil(
  db: Queryable,
  span: { from: Instant; to: Instant },
  regions: readonly string[] | null,
): Promise<{ submitted: number; concluded: number } | null> {
  const { rows } = await db.query<{ known: boolean; submitted: number; concluded: number }>(
    `select exists (select from stats_minute where minute <= $2) as known,
            coalesce(sum(submitted - child_submitted), 0) as submitted,
            coalesce(sum(concluded - child_concluded), 0) as concluded
       from stats_minute
      where minute >= $1 and minute <= $2 and namespace = '' and ($3::text[] is null or region = any($3))`,
    [new Date(span.from), new Date(span.to), regions],
  );
  const row = rows[0];
  return row?.known ? { submitted: row.submitted, concluded: row.concluded } : null;
}

/** Newest event time that any source of the default namespace has reported. */
export async function newestEventTime(db: Queryable): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>(
    `select max(w.last_occurred_at) as at from source_watermarks w join sources s using (source_id)
      where s.namespace = ''`,
  );
  return rows[0]?.at ?? null;
}

/** When each job last finished well; a job that never did is not listed. */
export async function jobStates(db: Queryable): Promise<{ job: string; lastFinishedAt: Instant }[]> {
  const { rows } = await db.query<{ job: string; lastFinishedAt: Instant }>(
    `select job, last_finished_at as "lastFinishedAt" from job_heartbeats
      where last_finished_at is not null order by job collate "C"`,
  );
  return rows;
}
