import { rulesJob } from '#contract/rulesRun';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { jobStates } from './wallFigures.ts';

export interface DeskRules {
  /** When the rules last ran; null: never; undefined: not asked lately. */
  ranAt(now: Instant): Instant | null | undefined;
  /** Asks the database if that was a while ago; true: desks have to hear what it said. */
  look(now: Instant): Promise<boolean>;
}

const readEvery = 10_000;
/** What was read while somebody else watched is nothing to begin with. */
const goodFor = 30_000;
/** The rules run every few seconds: each of their runs is no news. */
const worthTelling = 30_000;

/** When the rules last ran, as the desks of this process know it. */
export function deskRules(db: Queryable): DeskRules {
  let ranAt: Instant | null | undefined;
  let told: Instant | null | undefined;
  let readAt = -Infinity;
  const isRead = (within: number, now: Instant): boolean => Math.abs(now - readAt) < within;
  return {
    ranAt: (now) => (isRead(goodFor, now) ? ranAt : undefined),
    async look(now) {
      if (isRead(readEvery, now)) return false;
      if (!isRead(goodFor, now)) told = undefined;
      ranAt = (await jobStates(db)).find(({ job }) => job === rulesJob)?.lastFinishedAt ?? null;
      readAt = now;
      if (told === ranAt || (told && ranAt && Math.abs(ranAt - told) < worthTelling)) return false;
      told = ranAt;
      return true;
    },
  };
}
