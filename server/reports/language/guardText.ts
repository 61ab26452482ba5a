import type { Language } from '#contract/wording/language';
import type { FaultKind } from './fault.ts';

type Pattern = readonly [what: FaultKind, pattern: RegExp];

const anywhere: readonly Pattern[] = [
  ['empty_words', /\b(NaN|undefined|null|Infinity)\b|\[object|\{\w*\}|“”/],
];

const patterns: Record<Language, readonly Pattern[]> = {
  zh: [
    ['double_sign', /(增长|下降|提高|降低|增加|减少)了?[-−–+]\d/],
    ['percent_of_share', /(提高|降低)了?[\d.]+%/],
    ['points_of_count', /(增长|下降|增加|减少)了?[\d.]+个?百分点/],
    ['empty_words', /[，；：、][，。；：、]|。。/],
  ],
  en: [
    ['double_sign', /\b(up|down)( by)? [-−–+]\d/],
    [
      'one_and_many',
      /(?<![\d,.])1 (cases|flags|items|regions|departments|ratings|appeals|times|sources|working days)\b/,
    ],
    ['one_and_many', /(?<![\d,.]|\b1) ?\b(?!1 )[\d,]*\d (case|flag|rating|appeal) (?!of)/],
    ['empty_words', /[,;:] ?[,.;:]|\b(of|on|by|in) [,.;]/],
  ],
};

const comparison =
  /(环比|同比)(基本)?(增长|下降|提高|降低|增加|减少|持平)|\b(up|down|unchanged)\b[^,;]* (on|from) the (previous|same)/;

/** A name or number that came to nothing; names of the catalogue may hold any other sign. */
export function guardName(text: string): FaultKind[] {
  return anywhere.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

/** What is wrong with words by themselves. @param proved they carry the figures that they compare */
export function guardText(text: string, language: Language, proved: boolean): FaultKind[] {
  const faults = [...anywhere, ...patterns[language]]
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => what);
  if (!proved && comparison.test(text)) faults.push('unproved_comparison');
  return faults;
}
