export interface Slope {
  /** Units of y for each unit of x. */
  value: number;
  /** Of 95 %. */
  interval: [low: number, high: number];
}

/** Least squares through the points; undefined for fewer than three, or when all have one x. */
export function slope(points: readonly (readonly [x: number, y: number])[]): Slope | undefined {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (n < 3 || spread === 0) return undefined;
  const value = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const left = points.reduce((sum, [x, y]) => sum + (y - meanY - value * (x - meanX)) ** 2, 0);
  const half = student(n - 2) * Math.sqrt(left / (n - 2) / spread);
  return { value, interval: [value - half, value + half] };
}

const exact = [12.706, 4.303, 3.182, 2.776, 2.571];

/** Two-sided 95 % quantile of Student's t: a table for few degrees of freedom, Fisher's expansion (to 0.001) for more. */
function student(degrees: number): number {
  const known = exact[degrees - 1];
  if (known !== undefined) return known;
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}
