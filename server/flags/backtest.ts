import type { RuleId } from '#contract/rule';
import type { BacktestReport, Proposal } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import { backtestCourt, judgeBacktestPage } from './backtestPage.ts';
import { concernedPages } from './backtestStore.ts';
import { addTally, departmentRows, hitsOf, newTally, type BacktestTally } from './backtestTally.ts';
import { completeLogs } from './completeLogs.ts';
import { concernedBy } from './concernedBy.ts';
import { judgePages, pageSize, type PagesParts } from './judgePages.ts';

/**
 * Judges the cases that a change of a rule may concern twice, by the same function: with the versions as recorded, and
 * as if the proposed one had been recorded too. Counts what of the period's findings would be raised, cleared and
 * changed. Reads only, page by page; asked again of the same events it answers the same.
 * @throws Problem `conflict` if the catalogue changes as it begins
 */
export async function backtest(
  parts: PagesParts,
  rule: RuleId,
  proposal: Proposal,
  asOf: Instant,
): Promise<BacktestReport> {
  const { pool, catalogue } = parts;
  const began = performance.now();
  const proofs = await completeLogs({ db: pool, catalogue }, asOf);
  const { pages, cases } = await concernedPages(pool, concernedBy(rule, proposal, catalogue), pageSize);
  const order = { rule, proposal, asOf, proofs };
  const court = backtestCourt(catalogue, order);
  const tally = await judgePages<BacktestTally>(parts, {
    pages,
    cases,
    order: { kind: 'backtest', ...order },
    judge: (page) => judgeBacktestPage(pool, court, page),
    sum: newTally(),
    add: addTally,
  });
  return {
    rule,
    proposal,
    asOf: new Date(asOf).toISOString(),
    cases: tally.cases,
    ...tally.total,
    departments: departmentRows(tally),
    examples: tally.examples,
    verdicts: { current: hitsOf(tally.current), proposed: hitsOf(tally.proposed) },
    seconds: Math.round(performance.now() - began) / 1000,
  };
}
