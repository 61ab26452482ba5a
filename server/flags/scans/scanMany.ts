import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { ruleBench } from '../../catalogue/ruleBench.ts';
import { movePosition, readPosition } from '../../db/jobPosition.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { foldIntoSourceFlags } from './lateEntriesScan.ts';
import { saveGroups } from './saveGroups.ts';
import { ruleScans, type RuleScan } from './ruleScans.ts';
import type { ScanParts } from './scanGroup.ts';

export interface ScanManyParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Called in every write transaction before its first write. */
  assertFence?: (db: PoolClient) => Promise<void>;
  shouldStop?: () => boolean;
}

const dayMs = 86_400_000;
/** Writers stamp what they record when they begin; so long after it everything stamped before is there. */
const settling = 600_000;
/** A first run looks back no further: older things are an import's or a back-test's matter. */
const firstLook = 30 * dayMs;

/**
 * One run of the rules over many cases: each scan looks at the groups that anything recorded since the last run
 * belongs to, the whole of them, so that reading something twice changes nothing.
 */
export async function scanMany(
  { pool, catalogue, assertFence, shouldStop }: ScanManyParts,
  job: RuleScan['job'],
  now: Instant,
): Promise<{ groups: number; changed: number }> {
  const known = catalogue();
  const position = { job, counts: 'recordedTo' } as const;
  const before = await readPosition(pool, position);
  const parts: ScanParts = {
    db: pool,
    catalogue: known,
    bench: ruleBench(known, new Map(), now),
    zone: timezone(known.timezone),
    from: (before ?? now - firstLook) - settling,
    to: now,
    asOf: now,
  };
  const sum = { groups: 0, changed: 0 };
  for (const { scan } of ruleScans.filter((one) => one.job === job)) {
    if (shouldStop?.()) return sum;
    const groups = await scan(parts);
    sum.groups += groups.length;
    sum.changed += await saveGroups(pool, known, groups, now, assertFence);
  }
  if (job === 'scan_arrivals') {
    const span = { from: parts.from - dayMs, timezone: parts.zone.name, now };
    sum.changed += await foldIntoSourceFlags(pool, span, assertFence);
  }
  await movePosition(pool, position, now);
  return sum;
}
