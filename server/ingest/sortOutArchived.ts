import { basename } from 'node:path';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { AppendResult } from './incomingEvent.ts';
import type { Arrivals } from './sortOutDuplicates.ts';

/**
 * Marks in `results` what belongs to cases that lie in files: it would open them anew, and all that was counted of them
 * would be counted again. Only cases that are not among the living are looked for. `zone`: the office's, for the day
 * that is told.
 */
export async function sortOutArchived(
  db: Queryable,
  arrivals: readonly Arrivals[],
  results: AppendResult[],
  zone: string,
): Promise<void> {
  const unknown = arrivals.filter(({ before }) => before === undefined);
  if (unknown.length === 0) return;
  const archived = await archivedAmong(
    db,
    unknown.map(({ caseId }) => caseId),
  );
  if (archived.size === 0) return;
  for (const { caseId, positions } of unknown) {
    const found = archived.get(caseId);
    if (!found) continue;
    const day = dayText(timezone(zone).dayOf(found.archivedAt));
    const message = `subject is "${caseId}", a case that was archived on ${day} into ${basename(found.file)}; put it back (duban retention restore FILE), then replay the event, or discard it.`;
    for (const position of positions)
      results[position] = { status: 'rejected', code: 'archived_case', path: 'subject', message };
  }
}

interface ArchivedCase {
  caseId: string;
  file: string;
  archivedAt: Instant;
}

/** Those of these cases that lie in a file, by their id. */
async function archivedAmong(db: Queryable, caseIds: readonly string[]): Promise<Map<string, ArchivedCase>> {
  const { rows } = await db.query<ArchivedCase>(
    `select case_id as "caseId", file, archived_at as "archivedAt"
       from archived_cases join case_archives using (archive_id)
      where case_id = any($1::text[])`,
    [caseIds],
  );
  return new Map(rows.map((row) => [row.caseId, row]));
}
