/**
 * Spreads points over counts in proportion, to a tenth, so that the shares add up to the points: what is left over goes
 * to the largest remainders, among equal ones to the first.
 */
export function shareOut(points: number, counts: readonly number[]): number[] {
  const tenths = Math.round(points * 10);
  const whole = counts.reduce((sum, count) => sum + count, 0);
  if (whole === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (tenths * count) / whole);
  const shares = exact.map(Math.floor);
  const left = tenths - shares.reduce((sum, share) => sum + share, 0);
  const fullest = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left);
  for (const { index } of fullest) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => share / 10);
}
