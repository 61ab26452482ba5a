import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction and commits it; when `work` throws, rolls back and throws the same error.
 * The client is the transaction's only connection: statements inside must use it and not the pool.
 */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return run(pool, 'begin', work);
}

/** Runs `work` on one unchanging picture of the database (repeatable read, read only). */
export function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return run(pool, 'begin isolation level repeatable read read only', work);
}

async function run<T>(pool: Pool, begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const ignore = (): void => undefined;
  // a connection that breaks between two statements must not end the process: the next statement fails instead
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.removeListener('error', ignore);
    client.release(broken);
  }
}
