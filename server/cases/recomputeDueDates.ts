import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { movePosition, readPosition } from '../db/jobPosition.ts';
import { caseFacts, type CaseFacts } from '../domain/cases/caseFacts.ts';
import { loadCases, type StoredCase } from './caseStore.ts';
import { calendarChangeWorks, changedCodes, recordedAt, unfinishedCases } from './recomputeStore.ts';
import { saveRefreshed } from './saveRefreshed.ts';

export interface RecomputeParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Called between batches: true ends the run early; the next one begins anew. */
  shouldStop?: () => boolean;
  batchSize?: number;
}

export interface Recomputed {
  /** Catalogue revision up to which cases are now right. */
  revision: number;
  checked: number;
  /** Cases of which any column changed, and those of which a due date moved. */
  refreshed: number;
  moved: number;
  provisionalEnded: number;
}

/** Another process may go on with the catalogue it had for a moment: what is newer than this is gone over again. */
const settledAfter = 30_000;
const mostAttempts = 20;
/** The catalogue revision up to which cases were computed again. */
const position = { job: 'recompute_due_dates', counts: 'revision' } as const;

/**
 * Cases that are not concluded follow the catalogue: a calendar year that is published, or a new version of an item,
 * department or region.
 * 1. Which codes have another version since the last run? None: done.
 * 2. In batches by case id, compute the columns of the cases they concern again.
 * 3. Save those that differ with compare-and-set, roll-ups with them, and have the flag job look at them now.
 * 4. Move the position, once no process can know the older catalogue any more.
 * While an administrator's change of a calendar is applied nothing is done: that moves due dates itself, and reports.
 * Safe to run twice and in two processes.
 */
export async function recomputeDueDates(parts: RecomputeParts, now: Instant): Promise<Recomputed> {
  const { pool, batchSize = 500 } = parts;
  const catalogue = parts.catalogue();
  const done: Recomputed = {
    revision: (await readPosition(pool, position)) ?? 0,
    checked: 0,
    refreshed: 0,
    moved: 0,
    provisionalEnded: 0,
  };
  if (done.revision >= catalogue.revision || (await calendarChangeWorks(pool, now))) return done;
  const codes = await changedCodes(pool, done.revision, catalogue.revision);
  if (Object.values(codes).some((changed) => changed.length > 0)) {
    for (let after = ''; ;) {
      const page = await unfinishedCases(pool, codes, after, batchSize);
      const last = page.at(-1);
      if (last === undefined) break;
      await refreshCases(pool, catalogue, page, now, done);
      after = last;
      if (parts.shouldStop?.()) return done;
    }
    const since = await recordedAt(pool, catalogue.revision);
    if (since !== null && now - since < settledAfter) return done;
  }
  await movePosition(pool, position, catalogue.revision);
  return { ...done, revision: catalogue.revision };
}

async function refreshCases(
  pool: Pool,
  catalogue: Catalogue,
  caseIds: readonly string[],
  now: Instant,
  done: Recomputed,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const rows = await loadCases(pool, caseIds);
    const pairs = rows.flatMap((before) => {
      const facts = caseFacts(before.state, catalogue);
      return differ(before.facts, facts) ? [{ before, after: refreshed(before, facts, now) }] : [];
    });
    if (pairs.length > 0 && !(await saveRefreshed(pool, catalogue, pairs, now))) {
      if (attempt < mostAttempts) continue;
      throw new Error(
        `cases from ${caseIds[0]} on changed ${mostAttempts} times while they were computed again`,
      );
    }
    done.checked += rows.length;
    done.refreshed += pairs.length;
    for (const { before, after } of pairs) {
      if (dueMoved(before.facts, after.facts)) done.moved += 1;
      if (before.facts.provisionalDue && !after.facts.provisionalDue) done.provisionalEnded += 1;
    }
    return;
  }
}

function refreshed(before: StoredCase, facts: CaseFacts, now: Instant): StoredCase {
  return { ...before, facts, version: before.version + 1, nextCheckAt: now };
}

function differ(a: CaseFacts, b: CaseFacts): boolean {
  let name: keyof CaseFacts;
  for (name in b) if (a[name] !== b[name]) return true;
  return false;
}

function dueMoved(a: CaseFacts, b: CaseFacts): boolean {
  return a.promisedDueAt !== b.promisedDueAt || a.statutoryDueAt !== b.statutoryDueAt;
}
