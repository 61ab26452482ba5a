import type { Instant, LocalDay } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { loadCases, type StoredCase } from '../../cases/caseStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import type { Timezone } from '../../domain/calendar/timezone.ts';
import { isExplained, isLateArrival } from '../../domain/clock/allowance.ts';
import { bulkEntry, type EnteredCase } from '../../domain/rules/many/bulkEntry.ts';
import { judgeGroup, loosest, type Place, type ScannedGroup, type ScanParts } from './scanGroup.ts';

interface EntryDayRow {
  department: string;
  day: LocalDay;
  caseIds: string[];
}

/** BKF-02: departments with new conclusions, and the local day on which those arrived. */
export async function scanBulkEntry(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const promised = new Set(
    catalogue.itemVersions.filter((i) => i.handling === 'promised').map((i) => i.code),
  );
  const days = await entryDays(db, {
    ...parts,
    cases: loosest(parts, 'BKF-02', 'cases'),
    items: [...promised],
  });
  const groups: ScannedGroup[] = [];
  for (const { department, day, caseIds } of days) {
    const stored = await loadCases(db, caseIds);
    const region = stored[0]?.facts.region ?? null;
    const place: Place = { region, department, item: null, sourceId: stored[0]?.facts.sourceId ?? null };
    groups.push(
      ...judgeGroup(
        parts,
        bulkEntry,
        { cases: stored.flatMap((it) => enteredCase(it, catalogue)) },
        { subject: { kind: 'department', id: department }, occurrence: day, whenGone: 'pending', place },
      ),
    );
  }
  return groups;
}

function enteredCase({ state, facts }: StoredCase, catalogue: Catalogue): EnteredCase[] {
  const { accepted, concluded } = state.round;
  if (!accepted || !concluded || accepted.arrivedAt === null || concluded.arrivedAt === null) return [];
  const item = facts.item === null ? undefined : catalogue.itemRevision(facts.item, facts.itemRevision ?? 0);
  const settings = catalogue.source(accepted.sourceId);
  const outages = catalogue.outages(accepted.sourceId);
  const calendar = catalogue.calendarOf(state, catalogue.revision);
  return [
    {
      caseId: facts.caseId,
      accepted: { at: accepted.at, arrivedAt: accepted.arrivedAt, eventId: accepted.eventId },
      concluded: { at: concluded.at, arrivedAt: concluded.arrivedAt, eventId: concluded.eventId },
      handling: item?.provisional ? undefined : item?.handling,
      marks: state.marks,
      precision: settings.precision,
      late: isLateArrival(accepted.at, accepted.arrivedAt, settings, calendar),
      outage: isExplained(accepted.at, accepted.arrivedAt, { settings, outages }),
    },
  ];
}

interface EntryDays {
  from: Instant;
  to: Instant;
  asOf: Instant;
  zone: Timezone;
  cases: number;
  items: string[];
}

async function entryDays(db: Queryable, by: EntryDays): Promise<EntryDayRow[]> {
  const days: EntryDayRow[] = [];
  for (const fresh of await freshDays(db, by)) days.push(...(await enteredOn(db, fresh, by)));
  return days;
}

interface FreshDay {
  day: LocalDay;
  departments: string[];
}

/** The days on which the conclusions recorded in the span arrived, each with their departments. */
async function freshDays(db: Queryable, { from, to, zone, asOf }: EntryDays): Promise<FreshDay[]> {
  const { rows } = await db.query<FreshDay>(
    `select (e.received_at at time zone $3)::date as day, array_agg(distinct c.department) as departments
       from case_events e join cases c using (case_id)
      where e.recorded_at > $1 and e.recorded_at <= $2 and e.type = 'case.concluded' and e.received_at <= $4
        and c.namespace = '' and not c.historical and c.department is not null
      group by 1 order by 1`,
    [new Date(from), new Date(to), zone.name, new Date(asOf)],
  );
  return rows;
}

/** What was received on a day is recorded on it, or soon after. */
const recordedAfter = 3_600_000;

/**
 * The cases worth reading of each department's day of arrival: accepted later than the source's declared delay, or
 * one of many that took equally long.
 */
async function enteredOn(
  db: Queryable,
  { day, departments }: FreshDay,
  { zone, asOf, cases, items }: EntryDays,
): Promise<EntryDayRow[]> {
  const [start, end] = [zone.startOf(dayNumber(day)), zone.startOf(dayNumber(day) + 1)];
  const { rows } = await db.query<EntryDayRow>(
    `with ended as materialized (
       select e.case_id, e.occurred_at, e.received_at
         from case_events e
        where e.recorded_at >= $1 and e.recorded_at < $3 and e.type = 'case.concluded'
          and e.received_at >= $1 and e.received_at < $2),
     entered as (
       select c.department, e.case_id,
              a.received_at - a.occurred_at
                > coalesce((s.settings ->> 'delayWorkdays')::float8, 1) * interval '1 day' as late,
              count(*) over (partition by c.department,
                             date_trunc('second', e.occurred_at) - date_trunc('second', a.occurred_at)) as alike
         from ended e
         join cases c on c.case_id = e.case_id and c.concluded_at = e.occurred_at
         join case_events a on a.case_id = c.case_id and a.occurred_at = c.accepted_at
          and a.type = 'case.accepted' and a.received_at is not null
         join sources s on s.source_id = a.source_id
        where c.department = any($4) and c.item = any($5))
     select department, $7::text as day, array_agg(case_id order by case_id) as "caseIds"
       from entered
      where late or alike >= $6
      group by department
     having count(*) >= $6
      order by department`,
    [
      new Date(start),
      new Date(Math.min(end, asOf + 1)),
      new Date(end + recordedAfter),
      departments,
      items,
      cases,
      day,
    ],
  );
  return rows;
}
