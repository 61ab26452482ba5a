import type { LocalDay } from '#contract/time';
import { loadCases } from '../../cases/caseStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { machineSpeed, type HandlersConclusion } from '../../domain/rules/many/machineSpeed.ts';
import { threshold } from '../../domain/rules/rule.ts';
import { judgeGroup, type Place, type ScannedGroup, type ScanParts } from './scanGroup.ts';

interface QuickDay {
  sourceId: number;
  handler: string;
  day: LocalDay;
  caseIds: string[];
}

/** FAST-02: of the handlers with new conclusions, the local days on which some came close after one another. */
export async function scanMachineSpeed(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, catalogue, bench } = parts;
  const { params } = bench.ruleVersion('FAST-02');
  const days = await quickDays(db, {
    ...parts,
    timezone: parts.zone.name,
    cases: threshold(params, 'casesPerBurst'),
    seconds: threshold(params, 'burstSeconds'),
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

/** Handler-days with a new conclusion and at least one run of `cases` conclusions within `seconds`. */
async function quickDays(
  db: Queryable,
  by: { from: number; to: number; timezone: string; cases: number; seconds: number },
): Promise<QuickDay[]> {
  const { rows } = await db.query<QuickDay>(
    `with fresh as (
       select distinct e.source_id, e.data -> 'handler' ->> 'code' as handler,
              (e.occurred_at at time zone $3)::date as day
         from case_events e join sources s using (source_id)
        where e.recorded_at > $1 and e.recorded_at <= $2 and e.type = 'case.concluded'
          and s.namespace = '' and not coalesce((s.settings ->> 'historical')::boolean, false)
          and e.data -> 'handler' ->> 'code' is not null),
     ended as (
       select f.source_id, f.handler, f.day, e.case_id,
              e.occurred_at - lag(e.occurred_at, $4::integer - 1)
                over (partition by f.source_id, f.handler, f.day order by e.occurred_at) as took
         from (select distinct day from fresh) d
         join cases c on c.concluded_at >= d.day::timestamp at time zone $3
          and c.concluded_at < (d.day + 1)::timestamp at time zone $3
         join case_events e on e.case_id = c.case_id and e.occurred_at = c.concluded_at and e.type = 'case.concluded'
         join fresh f on f.day = d.day and f.source_id = e.source_id
          and f.handler = e.data -> 'handler' ->> 'code')
     select source_id as "sourceId", handler, day, array_agg(case_id order by case_id) as "caseIds"
       from ended
      group by source_id, handler, day
     having count(*) filter (where took <= make_interval(secs => $5)) > 0
      order by source_id, handler, day`,
    [new Date(by.from), new Date(by.to), by.timezone, by.cases, by.seconds],
  );
  return rows;
}
