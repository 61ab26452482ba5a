import { Router, type Response } from 'express';
import type { Pool } from 'pg';
import { slotQuerySchema, type SlotQuery, type SlotRow } from '#contract/selfWatchSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { actorOf } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireAllPlaces } from '../access/requireAllPlaces.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { readTextCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { countedUpTo, pageOf } from '../http/page.ts';
import { readQuery } from '../http/readInput.ts';
import type { RunningJobs } from '../jobs/startJobs.ts';
import { countSlots, listSlots, type SlotFilter, type StoredSlot } from './jobStore.ts';
import type { Lookout } from './lookout.ts';

export interface WatchRoutesParts {
  db: Pool;
  clock: () => Instant;
  /** The office zone: days of the ledger are its days. */
  zone: string;
  lookout: Lookout;
  /** Undefined: this process leaves jobs to another. */
  jobs: Pick<RunningJobs, 'claimNow' | 'runClaimed'> | undefined;
}

/** For a page that is watched, and for what stands on every page. */
const freshMs = 1_000;
const recentMs = 10_000;

/** How duban itself does: `/api/v1/self-watch`, `/self-watch/troubles`, `/jobs`, `/jobs/{job}:run`, `/job-slots`. */
export function watchRoutes({ db, clock, zone, lookout, jobs }: WatchRoutesParts): Router {
  const router = Router();
  const watcher = [requireRole(...permitted.watchServer), requireAllPlaces('the machinery and its jobs')];
  const noStore = (res: Response): Response => res.set('Cache-Control', 'no-store');

  router.get('/api/v1/self-watch', ...watcher, async (_req, res) => {
    const { at, troubles, servers, database, waiting } = await lookout.look(freshMs);
    noStore(res).json({ at, troubles, servers, database, waiting });
  });
  router.get('/api/v1/self-watch/troubles', ...watcher, async (_req, res) => {
    const { at, troubles: items } = await lookout.look(recentMs);
    noStore(res).json({ at, items });
  });
  router.get('/api/v1/jobs', ...watcher, async (_req, res) => {
    const { at, jobs: items } = await lookout.look(freshMs);
    noStore(res).json({ at, items });
  });
  router.get('/api/v1/job-slots', ...watcher, async (req, res) => {
    const query = readQuery(req, slotQuerySchema);
    const filter = filterOf(query, zone);
    const now = clock();
    const [rows, counted] = [
      await listSlots(db, filter, readTextCursor(query.cursor), query.limit + 1, now),
      await countSlots(db, filter, countedUpTo + 1, now),
    ];
    noStore(res).json(
      pageOf(rows, query.limit, counted, slotRow, ({ slotAt, job }) => ({ at: slotAt * 1000, key: job })),
    );
  });
  router.post('/api/v1/jobs/:job\\:run', ...watcher, async (req, res) => {
    const job = String(req.params['job']);
    if (!jobs) throw new Problem('busy', 'This server runs no jobs; ask another one.');
    const actor = actorOf(res);
    const claim = await inTransaction(db, async (tx) => {
      const claimed = await jobs.claimNow(tx, job, actor);
      if (!claimed)
        throw new Problem('conflict', `The job "${job}" is running already; see how it ends first.`);
      await recordAudit(tx, {
        at: clock(),
        actor,
        action: 'job.run',
        subject: { kind: 'job', id: job },
        detail: {},
      });
      return claimed;
    });
    jobs.runClaimed(claim);
    res.status(202).json({ job, slotAt: instantText(claim.slotAt) });
  });
  return router;
}

const filterOf = ({ job, state, day }: SlotQuery, zone: string): SlotFilter => ({
  job: job ?? null,
  state: state ?? null,
  from: day === undefined ? null : startOfMoment(day, zone),
  to: day === undefined ? null : endOfMoment(day, zone),
});

const slotRow = ({ slotAt, startedAt, finishedAt, leaseUntil, ...slot }: StoredSlot): SlotRow => ({
  ...slot,
  slotAt: instantText(slotAt),
  startedAt: instantText(startedAt),
  finishedAt: instantTextOrNull(finishedAt),
  leaseUntil: instantText(leaseUntil),
});
