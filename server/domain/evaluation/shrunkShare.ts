/**
 * The share of findings as if `weight` observations of the whole were among them: of few a bad share says little. It is
 * never above the share itself, as nobody loses points for what was found of others.
 *
 * @param whole the share of all units together
 */
export function shrunkShare(
  { findings, n }: { findings: number; n: number },
  whole: number,
  weight: number,
): number {
  return Math.min(findings / n, (findings + whole * weight) / (n + weight));
}
