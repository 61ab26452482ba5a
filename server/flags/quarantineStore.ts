import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { IntakeDay } from '../domain/rules/many/quarantined.ts';

export interface SourceIntake extends IntakeDay {
  sourceId: number;
  day: LocalDay;
}

/** Sources' days of arrival on which events came that still wait for a code, and those that are flagged for it. */
export async function intakeDays(db: Queryable, zone: string, now: Instant): Promise<SourceIntake[]> {
  const { rows } = await db.query<SourceIntake>(
    `with waiting as (
       select source_id, (received_at at time zone $1)::date as day, count(*) as waiting,
              count(distinct subject) as cases, min(received_at) as since
         from dead_letters
        where replayed_at is null and discarded_at is null and waits_for is not null and expires_at > $2
        group by 1, 2),
     flagged as (
       select source_id, occurrence::date as day from flags
        where subject_kind = 'source' and rule = 'DAT-01' and ended_at is null)
     select known.source_id as "sourceId", known.day, coalesce(w.waiting, 0) as waiting, coalesce(w.cases, 0) as cases,
            coalesce(w.since, $2) as since,
            coalesce(d.accepted + d.duplicates, 0)
              + coalesce((select sum(refused) from source_day_refusals r
                           where r.source_id = known.source_id and r.day = known.day), 0) as received
       from (select source_id, day from waiting union select source_id, day from flagged) known
       left join waiting w using (source_id, day)
       left join source_days d using (source_id, day)
      order by known.source_id, known.day`,
    [zone, new Date(now)],
  );
  return rows;
}
