import { expect, it } from 'vitest';
import type { Job } from '../jobs/job.ts';
import { jobRows, type Ledger } from './jobRows.ts';
import type { StoredSlot } from './jobStore.ts';

const at = (text: string): number => Date.parse(`2026-11-23T${text}+08:00`);
const now = at('10:00:00');
const job: Job = {
  name: 'raise_flags',
  cron: '*/5 * * * * *',
  timezone: 'Asia/Shanghai',
  leaseSeconds: 120,
  missed: 'latest',
  run: () => Promise.resolve(undefined),
};
const nightly: Job = { ...job, name: 'take_baselines', cron: '0 50 2 * * *', leaseSeconds: 1800 };
const empty: Ledger = { heartbeats: [], days: [], unfinished: [] };

function beat(lastFinishedAt: number | null, lastOutcome: 'done' | 'failed' = 'done', name = job.name) {
  return { job: name, lastStartedAt: now, lastFinishedAt, lastOutcome, lastDetail: null };
}
function slot(leaseUntil: number): StoredSlot {
  const state = leaseUntil > now ? 'running' : 'stuck';
  const rest = { finishedAt: null, takenFrom: null, askedBy: null, detail: null };
  return { job: job.name, slotAt: now, state, worker: 'a:1', startedAt: now, leaseUntil, ...rest };
}
const stateOf = (ledger: Partial<Ledger>, one = job, upSince: number | null = now) =>
  jobRows([one], { ...empty, ...ledger }, upSince, now)[0];

it('calls a job late once its oldest slot undone is older than a run may take, at least five minutes', () => {
  expect(stateOf({ heartbeats: [beat(at('09:55:01'))] })?.state).toBe('fine');
  expect(stateOf({ heartbeats: [beat(at('09:54:00'))] })).toMatchObject({
    state: 'late',
    lateSince: '2026-11-23T01:54:05.000Z',
  });
  const lastNight = beat(at('02:51:00') - 86_400_000, 'done', nightly.name);
  expect(stateOf({ heartbeats: [lastNight] }, nightly)?.state).toBe('late');
  expect(stateOf({ heartbeats: [beat(at('02:51:00'), 'done', nightly.name)] }, nightly)?.state).toBe('fine');
});

it('calls a job that never ran late only once a server has been there to run it', () => {
  expect(stateOf({})?.state).toBe('waiting');
  expect(stateOf({}, job, at('09:00:00'))?.state).toBe('late');
  expect(stateOf({}, job, null)?.state).toBe('waiting');
});

it('tells a run whose lease is over from one under way, and a failure from a good end', () => {
  const heartbeats = [beat(at('09:59:55'))];
  expect(stateOf({ heartbeats, unfinished: [slot(now + 1)] })?.state).toBe('running');
  expect(stateOf({ heartbeats, unfinished: [slot(now)] })?.state).toBe('stuck');
  expect(stateOf({ heartbeats: [beat(at('09:59:00'), 'failed')] })?.state).toBe('failing');
});

it('says when the next slot is, and what the last day brought', () => {
  const day = { done: 3, failed: 1, abandoned: 1, takenOver: 0, caughtUp: 2, longestMs: 900, lastTookMs: 40 };
  expect(stateOf({ days: [{ job: job.name, ...day }] })).toMatchObject({
    nextSlotAt: '2026-11-23T02:00:05.000Z',
    lastTookMs: 40,
    day: { done: 3, failed: 1, abandoned: 1, takenOver: 0, caughtUp: 2, longestMs: 900 },
  });
});
