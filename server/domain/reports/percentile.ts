/**
 * The values that these parts of all values do not exceed, between two of them by straight line, as PostgreSQL's
 * percentile_cont; null without values. Only the neighbourhoods of the answers are sorted: a million values cost some
 * milliseconds, and not the quarter of a second for which a server would answer nobody.
 */
export function percentiles(lists: readonly Float64Array[], parts: readonly number[]): (number | null)[] {
  const n = lists.reduce((sum, { length }) => sum + length, 0);
  if (n === 0) return parts.map(() => null);
  const places = parts.map((part) => (n - 1) * part);
  const at = valuesAt(
    lists,
    places.flatMap((place) => [Math.floor(place), Math.ceil(place)]),
  );
  return places.map((place) => {
    const below = at.get(Math.floor(place)) ?? 0;
    const above = at.get(Math.ceil(place)) ?? 0;
    return below + (above - below) * (place - Math.floor(place));
  });
}

const bins = 4096;

/** The values at these places of all values in their order. */
function valuesAt(lists: readonly Float64Array[], places: readonly number[]): Map<number, number> {
  let least = Infinity;
  let most = -Infinity;
  for (const list of lists) {
    for (const value of list) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const scale = most === least ? 0 : (bins - 1) / (most - least);
  const binOf = (value: number): number => Math.floor((value - least) * scale);
  const counts = new Int32Array(bins);
  for (const list of lists) {
    for (const value of list) counts[binOf(value)] = (counts[binOf(value)] ?? 0) + 1;
  }
  const binAt = new Map<number, { bin: number; before: number }>();
  for (const place of places) {
    let bin = 0;
    let before = 0;
    while (before + (counts[bin] ?? 0) <= place) {
      before += counts[bin] ?? 0;
      bin += 1;
    }
    binAt.set(place, { bin, before });
  }
  const kept = new Map([...binAt.values()].map(({ bin }) => [bin, [] as number[]]));
  for (const list of lists) {
    for (const value of list) kept.get(binOf(value))?.push(value);
  }
  for (const values of kept.values()) values.sort((a, b) => a - b);
  return new Map([...binAt].map(([place, { bin, before }]) => [place, kept.get(bin)?.[place - before] ?? 0]));
}
