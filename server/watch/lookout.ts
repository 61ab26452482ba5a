import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Job } from '../jobs/job.ts';
import { lookAround, type Watched } from './lookAround.ts';
import type { StoredServer } from './serverStore.ts';

export interface Lookout {
  /** What was found at most `maxAgeMs` ago; however many ask at once, the database is asked once. */
  look(maxAgeMs: number): Promise<Watched>;
}

export function createLookout(parts: {
  db: Queryable;
  jobs: readonly Job[];
  /** What this process says of itself, once it does. */
  own?: () => StoredServer | undefined;
  clock: () => Instant;
}): Lookout {
  let found: { watched: Watched; at: Instant } | undefined;
  let looking: Promise<Watched> | undefined;
  const lookNow = async (): Promise<Watched> => {
    const at = parts.clock();
    const watched = await lookAround(parts.db, parts.jobs, parts.own?.(), at);
    found = { watched, at };
    return watched;
  };
  return {
    look(maxAgeMs) {
      if (found && Math.abs(parts.clock() - found.at) <= maxAgeMs) return Promise.resolve(found.watched);
      return (looking ??= lookNow().finally(() => (looking = undefined)));
    },
  };
}
