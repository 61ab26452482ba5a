import type { Queryable } from './queryable.ts';

export interface Lanes extends Queryable {
  /** Those that run a statement now. */
  busy(): number[];
  /** Refuses what waits and what comes; resolves once nothing runs. */
  close(): Promise<void>;
}

/** Several connections as one: a statement takes the first that is free, in the order in which they were asked for. */
export function lanesOf(clients: readonly Queryable[]): Lanes {
  const idle = clients.map((client, lane) => ({ client, lane }));
  const waiting: ((free: (typeof idle)[number]) => void)[] = [];
  const running = new Map<number, Promise<unknown>>();
  let isClosed = false;
  return {
    async query<Row extends object>(...asked: Parameters<Queryable['query']>) {
      const free = idle.shift() ?? (await new Promise<(typeof idle)[number]>((take) => waiting.push(take)));
      try {
        if (isClosed) throw new Error('The statement was not begun: its picture of the database is closed.');
        const answer = free.client.query<Row>(...asked);
        running.set(free.lane, answer);
        return await answer;
      } finally {
        running.delete(free.lane);
        const next = waiting.shift();
        if (next) next(free);
        else idle.push(free);
      }
    },
    busy: () => [...running.keys()],
    async close() {
      isClosed = true;
      await Promise.allSettled(running.values());
    },
  };
}
