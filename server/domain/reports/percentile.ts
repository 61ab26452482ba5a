/**
 * The value that a part of the sorted values does not exceed, between two of them by straight line, as PostgreSQL's
 * percentile_cont; null without values.
 */
export function percentile(sorted: Float64Array, part: number): number | null {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (at - Math.floor(at));
}

export function sortedTogether(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}
