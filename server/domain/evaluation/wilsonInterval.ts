/** Two-sided 95 % quantile of the normal distribution. */
const z95 = 1.959963984540054;

/**
 * Wilson score interval of a rate, as shares from 0 to 1: honest for small n and for rates near 0 and 1.
 * Without any case nothing is known: [0, 1].
 */
export function wilsonInterval(hits: number, n: number, z = z95): [low: number, high: number] {
  if (n === 0) return [0, 1];
  const share = hits / n;
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [hits === 0 ? 0 : centre - half, hits === n ? 1 : centre + half];
}
