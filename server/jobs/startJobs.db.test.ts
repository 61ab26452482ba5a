import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../db/pool.ts';
import { testDatabase } from '../testing/templateDatabase.ts';
import type { TestDatabase } from '../testing/templateDatabase.ts';
import type { Job } from './job.ts';
import { startJobs } from './startJobs.ts';
import type { JobsDeps } from './startJobs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const noon = Date.parse('2026-11-23T12:00:00+08:00');
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function deps(jobs: Job[], clock: () => number = Date.now, extra: Partial<JobsDeps> = {}): JobsDeps {
  const fail = (job: string, error: unknown): void => {
    throw new Error(`${job} could not be looked after`, { cause: error });
  };
  return {
    pool: database.pool,
    jobs,
    clock,
    worker: 'a',
    onRun: () => undefined,
    onError: fail,
    sweepMs: 50,
    ...extra,
  };
}

function recording(name: string, cron: string, missed: Job['missed'], ran: number[]): Job {
  return {
    name,
    cron,
    timezone: 'Asia/Shanghai',
    leaseSeconds: 30,
    missed,
    run: ({ slotAt }) => {
      ran.push(slotAt);
      return Promise.resolve(undefined);
    },
  };
}

describe('startJobs', () => {
  it('runs every second’s slot once, with two workers on two pools', async () => {
    const ran: number[] = [];
    const other = createPool({ url: database.url, applicationName: 'second worker' });
    const job = recording('each_second', '* * * * * *', 'each', ran);
    const workers = [startJobs(deps([job])), startJobs(deps([job], Date.now, { pool: other, worker: 'b' }))];
    await sleep(4300);
    await Promise.all(workers.map((worker) => worker.stop()));
    await other.end();
    expect(ran.length).toBeGreaterThanOrEqual(4);
    const first = ran[0] ?? 0;
    expect(ran).toEqual(ran.map((_, index) => first + index * 1000));
  });

  it('runs the newest of the missed slots alone, or each of them, as the schedule says', async () => {
    let now = noon;
    const newest: number[] = [];
    const every: number[] = [];
    const jobs = [
      recording('newest', '0 0 * * * *', 'latest', newest),
      recording('every', '0 0 * * * *', 'each', every),
    ];
    const ran = () => [newest.length, every.length];
    const before = startJobs(deps(jobs, () => now));
    await expect.poll(ran, { timeout: 30_000 }).toEqual([1, 1]);
    await before.stop();
    now = noon + 3 * 3_600_000 + 60_000;
    const after = startJobs(deps(jobs, () => now));
    await expect.poll(ran, { timeout: 30_000 }).toEqual([2, 4]);
    await after.stop();
    const hours = (...after: number[]): number[] => after.map((hour) => noon + hour * 3_600_000);
    expect(newest).toEqual(hours(0, 3));
    expect(every).toEqual(hours(0, 1, 2, 3));
  });

  it('takes over what a killed worker left, and only once its lease is over', async () => {
    let now = noon;
    const ran: number[] = [];
    await database.pool.query(
      `insert into job_slots (job, slot_at, fence, worker, lease_until, started_at)
       values ('left', $1, nextval('job_fences'), 'killed', $2, $1)`,
      [new Date(noon), new Date(noon + 30_000)],
    );
    const jobs = startJobs(deps([recording('left', '0 0 * * * *', 'latest', ran)], () => now));
    await sleep(300);
    expect(ran).toEqual([]);
    now = noon + 30_000;
    await sleep(300);
    await jobs.stop();
    expect(ran).toEqual([noon]);
  });

  it('waits for a running job when it stops, and tells it so', async () => {
    let ended = false;
    const patient: Job = {
      ...recording('patient', '0 0 * * * *', 'latest', []),
      run: ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => setTimeout(() => ((ended = true), resolve(undefined)), 100));
        }),
    };
    const jobs = startJobs(deps([patient], () => noon));
    await sleep(200);
    await jobs.stop();
    expect(ended).toBe(true);
  });

  it('does not wait for a job that hangs', async () => {
    const hung: Job = {
      ...recording('hung', '0 0 * * * *', 'latest', []),
      run: () => new Promise(() => undefined),
    };
    const jobs = startJobs(deps([hung], () => noon));
    await sleep(200);
    const began = Date.now();
    await jobs.stop(300);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it('goes on after the ledger could not be read', async () => {
    const ran: number[] = [];
    const errors: string[] = [];
    let broken = true;
    const flaky: JobsDeps['pool'] = new Proxy(database.pool, {
      get: (pool, key) => {
        if (key === 'query' && broken) return () => Promise.reject(new Error('connection lost'));
        const value: unknown = Reflect.get(pool, key);
        return typeof value === 'function' ? value.bind(pool) : value;
      },
    });
    const job = recording('flaky', '0 0 * * * *', 'latest', ran);
    const jobs = startJobs(deps([job], () => noon, { pool: flaky, onError: (name) => errors.push(name) }));
    await sleep(200);
    broken = false;
    await sleep(300);
    await jobs.stop();
    expect(errors).toContain('flaky');
    expect(ran).toEqual([noon]);
  });
});
