import type { Pool } from 'pg';
import { openCommandParts } from '../server/commandParts.ts';
import { readConfig } from '../server/config.ts';
import { cityDays } from '../server/simulation/cityStream.ts';
import { evaluate, type FoundRow, type RuleScore } from '../server/simulation/evaluate.ts';
import { groupCity } from '../server/simulation/groups/groupCity.ts';
import { manyRules } from '../server/domain/rules/many/manyRules.ts';
import { dayOf, endOf, startOf } from '../server/simulation/time.ts';
import type { World } from '../server/simulation/world.ts';
import { playCity } from './playCity.ts';

/** As far back as records must reach to tell an idle item from a young one, and a lull from a season. */
const recordedDays = 480;

/** The rules over many cases on a city of their own, by ingest, flag job and scans in the data directory `dir`. */
export async function evaluateGroups(
  dir: string,
  { seed, to, calendar }: Pick<World, 'seed' | 'to' | 'calendar'>,
  say: (sentence: string) => void,
): Promise<{ events: number; scores: RuleScore[] }> {
  // their last night is a whole one
  const end = endOf(dayOf(to));
  const world = { seed, from: startOf(dayOf(end) - recordedDays), to: end, calendar };
  const { city, news, truth, watchedFrom } = groupCity(world);
  const config = readConfig({ DUBAN_DATA_DIR: dir, DATABASE_URL: process.env['DATABASE_URL'] });
  const parts = await openCommandParts(config, say, 'evaluate');
  let events = 0;
  try {
    await playCity(parts, {
      days: cityDays(city, {
        bornFrom: dayOf(world.from),
        bornTo: dayOf(end),
        after: world.from - 1,
        until: end,
      }),
      news,
      jobsFrom: watchedFrom,
      until: end,
      onDay: (_, n) => (events += n),
    });
    return { events, scores: evaluate(truth, await flagsOverMany(parts.pool)) };
  } finally {
    await parts.close();
  }
}

/** Flags of the rules over many cases that stand, as the truth names them; a second one of a subject bears its number. */
async function flagsOverMany(pool: Pool): Promise<FoundRow[]> {
  const { rows } = await pool.query<FoundRow>(
    `with told as (
       select f.flag_id, f.rule, f.severity,
              f.subject_kind || ' ' || case f.subject_kind
                when 'source' then s.uri
                when 'handler' then s.uri || '/' || split_part(f.subject_id, '/', 2)
                else f.subject_id end
              || case when f.rule in ('FAST-02', 'BKF-01', 'BKF-02') then ' ' || f.occurrence else '' end as about
         from flags f
         left join sources s on f.subject_kind in ('source', 'handler')
          and s.source_id::text = split_part(f.subject_id, '/', 1)
        where (f.rule = any($1) or f.rule = 'BKF-01' and f.subject_kind = 'source')
          and f.status not in ('withdrawn', 'resolved')),
     numbered as (select *, row_number() over (partition by rule, about order by flag_id) as nth from told)
     select about || case when nth > 1 then ' ' || nth else '' end as "caseId", rule, severity, null as state
       from numbered`,
    [manyRules.map(({ id }) => id)],
  );
  return rows;
}
