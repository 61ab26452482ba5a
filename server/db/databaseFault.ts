import pg from 'pg';

/**
 * What an error of a transaction means: `raced`: another writer was first, plan again; `unreachable`: no answer, or
 * none for now (restart, shutdown, disk full, timeout), the same may succeed later; `content`: this batch cannot be
 * stored as it is, or our own code failed on it.
 */
export function databaseFault(error: unknown): 'raced' | 'unreachable' | 'content' {
  if (!(error instanceof Error)) return 'content';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '23505' || code === '40001' || code === '40P01') return 'raced';
  if (/^(08|53|57|58|25006|E[A-Z]{3,})/.test(code)) return 'unreachable';
  if (code === '' && /connection|terminat|timeout|ended|not queryable/i.test(error.message))
    return 'unreachable';
  return 'content';
}

/** PostgreSQL's disk_full: the write found no room. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '53100';

const network = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;

/** True for an error that says of itself that the database is away or takes nothing for now: try again later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof pg.DatabaseError) return /^(08|53|57|58|25006)/.test(code);
  return (
    network.test(code) ||
    /^Connection (terminated|ended)|not queryable|timeout exceeded when trying/.test(error.message)
  );
}
