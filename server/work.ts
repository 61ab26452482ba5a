import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Instant } from '#contract/time';
import { sealEntries, type SealParts } from './access/chain/sealEntries.ts';
import { tidyScreens } from './access/screens/tidyScreens.ts';
import { recomputeDueDates } from './cases/recomputeDueDates.ts';
import { longestArrears, settleArrears } from './cases/rollupArrears.ts';
import type { CatalogueHolder } from './catalogue/catalogueHolder.ts';
import { raiseFlags, restBesideIngest } from './flags/raiseFlags.ts';
import { recheckCases } from './flags/recheckCases.ts';
import { scanMany } from './flags/scans/scanMany.ts';
import { reviewItems } from './flags/reviewItems.ts';
import { measureUsualLags } from './flags/usualLags.ts';
import { watchSources } from './flags/sourceSilence.ts';
import { watchQuarantine } from './flags/watchQuarantine.ts';
import { takeBaselines } from './flags/takeBaselines.ts';
import { remindUnsent } from './followup/remindUnsent.ts';
import { tellEnded } from './followup/standIns/tellEnded.ts';
import { watchFollowups } from './followup/watchFollowups.ts';
import type { AppendLanes } from './ingest/appendLanes.ts';
import type { CaseCache } from './ingest/caseCache.ts';
import { dropExpiredDeadLetters } from './ingest/deadLetterStore.ts';
import { replayKnownLetters } from './ingest/replayKnownLetters.ts';
import type { Sealer } from './ingest/sealer.ts';
import type { JobRun } from './jobs/job.ts';
import type { Job } from './jobs/job.ts';
import { schedule, type Work } from './jobs/schedule.ts';
import { startJobs, type RunningJobs } from './jobs/startJobs.ts';
import { tidyFeed } from './jobs/tidyFeed.ts';
import { deliverNotifications, type DeliveryParts } from './notifications/deliverNotifications.ts';
import { purgeNotifications } from './notifications/purgeNotifications.ts';
import { tellRedFlags } from './notifications/tellRedFlags.ts';
import { tellSignInChanges } from './notifications/tellSignInChanges.ts';
import type { Reports } from './openReports.ts';
import { ownName } from './selfWatch.ts';
import { jobMetrics } from './watch/jobMetrics.ts';
import type { ArchiveSetting } from './retention/archiveSetting.ts';
import { keepTimes } from './retention/keepTimes.ts';
import { version } from './db/version.ts';

export interface WorkDeps {
  pool: Pool;
  catalogue: CatalogueHolder;
  lanes: AppendLanes;
  cache: CaseCache;
  sealer: Sealer;
  audit: SealParts;
  archive: ArchiveSetting;
  reports: Pick<Reports, 'make' | 'order'>;
  telling: Pick<DeliveryParts, 'sealer' | 'outbound' | 'deskUrl'>;
  clock: () => Instant;
  log: Logger;
  /** False: this process only keeps its catalogue fresh. */
  jobs: boolean;
  registry: Registry;
  /** Hears when cases were to have their verdicts, as they have them. */
  onJudged(dueAt: readonly (Instant | null)[]): void;
}

export interface RunningWork {
  schedule: readonly Job[];
  /** Undefined: another process runs them. */
  jobs: RunningJobs | undefined;
  /** Codes became known: send the dead letters that wait for them again, soon. */
  replayDeadLetters(): void;
  stop(): Promise<void>;
}

const catalogueEveryMs = 1_000;
const restWhileIdle = 0.1;
/** A pass ends by itself long before its lease, and says so: the next slot goes on with fresh proofs and clock. */
const longestPassMs = 60_000;

/** What a server does by itself: the schedule's jobs, and looking whether the catalogue has changed. */
export function startWork(deps: WorkDeps): RunningWork {
  const { pool, catalogue, lanes, cache, clock, log } = deps;
  const current = () => catalogue.current();
  const poison = new Counter({
    name: 'duban_poisoned_cases_total',
    help: 'Cases whose evaluation threw and that were pushed back',
    registers: [deps.registry],
  });

  const scan = async (job: 'scan_arrivals' | 'scan_patterns', run: JobRun) => {
    await catalogue.refresh(pool);
    const parts = { pool, catalogue: current, shouldStop: () => run.signal.aborted };
    return scanMany({ ...parts, assertFence: (db) => run.assertFence(db) }, job, clock());
  };
  const work: Work = {
    async raiseFlags(run) {
      const began = performance.now();
      await catalogue.refresh(pool);
      const onPoison = (caseId: string, error: unknown) => {
        poison.inc();
        log.error({ caseId, error }, 'a case cannot be judged and is pushed back');
      };
      const parts = {
        pool,
        catalogue: current,
        onPoison,
        onJudged: deps.onJudged,
        remembered: (caseId: string) => cache.get(caseId),
        rest: () => (lanes.pending() > 0 ? restBesideIngest : restWhileIdle),
        shouldStop: () => run.signal.aborted || performance.now() - began > longestPassMs,
      };
      return { ...(await raiseFlags(parts, clock())) };
    },
    async findSilentSources() {
      const parts = { pool, catalogue: current };
      return { told: await watchSources(parts, clock()), quarantined: await watchQuarantine(parts, clock()) };
    },
    async recomputeDueDates(run) {
      await catalogue.refresh(pool);
      const parts = { pool, catalogue: current, shouldStop: () => run.signal.aborted };
      return { ...(await recomputeDueDates(parts, clock())) };
    },
    async recheckCases(run) {
      await catalogue.refresh(pool);
      const parts = { pool, catalogue: current, shouldStop: () => run.signal.aborted };
      return recheckCases(parts, clock());
    },
    async measureLags() {
      return { known: await measureUsualLags(pool, current(), clock()) };
    },
    scanArrivals: (run) => scan('scan_arrivals', run),
    scanPatterns: (run) => scan('scan_patterns', run),
    async takeBaselines(run) {
      await catalogue.refresh(pool);
      const now = clock();
      const taken = await takeBaselines({ pool, catalogue: current() }, now, (db) => run.assertFence(db));
      await catalogue.refresh(pool);
      const { validFrom, peers, written } = taken;
      const fenced = { pool, catalogue: current() };
      return {
        peers,
        written,
        items: await reviewItems(fenced, validFrom, now, (db) => run.assertFence(db)),
      };
    },
    sealAudit: () => sealEntries(deps.audit),
    async deliverNotifications(run) {
      const began = performance.now();
      await catalogue.refresh(pool);
      const shouldStop = () => run.signal.aborted || performance.now() - began > longestPassMs;
      return deliverNotifications({ ...deps.telling, pool, catalogue: current, clock, shouldStop });
    },
    async tellRedFlags(run) {
      await catalogue.refresh(pool);
      const parts = { pool, catalogue: current() };
      return { told: await tellRedFlags(parts, clock(), (db) => run.assertFence(db)) };
    },
    async tellSignInChanges(run) {
      return { told: await tellSignInChanges(pool, clock(), (db) => run.assertFence(db)) };
    },
    async watchFollowups(run) {
      const assertFence = (db: PoolClient) => run.assertFence(db);
      const shouldStop = () => run.signal.aborted;
      return {
        happened: await watchFollowups({ pool, catalogue: current, assertFence, shouldStop }, clock()),
      };
    },
    async settleArrears() {
      const now = clock();
      const before = now - longestArrears;
      return { batches: await settleArrears(pool, current().timezone, { before, now }) };
    },
    async tellEndedStandIns(run) {
      return { told: await tellEnded(pool, clock(), (db) => run.assertFence(db)) };
    },
    async remindUnsent(run) {
      await catalogue.refresh(pool);
      const parts = { pool, catalogue: current() };
      return { told: await remindUnsent(parts, clock(), (db) => run.assertFence(db)) };
    },
    tidyFeed: () => tidyFeed(pool, clock()),
    tidyScreens: () => tidyScreens(pool, clock()),
    async purgeNotifications(run) {
      return purgeNotifications({ db: pool, shouldStop: () => run.signal.aborted }, clock());
    },
    async expireDeadLetters() {
      return { dropped: await dropExpiredDeadLetters(pool, clock()) };
    },
    purgeData(run) {
      const { timezone: zone } = current();
      const parts = { pool, zone, version, archive: deps.archive, actor: 'duban purge_data' };
      // each file of cases, and each batch, asks for the lease again: a first run may take hours
      const assertFence = async (db: PoolClient) => {
        await run.assertFence(db);
        await run.renewLease(db);
      };
      return keepTimes({ ...parts, assertFence, shouldStop: () => run.signal.aborted }, clock());
    },
    replayLetters: () => replayKnownLetters(deps, clock()),
    makeReports: (run) => deps.reports.make(run),
    orderReport: (kind, run) => deps.reports.order(kind, run),
  };

  const planned = schedule(work, current().timezone);
  const metrics = jobMetrics(deps.registry, planned);
  const jobs = deps.jobs
    ? startJobs({
        pool,
        jobs: planned,
        clock,
        worker: ownName,
        onAbandoned: metrics.abandoned,
        onRun(job, slotAt, run) {
          metrics.ran(job, run);
          const { outcome, ...detail } = run;
          const level = outcome === 'done' ? 'debug' : 'warn';
          log[level]({ job, slotAt: new Date(slotAt).toISOString(), outcome, ...detail }, 'job finished');
        },
        onError: (job, error) => log.warn({ job, error }, 'the job ledger could not be read'),
      })
    : undefined;
  const look = () =>
    void catalogue
      .refresh(pool)
      .catch((error: unknown) => log.warn({ error }, 'the catalogue could not be read'));
  const timer = setInterval(look, catalogueEveryMs);

  return {
    schedule: planned,
    jobs,
    replayDeadLetters: () =>
      void replayKnownLetters(deps, clock()).catch((error: unknown) =>
        log.warn({ error }, 'dead letters could not be replayed'),
      ),
    async stop() {
      clearInterval(timer);
      await jobs?.stop();
    },
  };
}
