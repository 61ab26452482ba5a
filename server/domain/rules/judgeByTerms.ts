import { severities, type Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import { endOf } from '../cases/caseFacts.ts';
import type { Judgement, Raised, Rule, RuleContext } from './rule.ts';
import type { RuleTerm } from './ruleTerms.ts';

export interface TermVerdict {
  version: number;
  judgements: Judgement[];
}

interface Ruling {
  verdicts: TermVerdict[];
  checkAt: Instant | null;
}

type Given = Omit<RuleContext, 'params'>;

/**
 * Judges one round by a rule whose versions change in the course of time. What is found counts by the version in force
 * at its decisive instant, so that a new version never rewrites what was found, or not found, before it began. What
 * lasts (`rule.lasts`) and was no finding before is found from the instant a version begins under which it is one.
 * @returns no verdict where the rule is switched off
 */
export function judgeByTerms(rule: Rule, given: Given, terms: readonly RuleTerm[]): Ruling {
  const [only] = terms;
  if (only && terms.length === 1) return judgeByOne(rule, given, only);
  const { now } = given;
  const lived = terms.filter(({ from, to }) => from <= now && to > Math.min(given.state.firstEventAt, now));
  const ruling: Ruling = { verdicts: [], checkAt: null };
  const quiet: (TermVerdict & { from: Instant })[] = [];
  const found = new Set<string>();
  for (const [index, term] of lived.entries()) {
    const { version, from } = term;
    const first = index === 0;
    // clocks differ: an event may lie a little ahead of this one's
    const to = index === lived.length - 1 ? Infinity : term.to;
    const { verdicts, checkAt } = judgeByOne(rule, given, term);
    if (checkAt !== null) ruling.checkAt = Math.min(ruling.checkAt ?? Infinity, checkAt);
    const judgements = verdicts.flatMap((verdict) => verdict.judgements);
    const kept = judgements.flatMap((judgement): Judgement[] => {
      if (judgement.result !== 'raised' || found.has(judgement.occurrence) || judgement.at >= to) return [];
      if (first || judgement.at >= from) return [judgement];
      return rule.lasts && (endOf(given.round) ?? Infinity) > from ? [{ ...judgement, at: from }] : [];
    });
    for (const judgement of kept) if (judgement.result === 'raised') found.add(judgement.occurrence);
    if (kept.length > 0) ruling.verdicts.push({ version: version.version, judgements: kept });
    const rest = judgements.filter(({ result }) => result !== 'raised');
    if (verdicts.length > 0) quiet.push({ version: version.version, judgements: rest, from });
  }
  const undecided = quiet.find(({ judgements }) => judgements.some((j) => j.result === 'not_evaluable'));
  const settledAt = Math.min(endOf(given.round) ?? given.now, given.now);
  const settled = quiet.findLast(({ from }) => from <= settledAt) ?? quiet[0];
  const said = undecided ?? (found.size === 0 ? settled : undefined);
  if (said) {
    const judgements = said.judgements.length > 0 ? said.judgements : [{ result: 'clear' } as const];
    ruling.verdicts.push({ version: said.version, judgements });
  }
  return ruling;
}

function judgeByOne(rule: Rule, given: Given, { version }: RuleTerm): Ruling {
  const { enabled, params, severity } = version;
  if (!enabled) return { verdicts: [], checkAt: null };
  // member by member: a spread of objects that hold numbers costs more than most rules do
  const { state, round, clock, source, outages, proof, peers, now } = given;
  const context = { state, round, clock, source, outages, proof, peers, now, params };
  const { judgements, checkAt } = rule.judge(context);
  const weighed = severity ? judgements.map((judgement) => withSeverity(judgement, severity)) : judgements;
  return { verdicts: [{ version: version.version, judgements: weighed }], checkAt };
}

/** A query is a question: only a person's verification turns it into more. */
function withSeverity(judgement: Judgement, severity: Severity): Judgement {
  if (judgement.result !== 'raised') return judgement;
  return { ...judgement, severity: judgement.severity === 'query' ? lesser(judgement, severity) : severity };
}

function lesser(found: Raised, severity: Severity): Severity {
  return severities.indexOf(severity) < severities.indexOf(found.severity) ? severity : found.severity;
}
