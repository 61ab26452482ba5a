import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { RuleId } from '#contract/rule';
import type { Proposal, RuleRun } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { backtest } from './backtest.ts';
import { rejudge } from './rejudge.ts';
import { beginRun, endRun, noteProgress, runById } from './ruleRunStore.ts';

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

/** Back-tests and re-judgements that go on by themselves, whoever still looks; one at a time, among all processes. */
export interface RuleRuns {
  /** @throws Problem `conflict` while another one works */
  start(asked: AskedRun): Promise<RuleRun>;
  /** False: there is no such run, or it has ended. A re-judgement keeps what it has judged. */
  cancel(runId: number): Promise<boolean>;
  /** Resolves when no run of this process works any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const leaseMs = 60_000;
const noteEveryMs = 500;
const stopped = 'The server was stopped; start it again.';

export function createRuleRuns({ pool, holder, clock }: RuleRunsParts): RuleRuns {
  const working = new Map<number, { stop: AbortController; done: Promise<void> }>();

  const work = async (
    { runId, kind, rule, proposal, actor }: RuleRun,
    signal: AbortSignal,
    stop: () => void,
  ) => {
    let notedAt = -Infinity;
    const onProgress = async (done: number, of: number): Promise<void> => {
      const last = done >= of;
      if (!last && performance.now() - notedAt < noteEveryMs) return;
      notedAt = performance.now();
      if (!(await noteProgress(pool, runId, done, of, clock() + leaseMs))) stop();
    };
    await holder.refresh(pool);
    if (kind === 'backtest') {
      const parts = { pool, catalogue: holder.current(), onProgress, signal };
      return backtest(parts, rule, proposal, clock());
    }
    return rejudge({ pool, holder, onProgress, signal }, { rule, proposal, actor }, clock());
  };

  const follow = async (run: RuleRun, stop: AbortController): Promise<void> => {
    const { signal } = stop;
    try {
      const result = await work(run, signal, () => stop.abort(new Error('It was cancelled.')));
      await endRun(pool, run.runId, { state: 'done', result, error: null }, clock());
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      // a connection that is gone cannot be told so: the lease runs out
      await endRun(pool, run.runId, { state: 'failed', result: null, error: sentence }, clock()).catch(
        () => false,
      );
    } finally {
      working.delete(run.runId);
    }
  };

  const settled = async (): Promise<void> => {
    await Promise.all([...working.values()].map(({ done }) => done));
  };
  return {
    async start(asked) {
      const now = clock();
      const run = await beginRun(pool, asked, now, now + leaseMs);
      if (!run)
        throw new Problem(
          'conflict',
          'A back-test or re-judgement is working; wait for its end or cancel it.',
        );
      const stop = new AbortController();
      working.set(run.runId, { stop, done: follow(run, stop) });
      return run;
    },
    async cancel(runId) {
      const cancelled = { state: 'cancelled', result: null, error: null } as const;
      if (!(await endRun(pool, runId, cancelled, clock()))) return false;
      working.get(runId)?.stop.abort(new Error('It was cancelled.'));
      return (await runById(pool, runId)) !== undefined;
    },
    settled,
    async close() {
      for (const { stop } of working.values()) stop.abort(new Error(stopped));
      await settled();
    },
  };
}
