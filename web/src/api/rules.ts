import type { RuleId } from '#contract/rule';
import type {
  BacktestReport,
  Proposal,
  Rejudged,
  RuleList,
  RuleRun,
  RuleVersionAnswer,
} from '#contract/ruleSchema';
import { request } from './request.ts';

export type { BacktestReport, Proposal, RuleRun, RuleVersionAnswer };
export type ListedRule = RuleList['items'][number];
export type NewRuleVersion = Omit<Proposal, 'from' | 'to'> & { validFrom: string; validTo: string | null };

export const listRules = async (): Promise<ListedRule[]> =>
  (await request<{ items: ListedRule[] }>('GET', '/rules')).items;

/** A change tried on past cases: what it would raise and clear. */
export const beginBacktest = (rule: RuleId, proposal: Proposal): Promise<RuleRun> =>
  request('POST', `/rules/${rule}:backtest`, proposal);

/** In force from a day on, today or later. */
export const setRuleVersion = (rule: RuleId, version: NewRuleVersion): Promise<RuleVersionAnswer> =>
  request('POST', `/rules/${rule}/versions`, version);

/** @param backtest the run that showed what a re-judgement does */
export const beginRejudgement = (rule: RuleId, backtest: number): Promise<RuleRun> =>
  request('POST', `/rules/${rule}:rejudge`, { backtest });

/** Newest first. */
export const listRuleRuns = async (): Promise<RuleRun[]> =>
  (await request<{ items: RuleRun[] }>('GET', '/rule-runs')).items;

export const getRuleRun = (runId: number): Promise<RuleRun> => request('GET', `/rule-runs/${runId}`);

export const cancelRuleRun = (runId: number): Promise<void> => request('DELETE', `/rule-runs/${runId}`);

/** Which of the two a run found. */
export const isBacktestReport = (result: BacktestReport | Rejudged): result is BacktestReport =>
  'departments' in result;
