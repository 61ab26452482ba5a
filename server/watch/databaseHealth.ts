import type { DatabaseState } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import { databaseFault, isDiskFull } from '../db/databaseFault.ts';

export interface DatabaseHealth {
  /** Something was written. */
  wrote(now: Instant): void;
  /** A statement failed; what is no fault of the database itself changes nothing. */
  failed(error: unknown, now: Instant): void;
  state(): { state: DatabaseState; since: Instant };
}

/** A small write may still find room where an event does not: one that does not is believed for this long. */
const fullForMs = 15_000;

/**
 * What this process knows of its database, from its own writes.
 * @param hasRoom false: the disk on which the database lies has no room left, whatever its errors say
 */
export function createDatabaseHealth(start: Instant, hasRoom: () => boolean): DatabaseHealth {
  let known: { state: DatabaseState; since: Instant } = { state: 'answers', since: start };
  let fullAt = -Infinity;
  const become = (state: DatabaseState, since: Instant): void => {
    if (known.state !== state) known = { state, since };
  };
  return {
    wrote(now) {
      if (now - fullAt >= fullForMs) become('answers', now);
    },
    failed(error, now) {
      const isFull = isDiskFull(error);
      if (!isFull && databaseFault(error) !== 'unreachable') return;
      if (isFull) fullAt = now;
      // one that had no room for its log stops answering altogether
      become(isFull || !hasRoom() ? 'full' : 'unreachable', now);
    },
    state: () => known,
  };
}
