import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { columnTypes } from './columnTypes.ts';
import type { Queryable } from './queryable.ts';

export interface LockHolder {
  pid: number;
  application: string;
  state: string;
  /** Of its transaction. */
  seconds: number;
  /** The beginning of what it asks, or asked last. */
  query: string;
}

export interface LockWatch {
  /** Those for whom the backend was last seen waiting. */
  seen(): readonly LockHolder[];
  stop(): Promise<void>;
}

/** Looks from a connection of its own whom the backend `pid` waits for: once the wait is over nobody can tell. */
export function watchLockHolders(url: string, pid: number, everyMs: number): LockWatch {
  const stopping = new AbortController();
  let seen: readonly LockHolder[] = [];
  const rest = (): Promise<void> => sleep(everyMs, undefined, { signal: stopping.signal });
  const watch = async (): Promise<void> => {
    // most statements are done by then: they cost no connection
    await rest();
    const client = new pg.Client({
      connectionString: url,
      application_name: 'duban migrate',
      types: columnTypes,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (;;) {
        const holders = await lockHolders(client, pid);
        if (holders.length > 0) seen = holders;
        await rest();
      }
    } finally {
      await client.end();
    }
  };
  // who holds a lock is worth knowing, and not worth failing for
  const watching = watch().catch(() => undefined);
  return {
    seen: () => seen,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

async function lockHolders(db: Queryable, pid: number): Promise<LockHolder[]> {
  const { rows } = await db.query<LockHolder>(
    `select pid, application_name as application, coalesce(state, 'at work') as state,
            coalesce(round(extract(epoch from clock_timestamp() - xact_start)), 0)::integer as seconds,
            left(coalesce(query, ''), 100) as query
       from pg_stat_activity where pid = any (pg_blocking_pids($1)) order by xact_start, pid limit 3`,
    [pid],
  );
  return rows;
}
