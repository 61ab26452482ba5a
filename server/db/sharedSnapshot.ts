import pg, { type Pool, type PoolClient } from 'pg';
import { lanesOf } from './lanes.ts';
import type { Queryable } from './queryable.ts';
import { inSnapshot } from './transaction.ts';

export interface SharedSnapshotOptions {
  /** So many statements run side by side. */
  connections: number;
  /** Of every connection, as long as the picture is looked at. */
  settings: Readonly<Record<string, string>>;
  /** Ends what runs. */
  signal?: AbortSignal;
}

/**
 * Runs `work` on one unchanging picture of the database that several connections see alike (PostgreSQL's synchronized
 * snapshots). When `work` throws, the statements that still run are ended and the same error is thrown.
 */
export function inSharedSnapshot<T>(
  pool: Pool,
  { connections, settings, signal }: SharedSnapshotOptions,
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  return inSnapshot(pool, async (first) => {
    const { rows } = await first.query<{ id: string }>('select pg_export_snapshot() as id');
    const picture = pg.escapeLiteral(rows[0]?.id ?? '');
    const withMore = (clients: PoolClient[]): Promise<T> => {
      if (clients.length === connections) return sideBySide(pool, clients, { settings, signal }, work);
      return inSnapshot(pool, async (client) => {
        await client.query(`set transaction snapshot ${picture}`);
        return withMore([...clients, client]);
      });
    };
    return withMore([first]);
  });
}

async function sideBySide<T>(
  pool: Pool,
  clients: readonly PoolClient[],
  { settings, signal }: Pick<SharedSnapshotOptions, 'settings'> & { signal: AbortSignal | undefined },
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  const backends = await Promise.all(clients.map((client) => setUp(client, settings)));
  const lanes = lanesOf(clients);
  const end = async (): Promise<void> => {
    const busy = lanes.busy().map((lane) => backends[lane]);
    // what cannot be told runs to its end
    if (busy.length > 0)
      await pool
        .query('select pg_cancel_backend(pid) from unnest($1::integer[]) pid', [busy])
        .catch(() => undefined);
  };
  let ending: Promise<void> | undefined;
  const onAbort = (): void => void (ending = end());
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await work(lanes);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    const closed = lanes.close();
    // a word still under way would end what the connection runs next, for somebody else
    await ending;
    await end();
    await closed;
  }
}

async function setUp(client: PoolClient, settings: SharedSnapshotOptions['settings']): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    `select pg_backend_pid() as pid,
            (select count(set_config(name, value, true)) from unnest($1::text[], $2::text[]) as s (name, value))`,
    [Object.keys(settings), Object.values(settings)],
  );
  return rows[0]?.pid ?? 0;
}
