import type { SourceState } from '#contract/wall';

export interface SourceBadge {
  text: string;
  silent: boolean;
}

type Translate = (key: string, named: Record<string, unknown>) => string;

/** Width in Chinese characters that the middle of the header has room for. */
const room = 23;

function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2000 ? 0.56 : 1), 0);
}

/**
 * What the header says of the sources: silent ones first and always by name where they fit, then the living
 * ones with the age of their last word, the rest as one number.
 */
export function sourceBadges(
  sources: readonly SourceState[],
  now: number,
  translate: Translate,
  ageText: (ms: number) => string,
): SourceBadge[] {
  if (sources.length === 0) return [{ text: translate('source.none', {}), silent: true }];
  const heardAt = (source: SourceState) => (source.lastReceivedAt ? Date.parse(source.lastReceivedAt) : null);
  const silent = sources.filter((source) => source.staleSince !== null);
  const alive = sources.filter((source) => source.staleSince === null);
  const say = (source: SourceState): SourceBadge => {
    const at = heardAt(source);
    if (source.staleSince !== null)
      return {
        text: translate('source.silent', { name: source.name, age: ageText(now - Date.parse(source.staleSince)) }),
        silent: true,
      };
    return at === null
      ? { text: translate('source.unheard', { name: source.name }), silent: false }
      : { text: translate('source.heard', { name: source.name, age: ageText(now - at) }), silent: false };
  };
  const others = (rest: readonly SourceState[]): SourceBadge => {
    const oldest = Math.max(...rest.map((source) => now - (heardAt(source) ?? now)));
    const key = rest.length === sources.length ? 'source.all' : 'source.others';
    return { text: translate(key, { n: rest.length, age: ageText(oldest) }), silent: false };
  };
  const needed = (badges: readonly SourceBadge[]) =>
    badges.reduce((sum, badge) => sum + width(badge.text) + (badge.silent ? 2 : 1.8), 0);

  const silentBadges = silent.map(say);
  const silentPart =
    needed(silentBadges) + (alive.length > 0 ? 9 : 0) <= room
      ? silentBadges
      : [{ text: translate('source.silentMany', { n: silent.length }), silent: true }];
  const named = alive.map(say);
  if (needed([...silentPart, ...named]) <= room) return [...named, ...silentPart];
  return alive.length > 0 ? [others(alive), ...silentPart] : silentPart;
}
