import type { Instant } from '#contract/time';
import type { PastChange } from './spanChanges.ts';
import type { Span } from './replayStore.ts';

export interface ReadAhead {
  /** All that is known before `at` and was not given before, in order; waits until it has been read. */
  until(at: Instant, speed: number): Promise<PastChange[]>;
}

/** Longer ones read a case's history less often; shorter ones come sooner. */
const shortest = 10_000;
const longest = 15 * 60_000;
/** Of the present, each span is played. */
const playedIn = 3000;

/** Reads the past from `from` to `to` span by span, always one ahead of what is played, and holds no more. */
export function readAhead(read: (span: Span) => Promise<PastChange[]>, { from, to }: Span): ReadAhead {
  let readTo = from;
  let waiting: PastChange[] = [];
  let next: Promise<{ to: Instant; changes: PastChange[] }> | undefined;

  const begin = (speed: number): void => {
    const length = Math.min(longest, Math.max(shortest, speed * playedIn));
    const span = { from: readTo, to: Math.min(to, readTo + length) };
    next = read(span).then((changes) => ({ to: span.to, changes }));
    // whoever waits for it hears of the failure
    next.catch(() => undefined);
  };
  return {
    async until(at, speed) {
      while (readTo < Math.min(at, to)) {
        if (!next) begin(speed);
        const mine = next;
        next = undefined;
        const found = await mine;
        if (!found) break;
        waiting.push(...found.changes);
        readTo = found.to;
      }
      if (!next && readTo < to) begin(speed);
      const given = waiting.filter((change) => change.at <= at);
      if (given.length > 0) waiting = waiting.slice(given.length);
      return given;
    },
  };
}
