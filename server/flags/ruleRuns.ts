import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { RuleId } from '#contract/rule';
import type { Proposal, RuleRun } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { backtest } from './backtest.ts';
import { rejudge } from './rejudge.ts';
import { runById } from './ruleRunStore.ts';
import { createRuns, type RunControl } from './runs.ts';

export interface RuleRunsParts {
  pool: Pool;
  holder: CatalogueHolder;
  clock: () => Instant;
}

export interface AskedRun {
  kind: RuleRun['kind'];
  rule: RuleId;
  proposal: Proposal;
  actor: string;
}

/** Back-tests and re-judgements as runs. */
export interface RuleRuns {
  /** @throws Problem `conflict` while another run works */
  start(asked: AskedRun): Promise<RuleRun>;
  /** False: there is no such run, or it has ended. A re-judgement keeps what it has judged. */
  cancel(runId: number): Promise<boolean>;
  /** Resolves when no run of this process works any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createRuleRuns({ pool, holder, clock }: RuleRunsParts): RuleRuns {
  const { start, cancel, settled, close } = createRuns(pool, clock);

  const work = async ({ kind, rule, proposal, actor }: AskedRun, control: RunControl) => {
    await holder.refresh(pool);
    if (kind === 'backtest')
      return backtest({ pool, catalogue: holder.current(), ...control }, rule, proposal, clock());
    return rejudge({ pool, holder, ...control }, { rule, proposal, actor }, clock());
  };
  return {
    async start(asked) {
      const { kind, rule, proposal, actor } = asked;
      const runId = await start({ kind, rule, asked: proposal, actor }, (control) => work(asked, control));
      const run = await runById(pool, runId);
      if (!run) throw new Problem('internal', `run ${runId} is gone as soon as it was begun`);
      return run;
    },
    cancel,
    settled,
    close,
  };
}
