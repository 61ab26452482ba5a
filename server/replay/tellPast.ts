import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#contract/time';
import type { Pool } from 'pg';
import { asLiveEvent, type Teller } from './asLiveEvent.ts';
import { eventsKnown, type KnownEvent } from './pastEventStore.ts';
import type { ReplayOrder } from './readWish.ts';

export interface TellDeps {
  pool: Pool;
  clock: () => Instant;
  signal: AbortSignal;
  /** @returns how many were accepted, and what was wrong with the first of the others */
  post(events: readonly object[]): Promise<{ accepted: number; fault?: string }>;
}

export interface Told {
  events: number;
  accepted: number;
  /** How far it fell behind at most, in milliseconds of the present. */
  behindMs: number;
  fault?: string;
}

const page = 1000;
/** Of the present: what falls into it is told together. */
const beat = 500;

/** Tells a stretch of the past once more, in the order and at the pace in which it became known, `speed` times as fast. */
export async function tellPast(
  { pool, clock, signal, post }: TellDeps,
  { from, to, speed }: ReplayOrder,
  teller: Teller,
  regions: readonly string[] | null,
): Promise<Told> {
  const began = clock();
  const told: Told = { events: 0, accepted: 0, behindMs: 0 };
  for (let at = from; at < to && !signal.aborted; at += beat * speed) {
    const span = { from: at, to: Math.min(to, at + beat * speed) };
    const due = began + (span.to - from) / speed;
    await sleep(Math.max(0, due - clock()), undefined, { signal }).catch(() => undefined);
    let last: Pick<KnownEvent, 'knownAt' | 'caseId' | 'eventId'> = { knownAt: at, caseId: '', eventId: '' };
    for (let full = true; full && !signal.aborted;) {
      const events = await eventsKnown(pool, span, regions, last, page);
      full = events.length === page;
      last = events.at(-1) ?? last;
      if (events.length === 0) break;
      const now = clock();
      const answer = await post(events.map((event) => asLiveEvent(event, teller, now)));
      told.events += events.length;
      told.accepted += answer.accepted;
      if (answer.fault !== undefined) told.fault ??= answer.fault;
    }
    told.behindMs = Math.max(told.behindMs, clock() - due);
  }
  return told;
}
