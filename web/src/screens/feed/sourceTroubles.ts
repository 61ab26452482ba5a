import type { SourceReading } from '../../api/sources.ts';

/** What can be wrong with a source, the worst first. */
export const sourceTroubles = [
  'silent',
  'codes',
  'refused',
  'clock',
  'score',
  'letters',
  'never',
  'disabled',
  'revoked',
] as const;
export type SourceTrouble = (typeof sourceTroubles)[number];

/** From this share of a day on its tiles say that they are short. */
const tooManyCodes = 0.01;
const tooManyRefused = 0.05;
const clockAhead = 60;
const poorScore = 80;

/** What is wrong with it; one that is disabled or revoked has no other troubles. */
export function troublesOf(source: SourceReading): SourceTrouble[] {
  if (source.revokedAt !== null) return ['revoked'];
  if (source.disabledAt !== null) return ['disabled'];
  const { received, refused, unknownCodes } = source.today;
  const found: Partial<Record<SourceTrouble, boolean>> = {
    silent: source.staleSince !== null,
    codes: received > 0 && unknownCodes / received > tooManyCodes,
    refused: received > 0 && (refused - unknownCodes) / received > tooManyRefused,
    clock: source.mostAheadSeconds > clockAhead,
    score: source.quality?.score != null && source.quality.score < poorScore,
    letters: source.deadLetters > 0,
    never: source.lastReceivedAt === null,
  };
  return sourceTroubles.filter((trouble) => found[trouble]);
}

/** The worst first; among equals the poorer score, then the name. */
export function worstFirst(sources: readonly SourceReading[]): SourceReading[] {
  const rank = (source: SourceReading): number => {
    const [worst] = troublesOf(source);
    if (worst === 'revoked' || worst === 'disabled') return sourceTroubles.indexOf(worst) + 100;
    return worst === undefined ? 50 : sourceTroubles.indexOf(worst);
  };
  return [...sources].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.quality?.score ?? 101) - (b.quality?.score ?? 101) ||
      a.name.localeCompare(b.name),
  );
}
