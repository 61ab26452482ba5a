import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { appendChange } from '../changes/appendChange.ts';
import { sourceStates } from '../changes/sourceStates.ts';
import { inTransaction } from '../db/transaction.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { quarantined } from '../domain/rules/many/quarantined.ts';
import { intakeDays } from './quarantineStore.ts';
import { saveGroups } from './scans/saveGroups.ts';
import { judgeGroup } from './scans/scanGroup.ts';

export interface QuarantineParts {
  pool: Pool;
  catalogue: () => Catalogue;
}

/**
 * DAT-01 on sources, one pass: a flag stands on the source for each day of which too much waits for unknown codes, as
 * long as it waits, and screens are told how many cases their figures are short by. Safe to run twice.
 * @returns how many flags changed
 */
export async function watchQuarantine({ pool, catalogue }: QuarantineParts, now: Instant): Promise<number> {
  const known = catalogue();
  const zone = timezone(known.timezone);
  const parts = { bench: ruleBench(known, new Map(), now), catalogue: known, zone, asOf: now };
  const days = await intakeDays(pool, zone.name, now);
  const groups = days.flatMap(({ sourceId, day, ...intake }) =>
    judgeGroup(parts, quarantined, intake, {
      subject: { kind: 'source', id: String(sourceId) },
      occurrence: day,
      whenGone: 'resolved',
      place: { region: null, department: null, item: null, sourceId },
    }),
  );
  const changed = await saveGroups(pool, known, groups, now);
  if (changed > 0) await tellSources(pool, new Set(days.map(({ sourceId }) => sourceId)), now);
  return changed;
}

function tellSources(pool: Pool, concerned: ReadonlySet<number>, now: Instant): Promise<number> {
  return inTransaction(pool, async (db) => {
    const states = (await sourceStates(db)).filter(({ sourceId }) => concerned.has(sourceId));
    const sources = states.map((source) => ({ topic: 'source:changed' as const, source }));
    return appendChange(db, now, { sources });
  });
}
