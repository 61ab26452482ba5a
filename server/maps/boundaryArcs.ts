import type { Position, Ring } from '#contract/map';

/** A run of positions between two places where borders part; of a ring that meets none, the ring from a fixed start. */
export type Arc = Position[];

export const keyOf = ([longitude, latitude]: Position): string => `${longitude} ${latitude}`;

/**
 * Cuts rings where borders part, so that what two regions share is one arc for both.
 * @param rings closed, without repeated neighbours
 * @returns the arcs of each ring in its own order and direction
 */
export function boundaryArcs(rings: readonly Ring[]): Arc[][] {
  const parts = partings(rings);
  return rings.map((ring) => {
    const open = ring.slice(0, -1);
    const cuts = open.flatMap((position, index) => (parts.has(keyOf(position)) ? [index] : []));
    // a border that meets no other begins at the same place for both that have it
    if (cuts.length === 0) cuts.push(firstOf(open));
    return cuts.map((from, nth) => {
      const to = cuts[nth + 1] ?? (cuts[0] ?? 0) + open.length;
      return Array.from({ length: to - from + 1 }, (_, step) => open[(from + step) % open.length] ?? [0, 0]);
    });
  });
}

/** Positions with other than two neighbours over all rings. */
function partings(rings: readonly Ring[]): ReadonlySet<string> {
  const beside = new Map<string, string[]>();
  const note = (at: string, other: string) => {
    const known = beside.get(at);
    if (!known) beside.set(at, [other]);
    else if (!known.includes(other)) known.push(other);
  };
  for (const ring of rings) {
    const keys = ring.map(keyOf);
    for (const [index, key] of keys.entries()) {
      const next = keys[index + 1];
      if (next === undefined) continue;
      note(key, next);
      note(next, key);
    }
  }
  return new Set([...beside].flatMap(([key, others]) => (others.length === 2 ? [] : [key])));
}

/** The westernmost position, of several the southernmost. */
function firstOf(open: readonly Position[]): number {
  let first = 0;
  for (const [index, [longitude, latitude]] of open.entries()) {
    const [west, south] = open[first] ?? [0, 0];
    if (longitude < west || (longitude === west && latitude < south)) first = index;
  }
  return first;
}
