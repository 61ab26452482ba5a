import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { backOff } from './backOff.ts';
import { channelHours } from './channelHours.ts';
import type { Message, Sent } from './channels/channel.ts';
import { senders } from './channels/senders.ts';
import type { Outbound } from './outbound/outbound.ts';
import { reportFiles } from './reportFileStore.ts';
import {
  claimChannels,
  countFailures,
  recentAttempts,
  recordAttempt,
  releaseChannel,
  settleDeliveries,
  takeDue,
  type ClaimedChannel,
  type DueDelivery,
} from './queueStore.ts';
import { nextRinging } from './quietHours.ts';
import { waitForRoom } from './rateLimits.ts';
import { routeNotifications } from './routeNotifications.ts';
import type { SecretSealer } from './secretSealer.ts';

export interface DeliveryParts {
  pool: Pool;
  catalogue: () => Catalogue;
  clock: () => Instant;
  sealer: SecretSealer;
  outbound: Outbound;
  /** Where people read more; null: not known. */
  deskUrl: string | null;
  shouldStop(): boolean;
}

const leaseMs = 60_000;
const channelsAtOnce = 8;
const longestNap = 1000;
const limitsReachBack = 60_000;

/**
 * Routes what is new in the outbox and serves every channel that has something due, several channels at once and each
 * by one process alone: its lease is renewed with every message, so whoever takes over finds what was not sent. A
 * message that was sent in the moment of a crash is sent again, under the same id.
 * @returns how many notifications were routed and how many messages went out
 */
export async function deliverNotifications(
  parts: DeliveryParts,
): Promise<{ routed: number; sent: number; failed: number }> {
  const { pool, clock } = parts;
  const tally = { routed: 0, sent: 0, failed: 0 };
  while (!parts.shouldStop()) {
    const routed = await routeNotifications(pool, parts.catalogue(), clock());
    tally.routed += routed;
    const claimed = await claimChannels(pool, clock(), clock() + leaseMs, channelsAtOnce);
    if (claimed.length === 0 && routed === 0) break;
    for (const each of await Promise.all(claimed.map((channel) => serveChannel(parts, channel)))) {
      tally.sent += each.sent;
      tally.failed += each.failed;
    }
  }
  return tally;
}

async function serveChannel(
  parts: DeliveryParts,
  channel: ClaimedChannel,
): Promise<{ sent: number; failed: number }> {
  const { pool, clock } = parts;
  const { merges, limits, rings } = senders[channel.kind];
  const { calendar, hours } = channelHours(channel, parts.catalogue());
  const tally = { sent: 0, failed: 0 };
  let pausedUntil: Instant | null = null;
  let failures = channel.failures;
  while (!parts.shouldStop()) {
    const recent = await recentAttempts(pool, channel.channelId, clock() - limitsReachBack);
    const quiet = rings ? nextRinging(calendar, hours, clock()) - clock() : 0;
    const wait = Math.max(quiet, waitForRoom(limits, recent, clock()));
    if (wait > longestNap) {
      pausedUntil = clock() + wait;
      break;
    }
    await sleep(wait);
    const now = clock();
    const due = await takeDue(pool, channel, { now, leaseUntil: now + leaseMs, limit: merges });
    if (due.length === 0) break;
    const sent = await send(parts, channel, due, now);
    const ok = sent.outcome === 'sent';
    failures = ok ? 0 : sent.outcome === 'retry' && sent.whole ? failures + 1 : failures;
    await settle(parts, channel, { due, sent, now, failures });
    tally[ok ? 'sent' : 'failed'] += 1;
    if (sent.outcome === 'retry' && sent.whole) {
      pausedUntil = clock() + (sent.afterMs ?? backOff(Math.min(failures, 3)) ?? leaseMs);
      break;
    }
  }
  await releaseChannel(pool, channel, pausedUntil);
  return tally;
}

async function send(
  { pool, catalogue, sealer, outbound, deskUrl }: DeliveryParts,
  channel: ClaimedChannel,
  due: readonly DueDelivery[],
  now: Instant,
): Promise<Sent> {
  const [first] = due;
  if (first === undefined || (first.accountId !== null && first.mailAddress === null))
    return { outcome: 'refused', status: null, detail: 'The account has no mail address, or is disabled.' };
  const files = channel.kind === 'mail' ? await reportFiles(pool, due) : [];
  const message: Message = {
    id: `msg_${channel.channelId}_${first.deliveryId}${due.length > 1 ? `_${due.length}` : ''}`,
    told: due,
    address: first.mailAddress,
    files,
    words: { departmentName: (code) => catalogue().department(code)?.name ?? code, deskUrl },
  };
  try {
    const opened = { ...channel, secrets: sealer.open(channel.sealed) };
    return await senders[channel.kind].send(opened, message, { outbound, now });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { outcome: 'retry', status: null, detail, afterMs: null, whole: true };
  }
}

/** Each delivery counts its own attempts: what one receiver never takes is given up, and holds up nothing else. */
async function settle(
  { pool, clock }: DeliveryParts,
  channel: ClaimedChannel,
  done: { due: readonly DueDelivery[]; sent: Sent; now: Instant; failures: number },
): Promise<void> {
  const { due, sent, now } = done;
  await inTransaction(pool, async (db) => {
    const { channelId } = channel;
    const attempt = { channelId, at: now, tookMs: clock() - now, sent };
    const all = due.map(({ deliveryId }) => deliveryId);
    await recordAttempt(db, { ...attempt, deliveryIds: all });
    for (const attempts of new Set(due.map((delivery) => delivery.attempts))) {
      const alike = due.filter((delivery) => delivery.attempts === attempts);
      const deliveryIds = alike.map(({ deliveryId }) => deliveryId);
      await settleDeliveries(db, { ...attempt, deliveryIds }, nextOf(sent, attempts, now));
    }
    await countFailures(db, channel, done.failures);
  });
}

function nextOf(
  sent: Sent,
  attempts: number,
  now: Instant,
): { state: 'waiting' | 'sent' | 'failed'; dueAt: Instant } {
  if (sent.outcome !== 'retry') return { state: sent.outcome === 'sent' ? 'sent' : 'failed', dueAt: now };
  const wait = backOff(attempts + 1);
  if (wait === undefined) return { state: 'failed', dueAt: now };
  return { state: 'waiting', dueAt: now + Math.max(sent.afterMs ?? 0, wait) };
}
