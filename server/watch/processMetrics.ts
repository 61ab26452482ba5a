import { Counter, Gauge, type Registry } from 'prom-client';
import type { DatabaseState } from '#contract/selfWatchSchema';
import type { DiskRoom } from './diskRoom.ts';

export interface ProcessFigures {
  version: string;
  catalogueRevision(): number;
  database(): DatabaseState;
  disk(): DiskRoom;
  pools: Record<string, { totalCount: number; idleCount: number; waitingCount: number }>;
  live(): {
    feedLag: number;
    sockets: number;
    rooms: number;
    emitted: number;
    emittedBytes: number;
    dropped: number;
  };
  /** Events read and not yet on disk. */
  pendingEvents(): number;
}

/** What this process knows without asking anybody. */
export function processMetrics(registry: Registry, figures: ProcessFigures): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const counter = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  new Gauge({
    name: 'duban_build_info',
    help: '1, with the version of duban and of Node.js',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: figures.version, node: process.versions.node }, 1);
  gauge('duban_catalogue_revision', 'Revision of the catalogue in use', figures.catalogueRevision);
  gauge('duban_database_up', '1 while the database takes what this process writes', () =>
    figures.database() === 'answers' ? 1 : 0,
  );
  gauge('duban_database_full', '1 while the database has no room for what this process writes', () =>
    figures.database() === 'full' ? 1 : 0,
  );
  gauge(
    'duban_disk_free_bytes',
    'Free on the disk of the embedded database, or else of the data folder',
    () => figures.disk().freeBytes,
  );
  gauge('duban_disk_size_bytes', 'Size of that disk', () => figures.disk().bytes);
  gauge('duban_ingest_pending_events', 'Events read and not yet on disk', figures.pendingEvents);
  gauge(
    'duban_change_feed_lag_seconds',
    'Since the feed of changes last reached the database',
    () => figures.live().feedLag / 1000,
  );
  gauge('duban_live_sockets', 'Open sockets of walls and desks', () => figures.live().sockets);
  gauge('duban_live_rooms', 'Wall rooms that are kept ready', () => figures.live().rooms);
  counter('duban_live_messages_total', 'Messages to wall rooms', () => figures.live().emitted);
  counter('duban_live_sent_bytes_total', 'Bytes to wall rooms', () => figures.live().emittedBytes);
  counter('duban_live_dropped_total', 'Clients cut because they did not read', () => figures.live().dropped);
  poolMetrics(registry, figures.pools);
}

function poolMetrics(registry: Registry, pools: ProcessFigures['pools']): void {
  new Gauge({
    name: 'duban_db_pool_connections',
    help: 'Connections of this process to the database; waiting: who waits for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
}
