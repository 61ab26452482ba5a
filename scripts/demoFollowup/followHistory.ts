import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Instant } from '../../server/contract/time.ts';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { runJob } from '../../server/jobs/runJob.ts';
import type { OfficeCalendar } from '../../server/simulation/officeCalendar.ts';
import { demoOfficers } from './demoOfficers.ts';
import { fateOf, type FatedFlag } from './fates.ts';
import { noticeInTime } from './noticeInTime.ts';
import { playFollowup, type Played } from './playFollowup.ts';

export interface HistoryParts {
  pool: Pool;
  catalogue: () => Catalogue;
  seed: number;
  calendar: OfficeCalendar;
  /** The history ends here and the demo begins. */
  now: Instant;
  signal: AbortSignal;
}

/**
 * Gives the flags of a history that is being judged their follow-up of the past weeks. The follow-up job of the servers
 * waits meanwhile: it would pass today's time over flags whose people have only come as far as a month ago.
 * @returns undefined when it was stopped
 */
export async function followHistory(parts: HistoryParts): Promise<Played | undefined> {
  const { pool, signal } = parts;
  await allJudged(pool, Date.now(), signal);
  if (signal.aborted) return undefined;
  await noticeInTime(pool, parts.now);
  let played: Played | undefined;
  for (;;) {
    const outcome = await runJob(
      { pool, clock: Date.now, worker: 'demo', stopping: signal },
      {
        name: 'watch_followups',
        cron: '*/5 * * * * *',
        timezone: 'Asia/Shanghai',
        leaseSeconds: 120,
        missed: 'latest',
        async run(lease) {
          played = await play(parts, async () => {
            signal.throwIfAborted();
            await lease.renewLease(pool);
          });
          return { ...played };
        },
      },
      Date.now(),
    );
    if (outcome.outcome === 'done') return played;
    if (signal.aborted) return undefined;
    if (outcome.outcome !== 'taken') throw outcome.error;
    await sleep(300, undefined, { signal }).catch(() => undefined);
  }
}

async function play(parts: HistoryParts, onDay: () => Promise<void>): Promise<Played> {
  const { pool, catalogue, seed, calendar, now } = parts;
  const flags = await flagsOfHistory(pool, now);
  const departments = [...new Set(flags.map(({ department }) => department))].sort();
  const accountOf = await demoOfficers(pool, catalogue(), departments, now);
  const steps = flags.flatMap((flag) =>
    fateOf(flag, { seed, calendar, now }).map((step) => ({
      ...step,
      flagId: flag.flagId,
      department: flag.department,
    })),
  );
  return playFollowup({ pool, catalogue, seed, calendar, accountOf, onDay }, steps, now);
}

/** Those of a department that nobody has done anything about. */
async function flagsOfHistory(pool: Pool, now: Instant): Promise<(FatedFlag & { flagId: number })[]> {
  const { rows } = await pool.query<FatedFlag & { flagId: number }>(
    `select flag_id as "flagId", subject_id || '/' || rule || '/' || occurrence as key, rule, severity, department,
            raised_at as "raisedAt"
       from flags
      where status = 'raised' and version = 1 and department is not null and severity <> 'info'
        and rule not in ('TIM-01', 'FEED-01', 'AMD-01') and raised_at < $1
      order by flag_id`,
    [new Date(now)],
  );
  return rows;
}

/** Waits until the rules have seen every case that waited for them when its history had been loaded. */
async function allJudged(pool: Pool, loadedAt: Instant, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { rows } = await pool.query<{ any: boolean }>(
      `select exists (select from cases where next_check_at <= $1) as any`,
      [new Date(loadedAt)],
    );
    if (rows[0]?.any !== true) return;
    await sleep(500, undefined, { signal }).catch(() => undefined);
  }
}
