import { rulesJob } from '#contract/rulesRun';
import type { Instant } from '#contract/time';
import type { JobState } from '#contract/wall';

/**
 * When the rules last ran, for a wall that plays the past: what they had found is known for every minute from the
 * flags' history, whereas runs are forgotten after a day.
 */
export function rulesRan(at: Instant): JobState {
  return { job: rulesJob, lastFinishedAt: new Date(at - (at % 60_000)).toISOString() };
}
