import type { RuleId, RuleVersion } from '#contract/rule';
import type { Proposal } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { eventsOfCases } from '../cases/caseHistory.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { joined } from '../domain/cases/kinship.ts';
import { compareFindings, type Shift } from '../domain/rules/compareFindings.ts';
import { judgeCase, type Bench } from '../domain/rules/judgeCase.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';
import { casesOfPage, casesWithEvent, decidedFlags, type ConcernedCases } from './backtestStore.ts';
import { countShift, countVerdict, newTally, proposedVersion, type BacktestTally } from './backtestTally.ts';
import type { CasePage } from './casePage.ts';
import { concernedBy } from './concernedBy.ts';

/** What a back-test asks, and as of when. */
export interface BacktestOrder {
  rule: RuleId;
  proposal: Proposal;
  asOf: Instant;
  proofs: Map<number, ProofOfLife>;
}

/** What every page of a back-test is judged with. */
export interface BacktestCourt {
  rule: RuleId;
  asOf: Instant;
  current: Bench;
  proposed: Bench;
  period: { from: Instant; to: Instant };
  filter: ConcernedCases;
}

export function backtestCourt(
  catalogue: Catalogue,
  { rule, proposal, asOf, proofs }: BacktestOrder,
): BacktestCourt {
  return {
    rule,
    asOf,
    current: ruleBench(catalogue, proofs, asOf),
    proposed: ruleBench(catalogue, proofs, asOf, Infinity, versionOf(rule, proposal)),
    period: {
      from: startOfMoment(proposal.from, catalogue.timezone),
      to: endOfMoment(proposal.to, catalogue.timezone),
    },
    filter: concernedBy(rule, proposal, catalogue),
  };
}

/** The proposal as a version that comes after all recorded ones. */
function versionOf(rule: RuleId, proposal: Proposal): RuleVersion {
  const { from, to, enabled, params, severity, scope } = proposal;
  return {
    rule,
    version: proposedVersion,
    validFrom: from,
    validTo: to,
    enabled,
    params,
    severity,
    scope,
    rejudged: true,
  };
}

/** Judges the cases of a page twice, as recorded and as proposed, and counts what of their findings would change. */
export async function judgeBacktestPage(
  db: Queryable,
  court: BacktestCourt,
  page: CasePage,
): Promise<BacktestTally> {
  const { rule, asOf, current, proposed, period, filter } = court;
  const concerned = await casesOfPage(db, filter, page);
  const cases = filter.withEvent ? await casesWithEvent(db, concerned, filter.withEvent) : concerned;
  const histories = await eventsOfCases(db, cases);
  const only = new Set([rule]);
  const tally = newTally();
  tally.cases = concerned.length;
  const shifts: [CaseState, Shift][] = [];
  for (const { caseId, namespace, kin } of cases) {
    const events = histories.get(caseId);
    if (!events) continue;
    const state = joined(foldCase(events, namespace), kin ?? undefined);
    const before = judgeCase(state, current, asOf, only);
    const after = judgeCase(state, proposed, asOf, only, before.rounds);
    for (const shift of compareFindings(before.rules, after.rules, period)) shifts.push([state, shift]);
  }
  for (const [state, shift] of shifts) countShift(tally, state, shift);
  if (shifts.length > 0) await countVerdicts(db, rule, tally, shifts);
  return tally;
}

async function countVerdicts(
  db: Queryable,
  rule: RuleId,
  tally: BacktestTally,
  shifts: readonly [CaseState, Shift][],
): Promise<void> {
  const caseIds = [...new Set(shifts.map(([state]) => state.caseId))];
  const decided = new Map(
    (await decidedFlags(db, rule, caseIds)).map((flag) => [`${flag.caseId}\n${flag.occurrence}`, flag]),
  );
  for (const [state, shift] of shifts) {
    const { occurrence } = shift.before ?? shift.after ?? {};
    const flag = decided.get(`${state.caseId}\n${occurrence}`);
    if (flag) countVerdict(tally, shift, flag);
  }
}
