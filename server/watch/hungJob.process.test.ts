import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEngineFile } from '../db/engine/engineFile.ts';
import { shiftedClock, type ShiftedClock } from '../testing/shiftedClock.ts';
import { startDuban, type RunningDuban } from '../testing/startDuban.ts';

const job = 'remind_unsent';
const patience = { timeout: 100_000, interval: 250 };
let clock: ShiftedClock;
let first: RunningDuban;
let second: RunningDuban;
let database: pg.Client;
let token: string;

beforeAll(async () => {
  clock = await shiftedClock();
  const settings = async () => clock.env;
  first = await startDuban(settings);
  second = await startDuban(settings, { beside: first });
  await first.command('user', 'add', 'he', '--role', 'admin');
  token = await first.command('token', 'add', 'he');
  const engine = await readEngineFile(first.dataDir);
  database = new pg.Client(`postgres://duban:${engine?.password}@127.0.0.1:${engine?.running?.port}/duban`);
  await database.connect();
}, 240_000);
afterAll(async () => {
  first?.signal('SIGCONT');
  await database?.end();
  await second?.end();
  await first?.end();
  await clock?.remove();
}, 120_000);

interface Slot {
  worker: string;
  takenFrom: string | null;
  outcome: string | null;
}
async function slotAskedFor(): Promise<Slot | undefined> {
  const { rows } = await database.query<Slot>(
    `select worker, taken_from as "takenFrom", outcome from job_slots
      where job = $1 and asked_by is not null`,
    [job],
  );
  return rows[0];
}
async function one(sql: string): Promise<unknown> {
  const { rows } = await database.query<{ found: unknown }>(sql);
  return rows[0]?.found;
}
/** How far the job has come; every run that is not fenced moves it. */
const position = () => one(`select position::text as found from job_positions where job = '${job}'`);

/** Stops the server between two transactions: in the middle of one it would hold what the other waits for. */
async function freeze(server: RunningDuban): Promise<void> {
  for (;;) {
    server.signal('SIGSTOP');
    for (let looks = 0; looks < 20; looks += 1) {
      const open = await one(
        `select count(*)::integer as found from pg_stat_activity
          where state = 'idle in transaction' and pid <> pg_backend_pid()`,
      );
      if (open === 0) return;
      await sleep(50);
    }
    server.signal('SIGCONT');
    await sleep(200);
  }
}

it('a run that hangs loses its slot to another server, and what it still writes counts for nothing', async () => {
  await expect.poll(position, patience).toBeTypeOf('string');
  await database.query('begin');
  // every job looks at it first: whoever begins now hangs here
  await database.query('lock table catalogue_marker in access exclusive mode');
  const asked = await fetch(`${first.url}/api/v1/jobs/${job}:run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(asked.status).toBe(202);
  const begun = () =>
    one(
      `select true as found from job_heartbeats h join job_slots s using (job)
        where h.job = '${job}' and s.asked_by is not null and h.last_slot_at = s.slot_at`,
    );
  await expect.poll(begun, patience).toBe(true);
  await freeze(first);
  await database.query('commit');
  const before = await slotAskedFor();
  expect(before).toMatchObject({ takenFrom: null, outcome: null });

  await clock.jumpTo(clock.now() + 6 * 60_000);
  await expect.poll(slotAskedFor, patience).toMatchObject({ takenFrom: before?.worker, outcome: 'done' });
  const after = { slot: await slotAskedFor(), position: await position() };
  expect(after.slot?.worker).not.toBe(before?.worker);

  first.signal('SIGCONT');
  const fenced = async () => (await fetch(`${first.url}/metrics`)).text();
  await expect.poll(fenced, patience).toContain(`duban_job_runs_total{name="${job}",outcome="fenced"} 1`);
  expect({ slot: await slotAskedFor(), position: await position() }).toEqual(after);
}, 240_000);
