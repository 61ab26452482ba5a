import type { Pool } from 'pg';
import type { CatalogueHolder } from '../server/catalogue/catalogueHolder.ts';
import type { SourceRecord } from '../server/catalogue/catalogue.ts';
import { appendChange } from '../server/changes/appendChange.ts';
import { inTransaction } from '../server/db/transaction.ts';
import { appendEvents } from '../server/ingest/appendEvents.ts';
import type { CaseCache } from '../server/ingest/caseCache.ts';
import type { IncomingEvent } from '../server/ingest/incomingEvent.ts';
import type { Sealer } from '../server/ingest/sealer.ts';
import { appendSourceEvent } from '../server/ingest/sourceEvents.ts';
import { validateEvent } from '../server/ingest/validateEvent.ts';
import type { CloudEvent } from '../server/simulation/cloudEvent.ts';

export interface LoadParts {
  pool: Pool;
  catalogue: CatalogueHolder;
  cache: CaseCache;
  sealer: Sealer;
}

export interface LoadOptions {
  signal: AbortSignal;
  onProgress?: (events: number) => void;
}

const batchSize = 6_000;

/**
 * Appends, case by case so that none is ever seen half told, the past of sources that report live, with the arrivals of then: what an import does for past logs, but
 * their flags are to be followed up. Walls are told after each batch. Returns the number of events.
 */
export async function loadHistory(
  parts: LoadParts,
  cases: Iterable<readonly CloudEvent[]>,
  { signal, onProgress }: LoadOptions,
): Promise<number> {
  const sources = new Map(parts.catalogue.current().sources.map((source) => [source.uri, source]));
  let total = 0;
  let batch: CloudEvent[] = [];
  const flush = async (): Promise<void> => {
    await append(parts, sources, batch);
    total += batch.length;
    batch = [];
    await inTransaction(parts.pool, (db) => appendChange(db, Date.now(), { resync: 'import' }));
    onProgress?.(total);
  };
  for (const events of cases) {
    if (signal.aborted) return total;
    batch.push(...events);
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  return total;
}

async function append(
  parts: LoadParts,
  sources: ReadonlyMap<string, SourceRecord>,
  batch: readonly CloudEvent[],
): Promise<void> {
  const now = Date.now();
  const accepted: IncomingEvent[] = [];
  for (const event of batch) {
    const source = sources.get(event.source);
    if (!source) throw new Error(`no source ${event.source}`);
    const past = { ...source, settings: { ...source.settings, historical: true } };
    const validated = validateEvent(event, {
      source: past,
      catalogue: parts.catalogue.current(),
      sealer: parts.sealer,
      now,
      imported: true,
    });
    if (validated.kind === 'refused') throw new Error(`${event.subject}: ${validated.refusal.message}`);
    if (validated.kind === 'case') accepted.push(validated.event);
    else await appendSourceEvent(parts, validated.event, now, false);
  }
  accepted.sort((a, b) => (a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : a.occurredAt - b.occurredAt));
  const middle = accepted.findIndex(
    ({ caseId }, n) => n >= accepted.length / 2 && caseId !== accepted[n - 1]?.caseId,
  );
  const halves = middle < 0 ? [accepted] : [accepted.slice(0, middle), accepted.slice(middle)];
  // two writers: one works out its cases while the database writes the other's
  const results = await Promise.all(
    halves.map((half) => appendEvents(parts, half, { now, historical: true })),
  );
  const refused = results.flat().find((result) => result.status === 'rejected');
  if (refused?.status === 'rejected') throw new Error(refused.message);
}
