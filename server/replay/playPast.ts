import { setTimeout as sleep } from 'node:timers/promises';
import type { Playing, ReplayDelta, ReplaySnapshot } from '#contract/replay';
import type { Instant } from '#contract/time';
import type { Pool } from 'pg';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { mergeChanges } from '../changes/mergeChanges.ts';
import { comparisons } from '../push/wallDay.ts';
import type { Comparisons } from '../push/wallDay.ts';
import { WallRoom } from '../push/wallRoom.ts';
import { moment } from './moment.ts';
import { pastSnapshot } from './pastSnapshot.ts';
import { readAhead } from './readAhead.ts';
import type { ReplayOrder } from './readWish.ts';
import { rulesRan } from './rulesRan.ts';
import { spanChanges, type PastChange } from './spanChanges.ts';

export interface PlayDeps {
  /** Of its own: what is live never waits for the past. */
  pool: Pool;
  catalogue: CatalogueHolder;
  clock: () => Instant;
  onError(error: unknown): void;
}

export interface PlayedPast {
  /** What its screen sees at this moment. */
  snapshot(): ReplaySnapshot | undefined;
  setSpeed(speed: number): void;
  stop(): void;
}

const tickEvery = 250;
/** A screen whose clock runs on hears at least so often how late it is. */
const silentFor = 1000;
/** Of comparisons with earlier days, however fast its minutes go by. */
const compareEvery = 5000;

/**
 * Plays a stretch of the past into a room of its own, as live changes are fed into those of the present: the same
 * room, deltas, budget and sampling, a tick each quarter of a second; simulated time goes at `speed`, or as fast as
 * the past can be read. At the end the last picture stays. Undefined if there is no such wall.
 */
export async function playPast(
  deps: PlayDeps,
  wall: string,
  order: ReplayOrder,
  send: (delta: ReplayDelta) => void,
): Promise<PlayedPast | undefined> {
  const { pool, catalogue, clock } = deps;
  const playing: Playing = { ...order, at: order.from };
  const stopping = new AbortController();
  let seq = 0;
  /** `playing.at` before it was cut to whole moments. */
  let exact = order.from;
  let saidAt = clock();
  const say = (delta: Omit<ReplayDelta, 'replay'>): void => {
    saidAt = clock();
    if (!stopping.signal.aborted) send({ ...delta, replay: { ...playing } });
  };
  const room = new WallRoom({
    load: (at) => pastSnapshot(deps, wall, at, seq),
    compare: seldom(clock, (scope, at) => comparisons(pool, catalogue.current(), scope, at)),
    lists: () => Promise.reject(new Error('lists are of the present')),
    isWatched: () => false,
    emit: say,
    onError: deps.onError,
  });
  if (!(await room.open(order.from))) return undefined;
  const ahead = readAhead((span) => spanChanges(pool, catalogue.current(), span), order);

  const take = (changes: readonly PastChange[]): void => {
    const first = seq + 1;
    const numbered = changes.map(({ at, change }) => ({ seq: (seq += 1), at, change }));
    if (numbered.length === 0) return;
    const merged = mergeChanges(changes.map(({ change }) => change));
    room.take({ first, last: seq, changes: numbered, merged });
  };
  const advance = async (elapsed: number): Promise<void> => {
    const { at, to, speed } = playing;
    const reached = Math.min(to, exact + elapsed * speed);
    const due = reached - (reached % moment);
    const changes = await ahead.until(due, speed);
    playing.at = due;
    exact = reached;
    const [before, job] = [rulesRan(at), rulesRan(due)];
    take(before.lastFinishedAt === job.lastFinishedAt ? changes : [...changes, { at: due, change: { job } }]);
    const now = clock();
    room.tick(due, now);
    const last = due === to && at < to;
    const shown = now - saidAt >= silentFor || last ? room.snapshot(due) : undefined;
    if (shown)
      say({
        after: shown.seq,
        seq: shown.seq,
        changes: [],
        serverTime: shown.serverTime,
        dataTime: shown.dataTime,
      });
  };
  const run = async (): Promise<void> => {
    let last = clock();
    while (!stopping.signal.aborted && (playing.at < playing.to || !room.isSettled)) {
      await sleep(tickEvery, undefined, { signal: stopping.signal, ref: false });
      const elapsed = clock() - last;
      last += elapsed;
      try {
        // a tick that had to wait for the database does not make up for it
        await advance(Math.min(elapsed, 4 * tickEvery));
      } catch (error) {
        deps.onError(error);
        await sleep(silentFor, undefined, { signal: stopping.signal, ref: false });
      }
      last = Math.max(last, clock() - tickEvery);
    }
  };
  run().catch((error: unknown) => {
    if (!stopping.signal.aborted) deps.onError(error);
  });
  return {
    snapshot() {
      const shown = room.snapshot(playing.at);
      return shown && { ...shown, replay: { ...playing } };
    },
    setSpeed(speed) {
      playing.speed = speed;
    },
    stop: () => stopping.abort(),
  };
}

type Compare = (scope: Parameters<typeof comparisons>[2], at: Instant) => Promise<Comparisons>;

function seldom(clock: () => Instant, compare: Compare): Compare {
  let asked = -Infinity;
  let known: Promise<Comparisons> | undefined;
  return (scope, at) => {
    if (known && clock() - asked < compareEvery) return known;
    asked = clock();
    return (known = compare(scope, at));
  };
}
