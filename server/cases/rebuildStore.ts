import type { PoolClient } from 'pg';
import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { copyRows } from '../db/copyRows.ts';
import type { Queryable } from '../db/queryable.ts';
import { toCaseRow, type CaseRow, type FlatRow } from './caseStore.ts';
import { changedRows, type Rollups } from './rollups.ts';

const page = 2000;

/** Every event, by case and time, read through a cursor: needs a transaction. */
export async function* allEvents(client: PoolClient): AsyncGenerator<CaseEvent> {
  await client.query(
    `declare rebuild_events no scroll cursor for
      select case_id as "caseId", source_id as "sourceId", event_id as "eventId", type, occurred_at as "occurredAt",
             received_at as "receivedAt", catalogue_revision as "catalogueRevision", data
        from case_events order by case_id, occurred_at`,
  );
  for (;;) {
    const { rows } = await client.query<CaseEvent>(`fetch ${page} from rebuild_events`);
    yield* rows;
    if (rows.length < page) return;
  }
}

/** Every stored case by id, read through a cursor: needs a transaction. */
export async function* allCases(client: PoolClient): AsyncGenerator<CaseRow> {
  await client.query(
    `declare rebuild_cases no scroll cursor for
      select version, alert, queries, next_check_at as "nextCheckAt",
             case_id as "caseId", namespace, source_id as "sourceId", region, department, item, channel,
             parent_case as "parentCase", stage, outcome, round, historical,
             submitted_at as "submittedAt", received_at as "receivedAt", accepted_at as "acceptedAt",
             concluded_at as "concludedAt", promised_due_at as "promisedDueAt", statutory_due_at as "statutoryDueAt",
             provisional_due as "provisionalDue", item_revision as "itemRevision", calendar,
             calendar_revision as "calendarRevision", first_event_at as "firstEventAt", last_event_at as "lastEventAt",
             handling_ms as "handlingMs", array_to_string(marks, ',') as marks, bad_ratings::text as "badRatings", kin
        from cases order by case_id`,
  );
  for (;;) {
    const { rows } = await client.query<FlatRow>(`fetch ${page} from rebuild_cases`);
    for (const row of rows) yield toCaseRow(row);
    if (rows.length < page) return;
  }
}

export async function createRebuiltTables(db: Queryable): Promise<void> {
  await db.query('create temp table rebuilt_day (like stats_day) on commit drop');
  await db.query('create temp table rebuilt_minute (like stats_minute) on commit drop');
  await db.query('create temp table rebuilt_open (like stats_open) on commit drop');
}

/** Adds increments to the temporary tables as they are: they are summed when they are compared. */
export async function keepIncrements(client: PoolClient, { days, minutes, open }: Rollups): Promise<void> {
  const lines = (
    of: ReadonlyMap<string, number[]>,
    keyOf: (key: string[]) => string[] = (key) => key,
  ): string[] => changedRows(of).map(([key, counts]) => [...keyOf(key), ...counts].join('\t') + '\n');
  await copyRows(
    client,
    `copy rebuilt_day (day, region, department, item, channel, namespace, submitted, received, accepted, concluded,
                       rated, rated_good, child_submitted, child_concluded, rated_default, voluntary_1, voluntary_2,
                       voluntary_3, voluntary_4, voluntary_5) from stdin`,
    lines(days),
  );
  await copyRows(
    client,
    `copy rebuilt_minute (minute, region, department, namespace, submitted, concluded, child_submitted,
                          child_concluded) from stdin`,
    lines(minutes, ([minute, ...rest]) => [new Date(Number(minute)).toISOString(), ...rest]),
  );
  await copyRows(
    client,
    `copy rebuilt_open (region, department, item, namespace, open, suspended, due_soon, overdue, overdue_statutory,
                        implausible, child_open) from stdin`,
    lines(open),
  );
}

/** Adds what cases had counted that lie in files now: the roll-ups keep it. @returns how many cases, closed until when */
export async function addArchived(db: Queryable): Promise<ArchivedCases> {
  await db.query('insert into rebuilt_day select * from archived_days');
  await db.query('insert into rebuilt_minute select * from archived_minutes');
  const { rows } = await db.query<ArchivedCases>(
    `select coalesce(sum(cases), 0)::integer as cases, max(last_event_at) as until
       from case_archives where restored_at is null`,
  );
  return rows[0] ?? { cases: 0, until: null };
}

export interface ArchivedCases {
  cases: number;
  /** The last event of all of them. */
  until: Instant | null;
}

/** How many stored rows differ from the rebuilt ones; a row of zeros and no row are the same. */
export async function differingDays(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with rebuilt as (
       select day, region, department, item, channel, namespace, sum(submitted) as submitted, sum(received) as received,
              sum(accepted) as accepted, sum(concluded) as concluded, sum(child_submitted) as child_submitted,
              sum(child_concluded) as child_concluded, sum(rated) as rated, sum(rated_good) as rated_good,
              sum(rated_default) as rated_default, sum(voluntary_1) as voluntary_1, sum(voluntary_2) as voluntary_2,
              sum(voluntary_3) as voluntary_3, sum(voluntary_4) as voluntary_4, sum(voluntary_5) as voluntary_5
         from rebuilt_day group by 1, 2, 3, 4, 5, 6)
     select count(*) as n
       from rebuilt r full join stats_day s using (day, region, department, item, channel, namespace)
      where (coalesce(r.submitted, 0), coalesce(r.received, 0), coalesce(r.accepted, 0), coalesce(r.concluded, 0),
             coalesce(r.child_submitted, 0), coalesce(r.child_concluded, 0), coalesce(r.rated, 0),
             coalesce(r.rated_good, 0), coalesce(r.rated_default, 0), coalesce(r.voluntary_1, 0),
             coalesce(r.voluntary_2, 0), coalesce(r.voluntary_3, 0), coalesce(r.voluntary_4, 0),
             coalesce(r.voluntary_5, 0))
         <> (coalesce(s.submitted, 0), coalesce(s.received, 0), coalesce(s.accepted, 0), coalesce(s.concluded, 0),
             coalesce(s.child_submitted, 0), coalesce(s.child_concluded, 0), coalesce(s.rated, 0),
             coalesce(s.rated_good, 0), coalesce(s.rated_default, 0), coalesce(s.voluntary_1, 0),
             coalesce(s.voluntary_2, 0), coalesce(s.voluntary_3, 0), coalesce(s.voluntary_4, 0),
             coalesce(s.voluntary_5, 0))`,
  );
  return rows[0]?.n ?? 0;
}

/** As differingDays; minutes before the oldest stored one are not kept any more. */
export async function differingMinutes(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with rebuilt as (
       select minute, region, department, namespace, sum(submitted) as submitted, sum(concluded) as concluded,
              sum(child_submitted) as child_submitted, sum(child_concluded) as child_concluded
         from rebuilt_minute where minute >= (select min(minute) from stats_minute) group by 1, 2, 3, 4)
     select count(*) as n
       from rebuilt r full join stats_minute s using (minute, region, department, namespace)
      where (coalesce(r.submitted, 0), coalesce(r.concluded, 0), coalesce(r.child_submitted, 0),
             coalesce(r.child_concluded, 0))
         <> (coalesce(s.submitted, 0), coalesce(s.concluded, 0), coalesce(s.child_submitted, 0),
             coalesce(s.child_concluded, 0))`,
  );
  return rows[0]?.n ?? 0;
}

export async function differingOpen(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with rebuilt as (
       select region, department, item, namespace, sum(open) as open, sum(child_open) as child_open,
              sum(suspended) as suspended, sum(due_soon) as due_soon, sum(overdue) as overdue,
              sum(overdue_statutory) as overdue_statutory, sum(implausible) as implausible
         from rebuilt_open group by 1, 2, 3, 4)
     select count(*) as n
       from rebuilt r full join stats_open s using (region, department, item, namespace)
      where (coalesce(r.open, 0), coalesce(r.child_open, 0), coalesce(r.suspended, 0), coalesce(r.due_soon, 0),
             coalesce(r.overdue, 0), coalesce(r.overdue_statutory, 0), coalesce(r.implausible, 0))
         <> (coalesce(s.open, 0), coalesce(s.child_open, 0), coalesce(s.suspended, 0), coalesce(s.due_soon, 0),
             coalesce(s.overdue, 0), coalesce(s.overdue_statutory, 0), coalesce(s.implausible, 0))`,
  );
  return rows[0]?.n ?? 0;
}

export async function replaceDays(db: Queryable): Promise<void> {
  await db.query('delete from stats_day');
  await db.query(
    `insert into stats_day (day, region, department, item, channel, namespace, submitted, received, accepted, concluded,
                            rated, rated_good, child_submitted, child_concluded, rated_default, voluntary_1,
                            voluntary_2, voluntary_3, voluntary_4, voluntary_5)
     select day, region, department, item, channel, namespace, sum(submitted), sum(received), sum(accepted),
            sum(concluded), sum(rated), sum(rated_good), sum(child_submitted), sum(child_concluded),
            sum(rated_default), sum(voluntary_1), sum(voluntary_2), sum(voluntary_3), sum(voluntary_4),
            sum(voluntary_5)
       from rebuilt_day group by 1, 2, 3, 4, 5, 6`,
  );
}

/** Minutes before the oldest stored one are not kept any more, and stay away. */
export async function replaceMinutes(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ since: number | null }>('select min(minute) as since from stats_minute');
  await db.query('delete from stats_minute');
  await db.query(
    `insert into stats_minute (minute, region, department, namespace, submitted, concluded, child_submitted,
                               child_concluded)
     select minute, region, department, namespace, sum(submitted), sum(concluded), sum(child_submitted),
            sum(child_concluded)
       from rebuilt_minute where minute >= $1 group by 1, 2, 3, 4`,
    [new Date(rows[0]?.since ?? 0)],
  );
}

export async function replaceOpen(db: Queryable): Promise<void> {
  await db.query('delete from stats_open');
  await db.query(
    `insert into stats_open (region, department, item, namespace, open, suspended, due_soon, overdue,
                             overdue_statutory, implausible, child_open)
     select region, department, item, namespace, sum(open), sum(suspended), sum(due_soon), sum(overdue),
            sum(overdue_statutory), sum(implausible), sum(child_open)
       from rebuilt_open group by 1, 2, 3, 4`,
  );
}

export async function deleteCases(db: Queryable, caseIds: readonly string[]): Promise<void> {
  await db.query('delete from cases where case_id = any($1::text[])', [caseIds]);
}
