import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { departmentsBelow, regionsBelow } from '../access/scope.ts';
import type { Catalogue, StoredRuleVersion } from '../catalogue/catalogue.ts';
import { movePosition, readPosition } from '../db/jobPosition.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { itemsOf } from './concernedBy.ts';
import {
  casesInOutage,
  casesOfSource,
  casesToRecheck,
  checkNow,
  outagesRecorded,
  sourcesJudgedOtherwise,
} from './recheckStore.ts';

export interface RecheckParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Called between batches: true ends the run early; the next one begins anew. */
  shouldStop?: () => boolean;
  batchSize?: number;
}

type PageOf = (after: string, limit: number) => Promise<string[]>;

/** Another process may go on with the catalogue it had for a moment: what is newer than this is gone over again. */
const settledAfter = 30_000;
/** Up to when changes of rules and outages have been followed. */
const position = { job: 'recheck_cases', counts: 'at' } as const;

/**
 * Cases follow the rules: when a version has begun or ended since the last run, an outage was declared, or a source's
 * registration was mended, the flag job looks again at the cases it may concern. Those that have ended before keep their verdicts.
 * Safe to run twice and in two processes.
 */
export async function recheckCases(parts: RecheckParts, now: Instant): Promise<{ rechecked: number }> {
  const { pool, batchSize = 500 } = parts;
  const catalogue = parts.catalogue();
  const since = (await readPosition(pool, position)) ?? 0;
  const outages = await outagesRecorded(pool, since, now);
  const sources = await sourcesJudgedOtherwise(pool, since, now);
  const pages: PageOf[] = [
    ...catalogue.ruleVersions.flatMap((version) => pagesOf(pool, catalogue, version, since, now)),
    ...outages.map(
      (outage): PageOf =>
        (after, limit) =>
          casesInOutage(pool, outage, after, limit),
    ),
    ...sources.map(
      (sourceId): PageOf =>
        (after, limit) =>
          casesOfSource(pool, sourceId, after, limit),
    ),
  ];
  let rechecked = 0;
  for (const page of pages) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const caseIds: string[] = await page(after, batchSize);
      if (caseIds.length > 0) await checkNow(pool, caseIds, now);
      rechecked += caseIds.length;
      if (parts.shouldStop?.()) return { rechecked };
      after = caseIds.at(-1);
    }
  }
  await movePosition(pool, position, now - settledAfter);
  return { rechecked };
}

/** None, if the version neither began nor ended since; a re-judgement has looked at its cases itself. */
function pagesOf(
  pool: Pool,
  catalogue: Catalogue,
  { validFrom, validTo, recordedAt, rejudged, scope = {} }: StoredRuleVersion,
  since: Instant,
  now: Instant,
): PageOf[] {
  if (rejudged) return [];
  const from = startOfMoment(validFrom, catalogue.timezone);
  const ends = validTo ? endOfMoment(validTo, catalogue.timezone) : Infinity;
  const isNew = (at: Instant): boolean => at > since && at <= now;
  const turns = [Math.max(from, recordedAt), ends].filter(isNew);
  if (turns.length === 0) return [];
  const cases = {
    regions: scope.region === undefined ? null : regionsBelow([scope.region], catalogue),
    departments: scope.department === undefined ? null : departmentsBelow([scope.department], catalogue),
    items: itemsOf(scope, catalogue),
    endedFrom: turns.length === 1 && isNew(ends) ? ends : from,
  };
  return [(after, limit) => casesToRecheck(pool, cases, after, limit)];
}
