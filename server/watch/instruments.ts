import { Counter, Histogram, type Registry } from 'prom-client';
import type { Instant } from '#contract/time';
import type { DatabaseHealth } from './databaseHealth.ts';
import { createLags, type Lags } from './lags.ts';

/** What the stages of an event's way are measured with. */
export interface Instruments {
  lags: Lags;
  /** A request of events was answered. */
  received(summary: { accepted: number; duplicates: number; rejected: number }): void;
  /** A request of events was refused as a whole, with this status. */
  refused(status: number): void;
  /** One commit, and how long each request's events waited for it, ms. */
  committed(events: number, waitedMs: readonly number[]): void;
  /** The database did not take a batch. */
  unreachable(error: unknown): void;
  /** Cases have their verdicts; `dueAt`: when they were to have them. Measured where that was since this process began. */
  judged(dueAt: readonly (Instant | null)[]): void;
  /** A change is on its way to screens; `at`: when it was committed. Measured likewise. */
  pushed(at: Instant): void;
}

/** 503 the database or the server is busy, 429 the source sends too much, 401 its key is not known. */
const refusals = ['503', '429', '401', 'other'] as const;

/** Registers their figures; those with labels begin at zero, so that the first of a kind is an increase. */
export function createInstruments(
  registry: Registry,
  { clock, health }: { clock: () => Instant; health: DatabaseHealth },
): Instruments {
  const registers = [registry];
  const lags = createLags();
  const since = clock();
  /** What was due before this process ran waited for a server, or is history with dates of its own: it was not slow. */
  const isOurs = (at: Instant | null): at is Instant => at !== null && at >= since;
  const events = new Counter({
    name: 'duban_ingest_events_total',
    help: 'Events of answered requests, by what became of them',
    labelNames: ['result'],
    registers,
  });
  for (const result of ['accepted', 'duplicate', 'rejected']) events.inc({ result }, 0);
  const refused = new Counter({
    name: 'duban_ingest_refused_requests_total',
    help: 'Requests of events that were refused as a whole',
    labelNames: ['status'],
    registers,
  });
  for (const status of refusals) refused.inc({ status }, 0);
  const batch = new Histogram({
    name: 'duban_ingest_batch_events',
    help: 'Events in one commit',
    buckets: [1, 10, 100, 500, 2000],
    registers,
  });
  const leg = (name: string, help: string): Histogram =>
    new Histogram({ name, help, buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300], registers });
  const commit = leg('duban_event_commit_seconds', 'From when events were read to when they are on disk');
  const judge = leg('duban_event_judge_seconds', 'From when a case is to be judged to its verdict on disk');
  const push = leg('duban_event_push_seconds', 'From the commit of a change to its message for screens');
  return {
    lags,
    received({ accepted, duplicates, rejected }) {
      events.inc({ result: 'accepted' }, accepted);
      events.inc({ result: 'duplicate' }, duplicates);
      events.inc({ result: 'rejected' }, rejected);
    },
    refused(status) {
      refused.inc({ status: refusals.find((one) => one === String(status)) ?? 'other' });
    },
    committed(count, waitedMs) {
      const now = clock();
      batch.observe(count);
      for (const ms of waitedMs) {
        commit.observe(ms / 1000);
        lags.commit.add(ms, now);
      }
      health.wrote(now);
    },
    unreachable: (error) => health.failed(error, clock()),
    judged(dueAt) {
      const now = clock();
      for (const at of dueAt) {
        if (!isOurs(at)) continue;
        const ms = Math.max(0, now - at);
        judge.observe(ms / 1000);
        lags.judge.add(ms, now);
      }
    },
    pushed(at) {
      if (!isOurs(at)) return;
      const now = clock();
      const ms = Math.max(0, now - at);
      push.observe(ms / 1000);
      lags.push.add(ms, now);
    },
  };
}
