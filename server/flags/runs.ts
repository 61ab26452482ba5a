import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { beginRun, endRun, noteProgress, type NewRun } from './runStore.ts';

export interface RunControl {
  runId: number;
  onProgress(done: number, of: number): Promise<void>;
  signal: AbortSignal;
}

/** Long work that goes on by itself, whoever still looks; one at a time, among all processes. */
export interface Runs {
  /** @returns the run's id. @throws Problem `conflict` while another one works */
  start(asked: NewRun, work: (control: RunControl) => Promise<object>): Promise<number>;
  /** False: there is no such run, or it has ended. */
  cancel(runId: number): Promise<boolean>;
  /** Resolves when no run of this process works any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const leaseMs = 60_000;
const noteEveryMs = 500;
const stopped = 'The server was stopped; start it again.';
const cancelled = 'It was cancelled.';

export function createRuns(pool: Pool, clock: () => Instant): Runs {
  const working = new Map<number, { stop: AbortController; done: Promise<void> }>();

  const controlOf = (runId: number, stop: AbortController): RunControl => {
    let notedAt = -Infinity;
    return {
      runId,
      signal: stop.signal,
      async onProgress(done, of) {
        const last = done >= of;
        if (!last && performance.now() - notedAt < noteEveryMs) return;
        notedAt = performance.now();
        if (!(await noteProgress(pool, runId, done, of, clock() + leaseMs))) stop.abort(new Error(cancelled));
      },
    };
  };

  const follow = async (runId: number, outcome: Promise<object>): Promise<void> => {
    try {
      await endRun(pool, runId, { state: 'done', result: await outcome, error: null }, clock());
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      // a connection that is gone cannot be told so: the lease runs out
      await endRun(pool, runId, { state: 'failed', result: null, error: sentence }, clock()).catch(
        () => false,
      );
    } finally {
      working.delete(runId);
    }
  };

  const settled = async (): Promise<void> => {
    await Promise.all([...working.values()].map(({ done }) => done));
  };
  return {
    async start(asked, work) {
      const now = clock();
      const runId = await beginRun(pool, asked, now, now + leaseMs);
      if (runId === undefined)
        throw new Problem(
          'conflict',
          'A back-test, re-judgement or change of a calendar is working; wait for its end or cancel it.',
        );
      const stop = new AbortController();
      working.set(runId, { stop, done: follow(runId, work(controlOf(runId, stop))) });
      return runId;
    },
    async cancel(runId) {
      if (!(await endRun(pool, runId, { state: 'cancelled', result: null, error: null }, clock())))
        return false;
      working.get(runId)?.stop.abort(new Error(cancelled));
      return true;
    },
    settled,
    async close() {
      for (const { stop } of working.values()) stop.abort(new Error(stopped));
      await settled();
    },
  };
}
