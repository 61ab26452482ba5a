import type { Pool } from 'pg';
import type { Queryable } from '../../db/queryable.ts';
import { inSharedSnapshot } from '../../db/sharedSnapshot.ts';

/**
 * What the statements of a report read together. Two run side by side: a month's figures are several passes over its cases.
 * Groups of a city's month are tens of thousands, with lists of numbers: on disk they take ten times as long.
 */
export function onPicture<T>(
  pool: Pool,
  work: (db: Queryable) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const settings = {
    work_mem: '256MB',
    statement_timeout: '0',
    // one may wait for the other's statement for as long as the job waits for either
    idle_in_transaction_session_timeout: '15min',
  };
  return inSharedSnapshot(pool, { connections: 2, settings, ...(signal && { signal }) }, work);
}
