import type { CaseExplanation, CountedDay, CreditAnswer, RuleAnswer } from '#contract/explanation';
import { dueText, lengthText, limitText, momentText, overText } from '#contract/wording/clockWords';
import type { Words } from '#contract/wording/facts';
import { ruleSentence, ruleVersionText, saidRules } from '#contract/wording/ruleWords';

/** An explanation as a page to read and to print, in the words of one language; lines without their ends. */
export function explanationText({ caseId, asOf, knownAt, ...why }: CaseExplanation, words: Words): string[] {
  const { translate: t } = words;
  const at = (text: string): string => momentText(Date.parse(text), words);
  return [
    t('explain.title', { caseId, asOf: at(asOf), knownAt: at(knownAt) }),
    ...why.clocks.flatMap((clock) => clockText(clock, words)),
    ...rulesText(why.rules, words),
  ];
}

type Clock = CaseExplanation['clocks'][number];

function clockText(clock: Clock, words: Words): string[] {
  const { translate: t } = words;
  const { acceptedAt, cutBy, daysOver, remaining } = clock;
  return [
    '',
    `${t(`explain.${clock.kind}`, {})} · ${limitText(clock, words)} · ${t(`explain.basis.${clock.basis}`, {})}` +
      (clock.round > 1 ? ` · ${t('explain.round', { n: clock.round })}` : ''),
    ...(acceptedAt === null
      ? []
      : [
          `  ${t(`explain.ground.${clock.acceptanceGround}`, { at: momentText(Date.parse(acceptedAt), words) })}`,
        ]),
    `  ${t('explain.due', {})} ${dueText(Date.parse(clock.dueAt), words)}` +
      (clock.provisional ? ` · ${t('explain.provisional', {})}` : ''),
    ...(cutBy === null ? [] : [`  ${t('explain.cutBy', { caseId: cutBy })}`]),
    `  ${t('explain.used', {})} ${lengthText(clock, clock.used, words)} / ${lengthText(clock, clock.allowed, words)}` +
      (daysOver > 0
        ? ` · ${t('explain.over', {})} ${overText(clock, words)}`
        : ` · ${t('explain.remaining', {})} ${lengthText(clock, remaining, words)}`),
    ...clock.credits.map((credit) => `  ${creditText(credit, clock, words)}`),
    ...daysText(clock.days, words),
  ];
}

function creditText(
  { kind, at, reason, credited, eventId }: CreditAnswer,
  clock: Clock,
  words: Words,
): string {
  const { translate: t } = words;
  const event = t(`event.${kind === 'extension' ? 'extended' : 'suspended'}`, {});
  const length = kind === 'suspension' ? lengthText(clock, credited, words) : '';
  const what = t(`explain.credit.${reason}`, { length });
  return `${momentText(Date.parse(at), words)} ${event}: ${what} [${eventId}]`;
}

function daysText(days: readonly CountedDay[], { translate: t }: Words): string[] {
  let number = 0;
  return days.map(({ day, kind, name, due, ahead }) => {
    const what =
      kind === 'counted' ? t('explain.dayNumber', { n: (number += 1) }) : t(`explain.day.${kind}`, {});
    const called = kind === 'counted' && name !== undefined ? t('explain.makeUp', { name }) : name;
    const marks = [called, due && t('explain.due', {}), ahead && t('explain.ahead', {})].filter(Boolean);
    return `    ${day}  ${[what, ...marks].join(' · ')}`;
  });
}

function rulesText(rules: readonly RuleAnswer[], words: Words): string[] {
  const { translate: t } = words;
  const said = saidRules(rules);
  const clear = said.filter(({ result }) => result === 'clear');
  return [
    '',
    t('explain.rules', {}),
    ...said.filter(({ result }) => result !== 'clear').map((rule) => `  ${ruleText(rule, words)}`),
    ...(clear.length === 0
      ? []
      : [
          `  ${t('explain.clearCount', { n: clear.length })} ` +
            clear.map(({ rule }) => `${rule} ${t(`rule.${rule}`, {})}`).join(t('list', {})),
        ]),
  ];
}

function ruleText(rule: RuleAnswer, words: Words): string {
  const { translate: t } = words;
  const head = rule.severity ? t(`severity.${rule.severity}`, {}) : t(`explain.result.${rule.result}`, {});
  const sentence = ruleSentence(rule, words);
  const since = rule.at === undefined ? '' : ` · ${momentText(Date.parse(rule.at), words)}`;
  const from = [
    ruleVersionText(rule.version, t),
    ...(rule.round > 1 ? [t('explain.round', { n: rule.round })] : []),
    ...(rule.events ?? []),
  ].join(' ');
  return `${head} ${rule.rule} ${t(`rule.${rule.rule}`, {})}${sentence && `: ${sentence}`}${since} [${from}]`;
}
