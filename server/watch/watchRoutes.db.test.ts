import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../jobs/job.ts';
import { startJobs, type RunningJobs } from '../jobs/startJobs.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { createLookout } from './lookout.ts';
import { sayAlive, type OwnServer } from './serverStore.ts';
import { watchRoutes } from './watchRoutes.ts';

const now = Date.parse('2026-11-23T10:00:00+08:00');
const hour = 3_600_000;
const server: OwnServer = {
  worker: 'hall:7',
  host: 'hall',
  port: 3000,
  version: '1.2.3',
  runsJobs: true,
  startedAt: now - 2 * hour,
};
const report = {
  database: 'answers' as const,
  databaseSince: new Date(now).toISOString(),
  feedLagMs: 20,
  sockets: 3,
  commit: { n: 2, p50Ms: 5, p95Ms: 9 },
  judge: null,
  push: null,
  clockAheadMs: 0,
  diskFreeBytes: 60e9,
  diskBytes: 100e9,
  memoryBytes: 1e8,
};
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let jobs: RunningJobs;
const headers: Record<string, { authorization: string }> = {};
/** Lets the job called `slow` end. */
let endSlow: () => void = () => undefined;

const nightly = (name: string, run: Job['run']): Job => {
  return { name, cron: '0 50 2 * * *', timezone: 'Asia/Shanghai', leaseSeconds: 600, missed: 'latest', run };
};
const schedule = [
  nightly('quick', () => Promise.resolve({ found: 3 })),
  nightly('slow', () => new Promise((resolve) => (endSlow = () => resolve(undefined)))),
];

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await pool.query(
    `insert into job_slots (job, slot_at, fence, worker, lease_until, started_at, finished_at, outcome, detail,
                            taken_from)
     select job, at, nextval('job_fences'), 'hall:7', at + interval '10 minutes', at + late * interval '1 minute',
            at + (late + 1) * interval '1 minute', outcome, detail::jsonb, taken
       from (values ('quick', to_timestamp($1 / 1000.0), 0, 'done', '{"found":1}', null),
                    ('slow', to_timestamp($1 / 1000.0), 5, 'done', '{}', 'gone:1'),
                    ('quick', to_timestamp($1 / 1000.0) - interval '1 day', 0, 'failed', '{"error":"no disk"}', null),
                    ('slow', to_timestamp($1 / 1000.0) - interval '1 day', 0, 'missed', null, null))
            as given (job, at, late, outcome, detail, taken)`,
    [Date.parse('2026-11-23T02:50:00+08:00')],
  );
  await sayAlive(pool, server, report, now);
  for (const name of ['quick', 'slow'])
    await pool.query(
      `insert into job_heartbeats (job, last_slot_at, last_started_at, last_finished_at, last_outcome)
       values ($1, $2, $2, $2, 'done')`,
      [name, new Date('2026-11-23T02:51:00+08:00')],
    );
  const clock = () => app.time.now;
  jobs = startJobs({
    pool,
    jobs: schedule,
    clock: () => now,
    worker: 'hall:7',
    onRun: () => undefined,
    onError: (job, error) => {
      throw new Error(job, { cause: error });
    },
  });
  const zone = 'Asia/Shanghai';
  const lookout = createLookout({ db: pool, jobs: schedule, clock });
  app = await readApp(pool, { now }, () => [watchRoutes({ db: pool, clock, zone, lookout, jobs })]);
  for (const [name, role, region] of [
    ['he', 'admin', undefined],
    ['limited', 'admin', '500112'],
    ['li', 'inspector', undefined],
  ] as const) {
    const account = { name, role, ...(region ? { region } : {}) };
    headers[name] = { authorization: `Bearer ${await accountWithToken(pool, account, now)}` };
  }
});
afterAll(async () => {
  endSlow();
  await jobs.stop();
  await app.close();
  await database.drop();
});

async function ask(path: string, by = 'he', method = 'GET') {
  const answer = await fetch(`${app.url}/api/v1${path}`, { method, headers: headers[by]! });
  return { status: answer.status, body: await answer.json() };
}

it('says how servers, database and jobs do', async () => {
  const { body } = await ask('/self-watch');
  expect(body.servers).toMatchObject([{ worker: 'hall:7', alive: true, version: '1.2.3', report }]);
  expect(body.troubles).toEqual([]);
  expect(body.database.bytes).toBeGreaterThan(1e6);
  expect(body.database.tables.map(({ name }: { name: string }) => name)).toContain('case_events');
  const { items } = (await ask('/jobs')).body;
  expect(items).toMatchObject([
    { job: 'quick', state: 'fine', lastTookMs: 60_000, nextSlotAt: '2026-11-23T18:50:00.000Z' },
    { job: 'slow', day: { done: 1, takenOver: 1, caughtUp: 1 } },
  ]);
});

it('lists the ledger by page, job, state and office day', async () => {
  const first = (await ask('/job-slots?limit=3')).body;
  expect(first.total).toBe(4);
  expect(first.items.map(({ job, state }: { job: string; state: string }) => `${job} ${state}`)).toEqual([
    'slow done',
    'quick done',
    'slow abandoned',
  ]);
  expect(first.items[0]).toMatchObject({ takenFrom: 'gone:1', startedAt: '2026-11-22T18:55:00.000Z' });
  const rest = (await ask(`/job-slots?limit=3&cursor=${first.nextCursor}`)).body;
  expect(rest).toMatchObject({ items: [{ job: 'quick', state: 'failed', detail: { error: 'no disk' } }] });
  expect(rest.nextCursor).toBeNull();
  expect((await ask('/job-slots?job=quick&state=failed')).body.total).toBe(1);
  expect((await ask('/job-slots?day=2026-11-23')).body.total).toBe(2);
});

it('runs a job for an administrator, writes down who asked, and not twice at once', async () => {
  const started = await ask('/jobs/quick:run', 'he', 'POST');
  expect(started).toEqual({ status: 202, body: { job: 'quick', slotAt: new Date(now).toISOString() } });
  await expect
    .poll(async () => (await ask('/job-slots?job=quick&limit=1')).body.items, { timeout: 30_000 })
    .toMatchObject([{ state: 'done', askedBy: 'token:he/test', detail: { found: 3 } }]);
  const { rows } = await database.pool.query(
    `select actor, subject_id as id from audit_entries where action = 'job.run'`,
  );
  expect(rows).toEqual([{ actor: 'token:he/test', id: 'quick' }]);

  expect((await ask('/jobs/slow:run', 'he', 'POST')).status).toBe(202);
  expect((await ask('/jobs/slow:run', 'he', 'POST')).status).toBe(409);
  app.time.now += 2000;
  expect((await ask('/jobs')).body.items[1].state).toBe('running');
  expect((await ask('/jobs/no_such:run', 'he', 'POST')).status).toBe(404);
});

it('misses a server without a word, and a run over its lease', async () => {
  app.time.now = now + 20 * 60_000;
  const { items } = (await ask('/self-watch/troubles')).body;
  const codes = items.map(({ code }: { code: string }) => code);
  expect(codes).toContain('server_gone');
  expect(codes).toContain('no_jobs');
  expect(codes).toContain('job_stuck');
});

it('is for administrators of all places', async () => {
  for (const [method, path] of [
    ['GET', '/self-watch'],
    ['GET', '/self-watch/troubles'],
    ['GET', '/jobs'],
    ['GET', '/job-slots'],
    ['POST', '/jobs/quick:run'],
  ] as const)
    for (const by of ['li', 'limited']) expect((await ask(path, by, method)).status).toBe(403);
});
