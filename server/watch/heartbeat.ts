import { memoryUsage } from 'node:process';
import type { ServerReport } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import type { DatabaseHealth } from './databaseHealth.ts';
import type { DiskRoom } from './diskRoom.ts';
import type { Lags } from './lags.ts';
import { forgetServers, sayAlive, sayStopped, type OwnServer, type StoredServer } from './serverStore.ts';

export interface HeartbeatParts {
  db: Queryable;
  clock: () => Instant;
  server: OwnServer;
  health: DatabaseHealth;
  lags: Lags;
  /** Of the live server. */
  live(now: Instant): { feedLag: number; sockets: number };
  /** Looks at the disk. */
  look(): Promise<DiskRoom>;
}

export interface Heartbeat {
  /** What the process would say now. */
  own(): StoredServer;
  /** Takes the process's row along. */
  stop(): Promise<void>;
}

const everyMs = 5_000;
const forgottenAfterMs = 24 * 3_600_000;

/**
 * Says every five seconds that this process is there and how it does: so its row, the write itself, and the distance
 * of the clocks are known. A database that does not take it is what `health` hears of.
 */
export function startHeartbeat(parts: HeartbeatParts): Heartbeat {
  const { db, clock, server, health, lags } = parts;
  let clockAheadMs = 0;
  let running: Promise<void> | undefined;

  let disk: DiskRoom = { freeBytes: 0, bytes: 0 };
  const reportAt = (now: Instant): ServerReport => {
    const { state, since } = health.state();
    const { feedLag, sockets } = parts.live(now);
    return {
      database: state,
      databaseSince: instantText(since),
      feedLagMs: Math.round(feedLag),
      sockets,
      commit: lags.commit.figure(now),
      judge: lags.judge.figure(now),
      push: lags.push.figure(now),
      clockAheadMs,
      diskFreeBytes: disk.freeBytes,
      diskBytes: disk.bytes,
      memoryBytes: memoryUsage().rss,
    };
  };
  const beat = async (): Promise<void> => {
    disk = await parts.look();
    const now = clock();
    try {
      clockAheadMs = Math.round(now - (await sayAlive(db, server, reportAt(now), now)));
      health.wrote(clock());
    } catch (error) {
      health.failed(error, clock());
    }
  };
  const look = (): void => void (running ??= beat().finally(() => (running = undefined)));
  const timer = setInterval(look, everyMs);
  look();
  void forgetServers(db, clock() - forgottenAfterMs).catch(() => undefined);
  return {
    own() {
      const now = clock();
      return { ...server, lastSeenAt: now, report: reportAt(now) };
    },
    async stop() {
      clearInterval(timer);
      await running;
      await sayStopped(db, server.worker).catch(() => undefined);
    },
  };
}
