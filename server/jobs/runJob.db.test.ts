import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesAfter, newestSeq } from '../changes/readChanges.ts';
import { inTransaction } from '../db/transaction.ts';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import type { Job, JobRun } from './job.ts';
import { runJob } from './runJob.ts';
import type { JobParts } from './runJob.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const start = Date.parse('2026-11-23T10:00:00+08:00');

function parts(now: number, worker = 'a'): JobParts {
  return { pool: database.pool, clock: () => now, worker, stopping: new AbortController().signal };
}

function job(name: string, run: Job['run'], leaseSeconds = 60): Job {
  return { name, cron: '*/5 * * * * *', timezone: 'Asia/Shanghai', leaseSeconds, missed: 'latest', run };
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

describe('runJob', () => {
  it('runs a slot once, whoever asks and however often', async () => {
    let runs = 0;
    const once = job('once', () => Promise.resolve({ runs: ++runs }));
    const outcomes = await Promise.all(
      [...'abcdef'].map((worker) => runJob(parts(start, worker), once, start)),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'done',
      ...Array<string>(5).fill('taken'),
    ]);
    expect((await runJob(parts(start + 3_600_000), once, start)).outcome).toBe('taken');
    expect(runs).toBe(1);
  });

  it('writes a good end to the heartbeat and to the feed in one', async () => {
    const before = await newestSeq(database.pool);
    await runJob(parts(start), job('told', nothing), start);
    const changes = await changesAfter(database.pool, before, 10);
    const told = { job: 'told', lastFinishedAt: new Date(start).toISOString() };
    expect(changes.map(({ change }) => change)).toEqual([{ job: told }]);
    const { rows } = await database.pool.query(
      `select last_finished_at as at, last_outcome as outcome from job_heartbeats where job = 'told'`,
    );
    expect(rows).toEqual([{ at: start, outcome: 'done' }]);
  });

  it('does not call a failed run finished, and says why', async () => {
    const before = await newestSeq(database.pool);
    const failing = job('failing', () => Promise.reject(new Error('no disk')));
    expect((await runJob(parts(start), failing, start)).outcome).toBe('failed');
    const { rows } = await database.pool.query(
      `select last_finished_at as at, last_outcome as outcome, last_detail as detail from job_heartbeats where job = 'failing'`,
    );
    expect(rows).toEqual([{ at: null, outcome: 'failed', detail: { error: 'no disk' } }]);
    expect(await newestSeq(database.pool)).toBe(before);
  });

  it('gives the slot of a killed worker to another once its hold is over, not before', async () => {
    const holder = job('killed', () => new Promise(() => undefined));
    void runJob(parts(start, 'killed'), holder, start);
    await until(async () => (await slots('killed')).length === 1);
    const taker = job('killed', nothing);
    expect((await runJob(parts(start + 29_000, 'b'), taker, start)).outcome).toBe('taken');
    expect((await runJob(parts(start + 29_000, 'b'), taker, start + 5000)).outcome).toBe('taken');
    expect((await runJob(parts(start + 30_000, 'b'), taker, start)).outcome).toBe('done');
    expect(await slots('killed')).toEqual([{ worker: 'b', outcome: 'done' }]);
  });

  it('fences a run that outlives its lease: it may write no more and its end counts for nothing', async () => {
    let now = start;
    let held: JobRun | undefined;
    const slow = job('slow', async (run) => {
      held = run;
      await inTransaction(database.pool, (db) => run.assertFence(db));
      now = start + 61_000;
      await runJob({ ...parts(now, 'b') }, job('slow', nothing), start);
      return undefined;
    });
    const outcome = await runJob({ ...parts(start), clock: () => now }, slow, start);
    expect(outcome.outcome).toBe('fenced');
    await expect(held?.assertFence(database.pool)).rejects.toThrow(/over its lease/);
    expect(await slots('slow')).toEqual([{ worker: 'b', outcome: 'done' }]);
  });

  it('leaves a hung run behind when its lease is over', async () => {
    let held: JobRun | undefined;
    const hung = job('hung', (run) => ((held = run), new Promise(() => undefined)), 0.2);
    const outcome = await runJob({ ...parts(0), clock: Date.now }, hung, start);
    expect(outcome.outcome).toBe('fenced');
    expect(held?.signal.aborted).toBe(true);
    await expect(held?.assertFence(database.pool)).rejects.toThrow(/over its lease/);
  });

  it('holds on to its slot for as long as it runs, by renewing', { timeout: 90_000 }, async () => {
    const began = Date.now();
    const clock = (): number => start + (Date.now() - began);
    // past the first renewal: what was held at first would be over by then
    const long = job('renewed', async () => {
      await until(async () => (await leaseOf('renewed')) > start + 30_000);
      return undefined;
    });
    expect((await runJob({ ...parts(start), clock }, long, start)).outcome).toBe('done');
  });

  it('keeps a taker out while a fenced transaction commits', async () => {
    const order: string[] = [];
    const first = job('ordered', async (run) => {
      await inTransaction(database.pool, async (db) => {
        await run.assertFence(db);
        const taking = runJob(parts(start + 61_000, 'b'), job('ordered', nothing), start).then(() =>
          order.push('taken'),
        );
        await new Promise((resolve) => setTimeout(resolve, 150));
        order.push('committing');
        void taking;
      });
      return undefined;
    });
    await runJob(parts(start), first, start);
    await until(() => Promise.resolve(order.length === 2));
    expect(order).toEqual(['committing', 'taken']);
  });

  it('lets a long run that gets on renew its lease', async () => {
    let now = start;
    const long = job('long', async (run) => {
      now = start + 20_000;
      await run.renewLease(database.pool);
      now = start + 45_000;
      await run.assertFence(database.pool);
      return undefined;
    });
    expect((await runJob({ ...parts(start), clock: () => now }, long, start)).outcome).toBe('done');
  });

  it('gives the slot back when the process stops in the middle of it', async () => {
    const stopping = new AbortController();
    const cut = job('cut', async (run) => {
      stopping.abort();
      run.signal.throwIfAborted();
      return undefined;
    });
    expect((await runJob({ ...parts(start), stopping: stopping.signal }, cut, start)).outcome).toBe('failed');
    expect((await runJob(parts(start + 1, 'b'), job('cut', nothing), start)).outcome).toBe('done');
  });
});

async function leaseOf(name: string): Promise<number> {
  const { rows } = await database.pool.query<{ until: number }>(
    'select lease_until as until from job_slots where job = $1',
    [name],
  );
  return rows[0]?.until ?? 0;
}

async function slots(name: string): Promise<unknown[]> {
  const { rows } = await database.pool.query('select worker, outcome from job_slots where job = $1', [name]);
  return rows;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
