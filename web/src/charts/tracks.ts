export interface TrackSpace {
  length: number;
  /** How many tracks each group has. */
  groups: readonly number[];
  /** Between two groups. */
  gap: number;
  largest: number;
  /** Where seams between panels cross, from the start of the space; no track lies on one. */
  seams: readonly number[];
  /** Kept free around each seam. */
  gutter: number;
}

export interface Tracks {
  size: number;
  starts: number[];
}

/** Equal tracks, as large as fit beside each other once they have made way for the seams. */
export function tracks(space: TrackSpace): Tracks {
  const count = space.groups.reduce((sum, group) => sum + group, 0);
  if (count === 0) return { size: 0, starts: [] };
  const gaps = space.gap * (space.groups.length - 1);
  let high = Math.max(0, Math.min(space.largest, (space.length - gaps) / count));
  const whole = lay(space, high);
  if (whole.end <= space.length + 0.001) return { size: high, starts: whole.starts };
  let low = 0;
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (lay(space, middle).end <= space.length) low = middle;
    else high = middle;
  }
  return { size: low, starts: lay(space, low).starts };
}

function lay({ groups, gap, seams, gutter }: TrackSpace, size: number): { starts: number[]; end: number } {
  const starts: number[] = [];
  let at = 0;
  for (const group of groups) {
    for (let index = 0; index < group; index++) {
      const seam = seams.find((each) => at < each + gutter / 2 && at + size > each - gutter / 2);
      if (seam !== undefined) at = seam + gutter / 2;
      starts.push(at);
      at += size;
    }
    at += gap;
  }
  return { starts, end: at - gap };
}

/**
 * Where seams cross a stretch of the canvas, from the stretch's own start.
 * @param whole the canvas, cut into `parts` panels of one size
 */
export function seamsWithin(start: number, length: number, whole: number, parts: number): number[] {
  return Array.from(
    { length: Math.max(0, parts - 1) },
    (_, index) => ((index + 1) * whole) / parts - start,
  ).filter((seam) => seam > 0 && seam < length);
}
