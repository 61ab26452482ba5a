import type { RuleAnswer } from '../explanation.ts';
import { factSentence } from './factSentence.ts';
import type { Words } from './facts.ts';

const order: RuleAnswer['result'][] = ['raised', 'not_evaluable', 'exempt', 'clear'];

/** What is worth saying of the answers, in the order in which people ask: found, undecided, exempt, clear. */
export function saidRules(rules: readonly RuleAnswer[]): RuleAnswer[] {
  // a rule that looks at each suspension or extension is clear only when it is so of all of them
  const isSaid = (one: RuleAnswer, index: number): boolean => {
    const same = (other: RuleAnswer): boolean => other.rule === one.rule && other.round === one.round;
    return (
      one.result !== 'clear' ||
      !rules.some((other, at) => same(other) && (other.result !== 'clear' || at < index))
    );
  };
  return rules.filter(isSaid).sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
}

/** What a rule found, or why it found nothing; empty where there is nothing to say. */
export function ruleSentence({ rule, facts, reason }: RuleAnswer, words: Words): string {
  if (facts) return factSentence({ rule, facts }, words);
  return reason === undefined ? '' : words.translate(`reason.${reason}`, {});
}

/** The version of a rule that judged; 0 is the one duban comes with. */
export function ruleVersionText(version: number, translate: Words['translate']): string {
  return version === 0 ? translate('explain.shipped', {}) : translate('explain.version', { n: version });
}
