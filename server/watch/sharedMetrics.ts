import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import type { Watched } from './lookAround.ts';
import type { Lookout } from './lookout.ts';

const maxAgeMs = 10_000;
/** Prometheus gives up after ten seconds, and then it would have nothing of this process either. */
const patienceMs = 3_000;

/** What stands in the database: every server process tells the same. One that cannot ask leaves it as it was. */
export function sharedMetrics(registry: Registry, lookout: Lookout): void {
  const registers = [registry];
  const ask = (): Promise<Watched | undefined> =>
    Promise.race([
      lookout.look(maxAgeMs).catch(() => undefined),
      sleep(patienceMs, undefined, { ref: false }),
    ]);
  const gauge = (name: string, help: string, read: (watched: Watched) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const watched = await ask();
        if (watched) this.set(read(watched));
      },
    });
  };
  const ofJobs = (
    name: string,
    help: string,
    read: (job: Watched['jobs'][number], now: number) => number | null,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: ['name'],
      registers,
      async collect() {
        const watched = await ask();
        if (!watched) return;
        for (const job of watched.jobs) this.set({ name: job.job }, read(job, Date.parse(watched.at)) ?? 0);
      },
    });
  };
  ofJobs(
    'duban_job_last_success_timestamp_seconds',
    'When a job last ended well; 0: never',
    ({ lastFinishedAt }) => (lastFinishedAt === null ? null : Date.parse(lastFinishedAt) / 1000),
  );
  ofJobs(
    'duban_job_late_seconds',
    'Age of the oldest slot that a late job has not done; 0 while it is in time',
    ({ lateSince }, now) => (lateSince === null ? null : Math.round((now - Date.parse(lateSince)) / 1000)),
  );
  ofJobs(
    'duban_job_stuck',
    '1 while a run of the job is over its lease and nobody has taken it over',
    ({ state }) => (state === 'stuck' ? 1 : 0),
  );
  gauge(
    'duban_servers_alive',
    'Server processes with a heartbeat',
    ({ servers }) => servers.filter(({ alive }) => alive).length,
  );
  gauge('duban_db_size_bytes', 'Size of the database', ({ database }) => database.bytes);
  gauge(
    'duban_db_connections',
    'Connections to the database server, of everybody',
    ({ database }) => database.connections,
  );
  gauge('duban_db_connections_max', 'Connections that it takes', ({ database }) => database.mostConnections);
  gauge(
    'duban_db_oldest_transaction_seconds',
    'Age of the oldest transaction',
    ({ database }) => database.oldestTransaction?.seconds ?? 0,
  );
  gauge(
    'duban_last_backup_timestamp_seconds',
    'When the newest backup of duban was taken; 0: never',
    ({ database: { lastBackup } }) => (lastBackup ? Date.parse(lastBackup.takenAt) / 1000 : 0),
  );
  gauge(
    'duban_notifications_due',
    'Notifications that are due and not out yet',
    ({ waiting }) => waiting.outbox,
  );
  gauge(
    'duban_notifications_oldest_due_seconds',
    'How long the oldest of them is due',
    ({ waiting }) => waiting.outboxOldestSeconds ?? 0,
  );
  gauge(
    'duban_notifications_failed_day',
    'Deliveries given up in the last 24 hours',
    ({ waiting }) => waiting.outboxFailed,
  );
  gauge('duban_dead_letters', 'Dead letters that nobody has replayed', ({ waiting }) => waiting.deadLetters);
  gauge('duban_dead_letters_quarantined', 'Those that wait for a code', ({ waiting }) => waiting.quarantined);
  gauge('duban_sources', 'Sources that report live', ({ waiting }) => waiting.sources);
  gauge(
    'duban_sources_silent',
    'Those that are silent for longer than they may',
    ({ waiting }) => waiting.silentSources,
  );
  gauge(
    'duban_sources_quarantined',
    'Sources too much of whose data waits for codes',
    ({ waiting }) => waiting.quarantinedSources,
  );
}
