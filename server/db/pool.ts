import pg from 'pg';
import { columnTypes } from './columnTypes.ts';

export interface PoolOptions {
  url: string;
  /** Shown in pg_stat_activity: which process, doing what. */
  applicationName: string;
  /** Most connections at a time; 10 unless told. */
  max?: number;
  /** Longest run of one statement in milliseconds, 0 for no limit; 60 s unless told. */
  statementTimeout?: number;
  /** Hears of connections that broke while idle (a restarted database); they are replaced on the next query. */
  onIdleError?: (error: Error) => void;
}

/** Instants come back as epoch milliseconds, days as text, int8 and numeric as numbers (see columnTypes). */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    types: columnTypes,
    statement_timeout: options.statementTimeout ?? 60_000,
    idle_in_transaction_session_timeout: 120_000,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
  });
  // without a listener an idle connection that the database closes would end the process
  pool.on('error', options.onIdleError ?? (() => undefined));
  return pool;
}
