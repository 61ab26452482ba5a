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
