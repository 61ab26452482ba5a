import type { JobRow } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { cronPlan } from '../jobs/cronSlots.ts';
import type { Job } from '../jobs/job.ts';
import type { Heartbeat, JobDay, StoredSlot } from './jobStore.ts';

/** What the ledger says of all jobs. */
export interface Ledger {
  heartbeats: readonly Heartbeat[];
  days: readonly JobDay[];
  unfinished: readonly StoredSlot[];
}

const noDay: Omit<JobDay, 'job'> = {
  done: 0,
  failed: 0,
  abandoned: 0,
  takenOver: 0,
  caughtUp: 0,
  longestMs: null,
  lastTookMs: null,
};
/** A job may be late for as long as one run may take, and a short outage is none. */
const graceMs = (job: Job): number => Math.max(300_000, job.leaseSeconds * 1000);

/** Each job as it stands. @param upSince when the oldest server that runs jobs began; null: none does */
export function jobRows(
  jobs: readonly Job[],
  { heartbeats, days, unfinished }: Ledger,
  upSince: Instant | null,
  now: Instant,
): JobRow[] {
  const beatOf = new Map(heartbeats.map((beat) => [beat.job, beat]));
  const dayOf = new Map(days.map((day) => [day.job, day]));
  const slotOf = new Map(unfinished.map((slot) => [slot.job, slot]));
  return jobs.map((job) => {
    const beat = beatOf.get(job.name);
    const slot = slotOf.get(job.name);
    const { lastTookMs, done, failed, abandoned, takenOver, caughtUp, longestMs } =
      dayOf.get(job.name) ?? noDay;
    const plan = cronPlan(job.cron, job.timezone);
    const since = beat?.lastFinishedAt ?? upSince;
    const due = since === null ? undefined : plan.next(since);
    const lateSince = due !== undefined && due + graceMs(job) < now ? due : null;
    return {
      job: job.name,
      cron: job.cron,
      timezone: job.timezone,
      leaseSeconds: job.leaseSeconds,
      state: stateOf(beat, slot, lateSince),
      lateSince: instantTextOrNull(lateSince),
      nextSlotAt: instantTextOrNull(plan.next(now) ?? null),
      lastStartedAt: instantTextOrNull(beat?.lastStartedAt ?? null),
      lastFinishedAt: instantTextOrNull(beat?.lastFinishedAt ?? null),
      lastOutcome: beat?.lastOutcome ?? null,
      lastTookMs,
      lastDetail: beat?.lastDetail ?? null,
      running: slot ? runningOf(slot) : null,
      day: { done, failed, abandoned, takenOver, caughtUp, longestMs },
    };
  });
}

function stateOf(
  beat: Heartbeat | undefined,
  slot: StoredSlot | undefined,
  lateSince: Instant | null,
): JobRow['state'] {
  if (slot?.state === 'stuck') return 'stuck';
  if (lateSince !== null) return 'late';
  if (beat?.lastOutcome === 'failed') return 'failing';
  if (slot) return 'running';
  return beat === undefined ? 'waiting' : 'fine';
}

const runningOf = ({ slotAt, worker, startedAt, leaseUntil, takenFrom }: StoredSlot): JobRow['running'] => ({
  slotAt: instantText(slotAt),
  worker,
  startedAt: instantText(startedAt),
  leaseUntil: instantText(leaseUntil),
  takenFrom,
});
