import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { appendEvents, type AppendDeps } from './appendEvents.ts';
import type { AppendResult, IncomingEvent } from './incomingEvent.ts';

export interface AppendLanes {
  /** Resolves after the commit, with a result for each event in its order. @throws Problem `busy` */
  append(events: readonly IncomingEvent[]): Promise<AppendResult[]>;
  /** Events handed in and not yet on disk. */
  pending(): number;
  /** Refuses what comes after and resolves when all before is on disk. */
  close(): Promise<void>;
}

export interface LaneOptions {
  /** Writer connections; a case always takes the same one, so that a process never races itself. */
  lanes?: number;
  /** How long the first event of a batch waits for company, in milliseconds. */
  gatherMs?: number;
  mostEvents?: number;
  /** Hears of every commit, and how long the events of each request waited for it, ms. */
  onCommitted?: (events: number, waitedMs: readonly number[]) => void;
  now: () => Instant;
}

interface Waiting {
  events: IncomingEvent[];
  since: number;
  resolve(results: AppendResult[]): void;
  reject(error: unknown): void;
}

/**
 * Groups the events of many requests into few commits: while one batch of a lane is on its way to the disk the next
 * one forms; an idle lane waits `gatherMs` for more.
 */
export function createAppendLanes(deps: AppendDeps, options: LaneOptions): AppendLanes {
  const { lanes = 2, gatherMs = 5, mostEvents = 2000, now } = options;
  let pending = 0;
  let closed = false;

  const work = Array.from({ length: lanes }, () => {
    const queue: Waiting[] = [];
    let running: Promise<void> | undefined;
    const run = async (): Promise<void> => {
      for (let first = queue[0]; first; first = queue[0]) {
        const wait = gatherMs - (performance.now() - first.since);
        if (wait > 0 && !isFull(queue, mostEvents)) await new Promise((resolve) => setTimeout(resolve, wait));
        await commit(take(queue, mostEvents));
      }
      running = undefined;
    };
    return {
      add(waiting: Waiting): void {
        queue.push(waiting);
        running ??= run();
      },
      idle: (): Promise<void> => running ?? Promise.resolve(),
    };
  });

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const events = batch.flatMap((waiting) => waiting.events);
    try {
      const results = await appendEvents(deps, events, { now: now() });
      const ended = performance.now();
      options.onCommitted?.(
        events.length,
        batch.map(({ since }) => ended - since),
      );
      let from = 0;
      for (const waiting of batch) waiting.resolve(results.slice(from, (from += waiting.events.length)));
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }

  return {
    async append(events) {
      if (closed)
        throw new Problem('busy', 'The server is stopping; send the events again to its successor.');
      pending += events.length;
      try {
        const parts = split(events, lanes);
        const since = performance.now();
        const answers = await Promise.all(
          parts.map(
            ({ lane, events: part }) =>
              new Promise<AppendResult[]>((resolve, reject) => {
                work[lane]?.add({ events: part, since, resolve, reject });
              }),
          ),
        );
        const results: AppendResult[] = [];
        for (const [i, { positions }] of parts.entries())
          for (const [j, position] of positions.entries()) {
            const result = answers[i]?.[j];
            if (result) results[position] = result;
          }
        return results;
      } finally {
        pending -= events.length;
      }
    },
    pending: () => pending,
    async close() {
      closed = true;
      await Promise.all(work.map((lane) => lane.idle()));
    },
  };
}

const sizeOf = (queue: readonly Waiting[]): number =>
  queue.reduce((sum, waiting) => sum + waiting.events.length, 0);
const isFull = (queue: readonly Waiting[], most: number): boolean => sizeOf(queue) >= most;

function take(queue: Waiting[], most: number): Waiting[] {
  let count = 0;
  let taken = 0;
  for (const { events } of queue) {
    if (taken > 0 && count + events.length > most) break;
    count += events.length;
    taken += 1;
  }
  return queue.splice(0, taken);
}

interface Part {
  lane: number;
  events: IncomingEvent[];
  positions: number[];
}

function split(events: readonly IncomingEvent[], lanes: number): Part[] {
  const parts = new Map<number, Part>();
  for (const [position, event] of events.entries()) {
    const lane = laneOf(event.caseId, lanes);
    let part = parts.get(lane);
    if (!part) parts.set(lane, (part = { lane, events: [], positions: [] }));
    part.events.push(event);
    part.positions.push(position);
  }
  return [...parts.values()];
}

function laneOf(caseId: string, lanes: number): number {
  let hash = 0;
  for (let i = 0; i < caseId.length; i += 1) hash = (Math.imul(hash, 31) + caseId.charCodeAt(i)) | 0;
  return (hash >>> 1) % lanes;
}
