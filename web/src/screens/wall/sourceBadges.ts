import type { SourceState } from '#contract/wall';

export interface SourceBadge {
  text: string;
  /** Figures lack something: the source is silent, or cases wait for codes that nobody knows. */
  lacking: boolean;
}

export interface SourceBadges {
  badges: SourceBadge[];
  /** The silent ones did not fit and are only counted. */
  unnamed: boolean;
}

type Translate = (key: string, named: Record<string, unknown>) => string;

/** Width in Chinese characters that the middle of the header has room for. */
const room = 26;

function width({ text, lacking }: SourceBadge): number {
  const letters = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2000 ? 0.56 : 1), 0);
  return letters + (lacking ? 1.6 : 1.2);
}

const total = (badges: readonly SourceBadge[]) => badges.reduce((sum, badge) => sum + width(badge), 0);

/**
 * What the header says of the sources: silent ones by name where they fit, else counted; of how many cases figures are
 * short, by source where that fits, else in all; then as many of the living ones as fit with the age of their last word,
 * and the others as one number.
 */
export function sourceBadges(
  sources: readonly SourceState[],
  now: number,
  translate: Translate,
  ageText: (ms: number) => string,
): SourceBadges {
  if (sources.length === 0)
    return { badges: [{ text: translate('source.none', {}), lacking: true }], unnamed: false };
  const heardAt = (source: SourceState) => (source.lastReceivedAt ? Date.parse(source.lastReceivedAt) : null);
  const silent = sources.filter((source) => source.staleSince !== null);
  const short = sources.filter((source) => source.notCounted > 0);
  const alive = sources.filter((source) => source.staleSince === null && source.notCounted === 0);

  const named = silent.map((source) => ({
    text: translate('source.silent', {
      name: source.name,
      age: ageText(now - Date.parse(source.staleSince ?? '')),
    }),
    lacking: true,
  }));
  const summary = [{ text: translate('source.silentMany', { n: silent.length }), lacking: true }];
  const missing = short.map(({ name, notCounted: n }) => ({
    text: translate('source.notCounted', { name, n }),
    lacking: true,
  }));
  const n = short.reduce((sum, source) => sum + source.notCounted, 0);
  const sum = short.length > 0 ? [{ text: translate('source.notCountedMany', { n }), lacking: true }] : [];
  const left = alive.length > 0 ? room - 8 : room;
  const unnamed = total(named) + total(sum) > left;
  const silences = unnamed ? summary : named;
  const ending = [...silences, ...(total(silences) + total(missing) > left ? sum : missing)];

  const living = alive.map((source): SourceBadge => {
    const at = heardAt(source);
    return at === null
      ? { text: translate('source.unheard', { name: source.name }), lacking: false }
      : { text: translate('source.heard', { name: source.name, age: ageText(now - at) }), lacking: false };
  });
  const others = (rest: readonly SourceState[]): SourceBadge[] => {
    if (rest.length === 0) return [];
    const oldest = Math.max(...rest.map((source) => now - (heardAt(source) ?? now)));
    const key = rest.length === sources.length ? 'all' : rest.length === alive.length ? 'alive' : 'others';
    return [{ text: translate(`source.${key}`, { n: rest.length, age: ageText(oldest) }), lacking: false }];
  };
  let shown = living.length;
  const line = () => [...living.slice(0, shown), ...others(alive.slice(shown)), ...ending];
  while (shown > 0 && total(line()) > room) shown--;
  return { badges: line(), unnamed };
}
