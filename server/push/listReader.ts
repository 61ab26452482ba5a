import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '#contract/time';
import type { WallChange, WallState } from '#contract/wall';
import type { WallLists } from './wallLists.ts';
import type { WallScope } from './wallScope.ts';

export interface ListReaderDeps {
  lists(scope: WallScope, now: Instant): Promise<WallLists>;
  /** Whether anybody is there for whom it is worth reading. */
  isWatched(): boolean;
  onError(error: unknown): void;
}

export interface ListReader {
  /** Begins to read when it is time. */
  follow(scope: WallScope, now: Instant): void;
  /** What was read since the last call, where it differs from `state`. */
  news(state: WallState): WallChange[];
  /** What is being read may be older than a snapshot taken meanwhile. */
  forget(): void;
}

const every = 15_000;

/** Reads a room's lists again and again, never twice at once, and the next time only when the last is over. */
export function listReader(deps: ListReaderDeps): ListReader {
  let due = -Infinity;
  let read: WallLists | undefined;
  let reading = {};
  return {
    follow(scope, now) {
      if (now < due || !deps.isWatched()) return;
      due = Infinity;
      const mine = (reading = {});
      deps
        .lists(scope, now)
        .then((lists) => {
          if (mine === reading) read = lists;
        })
        .catch(deps.onError)
        .finally(() => (due = now + every));
    },
    news(state) {
      const lists = read;
      read = undefined;
      if (!lists) return [];
      const { items, followup } = lists;
      const changes: WallChange[] = [];
      if (!isDeepStrictEqual(items, state.items)) changes.push({ topic: 'items:changed', items });
      if (!isDeepStrictEqual(followup, state.followup)) changes.push({ topic: 'followup:changed', followup });
      return changes;
    },
    forget() {
      reading = {};
      read = undefined;
    },
  };
}
