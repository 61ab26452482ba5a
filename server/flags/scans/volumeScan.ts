import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { dayNumber, dayText } from '../../domain/calendar/localDay.ts';
import { inflatedVolume, type CountedDay } from '../../domain/rules/many/inflatedVolume.ts';
import { threshold } from '../../domain/rules/rule.ts';
import { judgeGroup, type ScannedGroup, type ScanParts } from './scanGroup.ts';

const dayMs = 86_400_000;

interface MarkedDay extends CountedDay {
  department: string;
  region: string | null;
  day: LocalDay;
}

/** VOL-01: departments by local day, of the days since the last run, if anything of theirs is marked. */
export async function scanVolume(parts: ScanParts): Promise<ScannedGroup[]> {
  const { db, bench, zone, from, asOf } = parts;
  const window = threshold(bench.ruleVersion('VOL-01').params, 'windowDays');
  const since = zone.startOf(zone.dayOf(from - dayMs));
  const days = await markedDays(db, { from: since, to: asOf, timezone: zone.name });
  return days.flatMap(({ department, region, day, counted, marked }) =>
    judgeGroup(
      parts,
      inflatedVolume,
      { counted, marked },
      {
        subject: { kind: 'department', id: department },
        occurrence: day,
        since: dayText(dayNumber(day) - window),
        whenGone: 'stays',
        place: { region, department, item: null, sourceId: null },
      },
    ),
  );
}

async function markedDays(
  db: Queryable,
  { from, to, timezone }: { from: Instant; to: Instant; timezone: string },
): Promise<MarkedDay[]> {
  const { rows } = await db.query<MarkedDay>(
    `with filed as (
       select department, region, (first_event_at at time zone $3)::date as day, case_id, first_event_at,
              (select m from unnest(marks) m where m in ('query', 'booking', 'payment') order by m limit 1) as mark
         from cases
        where first_event_at >= $1 and first_event_at <= $2 and namespace = '' and not historical
          and department is not null and stage <> 'unopened')
     select department, min(region) as region, day, count(*) as counted,
            json_agg(json_build_object('caseId', case_id, 'at', extract(epoch from first_event_at) * 1000,
                     'mark', mark) order by first_event_at, case_id) filter (where mark is not null) as marked
       from filed
      group by department, day having count(mark) > 0
      order by department, day`,
    [new Date(from), new Date(to), timezone],
  );
  return rows;
}
