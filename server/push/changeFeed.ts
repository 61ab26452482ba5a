import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#contract/time';
import { mergeChanges } from '../changes/mergeChanges.ts';
import type { MergedChange } from '../changes/mergeChanges.ts';
import { changesAfter, newestSeq } from '../changes/readChanges.ts';
import type { NumberedChange } from '../changes/readChanges.ts';
import type { Queryable } from '../db/queryable.ts';

/** Consecutive changes as one poll found them; `merged` is shared by all rooms. */
export interface FeedBatch {
  first: number;
  last: number;
  changes: readonly NumberedChange[];
  merged: MergedChange;
}

export interface FeedDeps {
  /** Best a pool of its own: a feed that waits for a connection is a wall that stands still. */
  db: Queryable;
  clock: () => Instant;
  onBatch(batch: FeedBatch): void;
  /** After every poll that reached the database, with or without news. */
  onPolled(now: Instant): void;
  /** Numbers were lost (a restored database, an outage as long as changes are kept): only snapshots help. */
  onGap(): void;
  /** Once at the beginning of an outage, and once at its end without an error. */
  onOutage(error: unknown): void;
}

export interface ChangeFeed {
  /** Milliseconds since the database last answered a poll. */
  lag(now: Instant): number;
  /** Resolves when no poll is under way any more. */
  stop(): Promise<void>;
}

const pollEvery = 250;
const batchSize = 2000;
/** Well below the 24 h for which changes are kept. */
const longOutage = 12 * 3_600_000;

/**
 * Tails `changes` for the whole process, from the newest number on: one small read a quarter of a second, not
 * NOTIFY, which would serialise the writers' commits. Survives a database that goes away.
 */
export async function startChangeFeed(deps: FeedDeps): Promise<ChangeFeed> {
  let position = await newestSeq(deps.db);
  let answeredAt = deps.clock();
  let failing = false;
  const stopping = new AbortController();

  const poll = async (): Promise<number> => {
    const changes = await changesAfter(deps.db, position, batchSize);
    const first = changes[0];
    const last = changes.at(-1);
    if (first && last) {
      position = last.seq;
      const merged = mergeChanges(changes.map((entry) => entry.change));
      deps.onBatch({ first: first.seq, last: last.seq, changes, merged });
    }
    return changes.length;
  };
  const recover = async (): Promise<void> => {
    const newest = await newestSeq(deps.db);
    if (newest < position || deps.clock() - answeredAt > longOutage) {
      position = newest;
      deps.onGap();
    }
    failing = false;
    deps.onOutage(undefined);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const begun = performance.now();
      let found = 0;
      try {
        if (failing) await recover();
        found = await poll();
        answeredAt = deps.clock();
        deps.onPolled(answeredAt);
      } catch (error) {
        if (!failing) deps.onOutage(error);
        failing = true;
      }
      const pause = found === batchSize ? 0 : Math.max(0, pollEvery - (performance.now() - begun));
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    lag: (now) => Math.max(0, now - answeredAt),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
