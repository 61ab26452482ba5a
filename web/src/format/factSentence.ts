import type { FlagCard } from '#contract/wall';

type Translate = (key: string, named: Record<string, unknown>) => string;

/** The one sentence of a flag's facts in the locale's words; the rule's name where the facts do not fill it. */
export function factSentence(
  translate: Translate,
  exists: (key: string) => boolean,
  flag: Pick<FlagCard, 'rule' | 'facts'>,
): string {
  for (const [needed, key] of sentences[flag.rule] ?? []) {
    if (needed.every((name) => name in flag.facts) && exists(`fact.${key}`))
      return translate(`fact.${key}`, flag.facts);
  }
  return '';
}

/** Per rule the sentences it can make, best first, with the facts each needs. */
const sentences: Partial<Record<FlagCard['rule'], [needed: string[], key: string][]>> = {
  'TIM-01': [[['remainingDays'], 'remaining']],
  'TIM-02': [[['daysOver'], 'promiseOver']],
  'TIM-03': [[['daysOver'], 'lawOver']],
  'FAST-01': [[['minutes'], 'minutes']],
};
