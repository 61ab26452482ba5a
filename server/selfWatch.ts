import { hostname } from 'node:os';
import type { Router } from 'express';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from './catalogue/catalogueHolder.ts';
import type { Config } from './config.ts';
import { createPool } from './db/pool.ts';
import { version } from './db/version.ts';
import type { Job } from './jobs/job.ts';
import type { RunningJobs } from './jobs/startJobs.ts';
import type { LiveServer } from './push/liveServer.ts';
import { createDatabaseHealth } from './watch/databaseHealth.ts';
import { diskRoom, hasRoom, type DiskRoom } from './watch/diskRoom.ts';
import { startHeartbeat, type Heartbeat } from './watch/heartbeat.ts';
import { createInstruments, type Instruments } from './watch/instruments.ts';
import { createLookout } from './watch/lookout.ts';
import { processMetrics } from './watch/processMetrics.ts';
import { sharedMetrics } from './watch/sharedMetrics.ts';
import { watchRoutes } from './watch/watchRoutes.ts';

/** How this process names itself in the ledger of jobs and among the servers. */
export const ownName = `${hostname()}:${process.pid}`;

export interface SelfWatchParts {
  /** Of the database. */
  url: string;
  config: Pick<Config, 'dataDir' | 'timezone'>;
  clock: () => Instant;
  registry: Registry;
  onIdleError: (error: Error) => void;
}

export interface SelfWatch {
  instruments: Instruments;
  /** What keeps the process from its work, for /readyz. */
  standing(): { database: 'answers' | 'unreachable' | 'full'; stopping: boolean };
  routes(db: Pool, work: { schedule: readonly Job[]; jobs: RunningJobs | undefined }): Router;
  /** Once the process listens. */
  begin(parts: {
    port: number;
    live: LiveServer;
    pools: Record<string, Pool>;
    catalogue: CatalogueHolder;
    lanes: { pending(): number };
    runsJobs: boolean;
  }): void;
  /** From now on the process is not ready. */
  stopping(): void;
  close(): Promise<void>;
}

/** What duban knows and tells of itself, over connections of its own: whatever is busy, it can still be asked. */
export function openSelfWatch({ url, config, clock, registry, onIdleError }: SelfWatchParts): SelfWatch {
  const startedAt = clock();
  const pool = createPool({
    url,
    applicationName: 'duban watch',
    max: 2,
    statementTimeout: 10_000,
    onIdleError,
  });
  let disk: DiskRoom = { freeBytes: 0, bytes: 0 };
  let isStopping = false;
  let heartbeat: Heartbeat | undefined;
  const health = createDatabaseHealth(startedAt, () => hasRoom(disk));
  const instruments = createInstruments(registry, { clock, health });
  return {
    instruments,
    standing: () => ({ database: health.state().state, stopping: isStopping }),
    routes(db, { schedule, jobs }) {
      const lookout = createLookout({ db: pool, jobs: schedule, own: () => heartbeat?.own(), clock });
      sharedMetrics(registry, lookout);
      return watchRoutes({ db, clock, zone: config.timezone, lookout, jobs });
    },
    begin({ port, live, pools, catalogue, lanes, runsJobs }) {
      processMetrics(registry, {
        version,
        catalogueRevision: () => catalogue.current().revision,
        database: () => health.state().state,
        disk: () => disk,
        pools: { ...pools, watch: pool },
        live: () => live.state(clock()),
        pendingEvents: lanes.pending,
      });
      heartbeat = startHeartbeat({
        db: pool,
        clock,
        server: { worker: ownName, host: hostname(), port, version, runsJobs, startedAt },
        health,
        lags: instruments.lags,
        live: live.state,
        look: async () => (disk = await diskRoom(config.dataDir)),
      });
    },
    stopping: () => void (isStopping = true),
    async close() {
      await heartbeat?.stop();
      await pool.end();
    },
  };
}
