import type { WaitingFigures } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

const day = 24 * 3_600_000;

/** What waits to be dealt with, by the machinery or by people. */
export async function waitingFigures(db: Queryable, now: Instant): Promise<WaitingFigures> {
  const { rows } = await db.query<WaitingFigures>(
    `with due as (
       select count(*) as n, min(due_at) as oldest from deliveries d join channels c using (channel_id)
        where d.state = 'waiting' and d.due_at <= $1 and c.enabled and c.deleted_at is null),
     letters as (
       select count(*) as n, count(*) filter (where waits_for is not null) as quarantined
         from dead_letters where replayed_at is null and discarded_at is null and expires_at > $1),
     feeds as (
       select count(*) as n, count(*) filter (where w.stale_since is not null) as silent
         from sources s left join source_watermarks w using (source_id)
        where s.revoked_at is null and s.disabled_at is null and not coalesce((s.settings ->> 'historical')::boolean, false))
     select due.n as outbox, round(extract(epoch from $1::timestamptz - due.oldest))::integer as "outboxOldestSeconds",
            (select count(*) from deliveries where state = 'failed' and last_attempt_at > $2) as "outboxFailed",
            letters.n as "deadLetters", letters.quarantined,
            (select count(distinct subject_id) from flags
              where subject_kind = 'source' and rule = 'DAT-01' and ended_at is null) as "quarantinedSources",
            feeds.silent as "silentSources", feeds.n as sources
       from due, letters, feeds`,
    [new Date(now), new Date(now - day)],
  );
  const [row] = rows;
  if (!row) throw new Error('The database says nothing of what waits.');
  return row;
}
