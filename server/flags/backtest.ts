import type { RuleId, RuleVersion } from '#contract/rule';
import type { BacktestReport, Proposal } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { eventsOfCases } from '../cases/caseHistory.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { compareFindings, type Shift } from '../domain/rules/compareFindings.ts';
import { judgeCase } from '../domain/rules/judgeCase.ts';
import {
  concernedCases,
  countConcerned,
  decidedFlags,
  firstPage,
  type ConcernedCases,
  type PagePosition,
} from './backtestStore.ts';
import {
  countShift,
  countVerdict,
  departmentRows,
  newTally,
  proposedVersion,
  type BacktestTally,
} from './backtestTally.ts';
import { completeLogs } from './completeLogs.ts';
import { concernedBy } from './concernedBy.ts';

export interface BacktestParts {
  db: Queryable;
  catalogue: Catalogue;
  /** After every page; what it returns is waited for. */
  onProgress?: (done: number, of: number) => void | Promise<void>;
  /** @throws its reason, between pages */
  signal?: AbortSignal;
}

/** A page takes a few hundredths of a second: beside it the process serves others. */
const pageSize = 500;

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

/**
 * Judges the cases that a change of a rule may concern twice, by the same function: with the versions as recorded, and
 * as if the proposed one had been recorded too. Counts what of the period's findings would be raised, cleared and
 * changed. Reads only, page by page; asked again of the same events it answers the same.
 */
export async function backtest(
  parts: BacktestParts,
  rule: RuleId,
  proposal: Proposal,
  asOf: Instant,
): Promise<BacktestReport> {
  const { db, catalogue } = parts;
  const began = performance.now();
  const proofs = await completeLogs(parts, asOf);
  const current = ruleBench(catalogue, proofs, asOf);
  const proposed = ruleBench(catalogue, proofs, asOf, Infinity, versionOf(rule, proposal));
  const period = {
    from: startOfMoment(proposal.from, catalogue.timezone),
    to: endOfMoment(proposal.to, catalogue.timezone),
  };
  const filter = concernedBy(rule, proposal, catalogue);
  const of = await countConcerned(db, filter);
  const tally = newTally();
  const only = new Set([rule]);
  await parts.onProgress?.(0, of);
  for await (const states of statesOf(parts, filter)) {
    const shifts: [CaseState, Shift][] = [];
    for (const state of states) {
      const before = judgeCase(state, current, asOf, only);
      const after = judgeCase(state, proposed, asOf, only, before.rounds);
      for (const shift of compareFindings(before.rules, after.rules, period)) shifts.push([state, shift]);
    }
    await count(db, rule, tally, shifts);
    tally.cases += states.length;
    await parts.onProgress?.(tally.cases, of);
  }
  return {
    rule,
    proposal,
    asOf: new Date(asOf).toISOString(),
    cases: tally.cases,
    ...tally.total,
    departments: departmentRows(tally),
    examples: tally.examples,
    verdicts: { current: tally.current, proposed: tally.proposed },
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

/** Pages of folded cases; the database reads the next while one is judged. */
async function* statesOf({ db, signal }: BacktestParts, filter: ConcernedCases): AsyncGenerator<CaseState[]> {
  let next = readPage(db, filter, firstPage);
  for (;;) {
    signal?.throwIfAborted();
    const page = await next;
    if (!page) return;
    next = readPage(db, filter, page.last);
    // whoever breaks off must not leave a rejection that nobody hears
    next.catch(() => undefined);
    yield page.states();
  }
}

interface CasePage {
  last: PagePosition;
  states(): CaseState[];
}

async function readPage(
  db: Queryable,
  filter: ConcernedCases,
  after: PagePosition,
): Promise<CasePage | undefined> {
  const cases = await concernedCases(db, filter, after, pageSize);
  const last = cases.at(-1);
  if (!last) return undefined;
  const histories = await eventsOfCases(db, cases);
  const states = (): CaseState[] =>
    cases.flatMap(({ caseId, namespace }) => {
      const events = histories.get(caseId);
      return events ? [foldCase(events, namespace)] : [];
    });
  return { last, states };
}

async function count(
  db: Queryable,
  rule: RuleId,
  tally: BacktestTally,
  shifts: readonly [CaseState, Shift][],
): Promise<void> {
  for (const [state, shift] of shifts) countShift(tally, state, shift);
  if (shifts.length === 0) return;
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
