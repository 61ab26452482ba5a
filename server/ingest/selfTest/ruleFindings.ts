import type { RuleId } from '#contract/rule';
import { ruleNames } from '#contract/ruleNames';
import type { SelfTest, SelfTestFinding } from '#contract/selfTestSchema';
import { judgeCase, type Bench } from '../../domain/rules/judgeCase.ts';
import type { Instant } from '#contract/time';
import { finding } from './finding.ts';
import type { Looked, LookedCase } from './lookedAt.ts';

type RuleTally = SelfTest['rules'][number];

const casesAtOnce = 100;
const leastCases = 10;
/** From this share on a rule finds the data rather than the offices. */
const mostly = 0.5;
/** These tell of the present moment, and not of what was sent. */
const ofTheClock: ReadonlySet<RuleId> = new Set(['TIM-01', 'TIM-02', 'TIM-03', 'TIM-05']);

/** What every rule about a single case would say of the cases, by the function that decides. */
export async function tallyRules(
  cases: readonly LookedCase[],
  bench: Bench,
  now: Instant,
): Promise<RuleTally[]> {
  const tallies = new Map<RuleId, RuleTally & { why: Map<string, number> }>();
  for (const [i, { after }] of cases.entries()) {
    // the events of others are taken meanwhile
    if (i % casesAtOnce === casesAtOnce - 1) await new Promise(setImmediate);
    for (const { rule, judgements } of judgeCase(after, bench, now).rules) {
      const tally = tallies.get(rule) ?? newTally(rule);
      tallies.set(rule, tally);
      const results = judgements.map(({ result }) => result);
      if (results.includes('raised')) tally.raised += 1;
      else if (results.includes('clear')) tally.clear += 1;
      else if (results.includes('exempt')) tally.exempt += 1;
      else tally.notEvaluable += 1;
      for (const judgement of judgements)
        if (judgement.result === 'not_evaluable')
          tally.why.set(judgement.reason, (tally.why.get(judgement.reason) ?? 0) + 1);
    }
  }
  return [...tallies.values()].map(({ why, ...tally }) => ({
    ...tally,
    reasons: [...why].map(([reason, n]) => ({ reason, n })).sort((a, b) => b.n - a.n),
  }));
}

function newTally(rule: RuleId): RuleTally & { why: Map<string, number> } {
  return {
    rule,
    name: { zh: ruleNames.zh[rule], en: ruleNames.en[rule] },
    raised: 0,
    clear: 0,
    exempt: 0,
    notEvaluable: 0,
    reasons: [],
    why: new Map(),
  };
}

/** Rules that can judge nothing, or that would flag most cases; acceptances that bear the conclusion's time. */
export function ruleFindings(tallies: readonly RuleTally[], looked: Looked): SelfTestFinding[] {
  const found = tallies.flatMap(({ rule, raised, clear, exempt, notEvaluable }): SelfTestFinding[] => {
    const of = raised + clear + exempt + notEvaluable;
    const facts = { rule: { zh: `${rule} ${ruleNames.zh[rule]}`, en: `${rule} ${ruleNames.en[rule]}` } };
    if (rule === 'STEP-03' && raised > 0)
      return [finding({ code: 'wrong_order', n: raised, of, path: 'time', rules: [rule] })];
    if (of === 0 || of < leastCases) return [];
    if (notEvaluable === of)
      return [finding({ code: 'rule_not_evaluable', n: of, of, facts, rules: [rule] })];
    if (raised >= of * mostly && !ofTheClock.has(rule))
      return [finding({ code: 'mostly_flagged', n: raised, of, facts, rules: [rule] })];
    return [];
  });
  return [...found, ...acceptedAtConclusion(looked)];
}

function acceptedAtConclusion({ cases, events }: Looked): SelfTestFinding[] {
  const ended = cases.filter(({ after: { round } }) => round.accepted && round.concluded);
  const same = ended.filter(({ after: { round } }) => round.accepted?.at === round.concluded?.at);
  if (ended.length < leastCases || same.length < ended.length * mostly) return [];
  const ids = new Set(same.slice(0, 3).map(({ after }) => after.round.concluded?.eventId));
  const examples = events.flatMap(({ event, example }) => (event && ids.has(event.eventId) ? [example] : []));
  return [
    finding({ code: 'accepted_at_conclusion', n: same.length, of: ended.length, path: 'time', examples }),
  ];
}
