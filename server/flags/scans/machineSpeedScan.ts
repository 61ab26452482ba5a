import type { LocalDay } from '#contract/time';
import { loadCases } from '../../cases/caseStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import type { Timezone } from '../../domain/calendar/timezone.ts';
import { machineSpeed, type HandlersConclusion } from '../../domain/rules/many/machineSpeed.ts';
import { judgeGroup, loosest, type Place, type ScannedGroup, type ScanParts } from './scanGroup.ts';

interface QuickDay {
  sourceId: number;
  handler: string;
  day: LocalDay;
  caseIds: string[];
}

/** FAST-02: of the handlers with new conclusions, the local days on which some came close after one another. */
export async function scanMachineSpeed(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue } = parts;
  const days = await quickDays(db, {
    ...parts,
    cases: loosest(parts, 'FAST-02', 'casesPerBurst'),
    seconds: loosest(parts, 'FAST-02', 'burstSeconds', 'most'),
    bursts: loosest(parts, 'FAST-02', 'burstsPerDay'),
  });
  const groups: ScannedGroup[] = [];
  for (const { sourceId, handler, day, caseIds } of days) {
    const conclusions: HandlersConclusion[] = [];
    const kinds: ('human' | 'machine' | 'unknown')[] = [];
    let place: Place = { region: null, department: null, item: null, sourceId };
    for (const { state, facts } of await loadCases(db, caseIds)) {
      const concluded = [...state.past, state.round]
        .map((round) => round.concluded)
        .find((it) => it?.handler?.code === handler && it.at === facts.concludedAt);
      if (!concluded?.handler) continue;
      const item =
        facts.item === null ? undefined : catalogue.itemRevision(facts.item, facts.itemRevision ?? 0);
      if (place.department === null) place = { ...place, region: facts.region, department: facts.department };
      kinds.push(concluded.handler.kind);
      if (concluded.handler.kind === 'machine') continue;
      conclusions.push({
        caseId: facts.caseId,
        eventId: concluded.eventId,
        at: concluded.at,
        outcome: concluded.outcome,
        handling: item?.provisional ? undefined : item?.handling,
        marks: state.marks,
      });
    }
    const kind = kinds.every((k) => k === 'machine') ? 'machine' : 'human';
    const { precision } = catalogue.source(sourceId);
    groups.push(
      ...judgeGroup(
        parts,
        machineSpeed,
        { handler, kind, precision, conclusions },
        {
          subject: { kind: 'handler', id: `${String(sourceId)}/${handler}` },
          occurrence: day,
          whenGone: 'pending',
          place,
        },
      ),
    );
  }
  return groups;
}

interface QuickDays {
  from: number;
  to: number;
  asOf: number;
  zone: Timezone;
  cases: number;
  seconds: number;
  bursts: number;
}

/** Handler-days with a new conclusion and as many runs of `cases` conclusions within `seconds` as make a finding, overlapping ones counted. */
async function quickDays(db: Queryable, by: QuickDays): Promise<QuickDay[]> {
  const quick: QuickDay[] = [];
  for (const fresh of await freshDays(db, by)) quick.push(...(await quickOn(db, fresh, by)));
  return quick;
}

interface FreshDay {
  day: LocalDay;
  sourceIds: number[];
  handlers: string[];
}

/** The days of the conclusions recorded in the span, each with the handlers that made them. */
async function freshDays(db: Queryable, { from, to, zone, asOf }: QuickDays): Promise<FreshDay[]> {
  const { rows } = await db.query<FreshDay>(
    `with fresh as (
       select distinct e.source_id, e.data -> 'handler' ->> 'code' as handler,
              (e.occurred_at at time zone $3)::date as day
         from case_events e join sources s using (source_id)
        where e.recorded_at > $1 and e.recorded_at <= $2 and e.occurred_at <= $4 and e.type = 'case.concluded'
          and s.namespace = '' and not coalesce((s.settings ->> 'historical')::boolean, false))
     select day, array_agg(source_id order by source_id, handler) as "sourceIds",
            array_agg(handler order by source_id, handler) as handlers
       from fresh where handler is not null group by day order by day`,
    [new Date(from), new Date(to), zone.name, new Date(asOf)],
  );
  return rows;
}

async function quickOn(
  db: Queryable,
  { day, sourceIds, handlers }: FreshDay,
  { zone, asOf, cases, seconds, bursts }: QuickDays,
): Promise<QuickDay[]> {
  const number = dayNumber(day);
  const { rows } = await db.query<QuickDay>(
    `with ended as materialized (
       select e.source_id, e.handler, c.case_id, c.concluded_at as occurred_at
         from cases c
        cross join lateral (
              select source_id, data -> 'handler' ->> 'code' as handler from case_events
               where case_id = c.case_id and occurred_at = c.concluded_at and type = 'case.concluded'
                 and occurred_at >= $1 and occurred_at < $2
               order by event_id limit 1) e
        where c.concluded_at >= $1 and c.concluded_at < $2),
     spaced as (
       select ended.*, occurred_at - lag(occurred_at, $5::integer - 1)
                over (partition by source_id, handler order by occurred_at) as took
         from ended join unnest($3::integer[], $4::text[]) as fresh (source_id, handler) using (source_id, handler))
     select source_id as "sourceId", handler, $7::text as day, array_agg(case_id order by case_id) as "caseIds"
       from spaced
      group by source_id, handler
     having count(*) filter (where took <= make_interval(secs => $6)) >= $8
      order by source_id, handler`,
    [
      new Date(zone.startOf(number)),
      new Date(Math.min(zone.startOf(number + 1), asOf + 1)),
      sourceIds,
      handlers,
      cases,
      seconds,
      day,
      bursts,
    ],
  );
  return rows;
}
