import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { itemUpdated, readItemUpdate } from '../catalogue/itemUpdated.ts';
import { recordOutage } from '../catalogue/sourceOutageStore.ts';
import { recordHeard } from '../catalogue/sourceWatermarkStore.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refused, instant, text } from './fieldReaders.ts';
import type { AppendResult, Refusal } from './incomingEvent.ts';
import type { SourceEvent } from './validateEvent.ts';

const reasonText = text(4000);
const rejected = (refusal: Refusal): AppendResult => ({ status: 'rejected', ...refusal });

/**
 * `item.updated` and `source.outage_declared`: recorded and put into effect, each in a transaction of its own.
 * `nowKnown`: codes that nobody knew before, for the dead letters that wait for them.
 */
export async function appendSourceEvent(
  deps: { pool: Pool; catalogue: CatalogueHolder },
  event: SourceEvent,
  now: Instant,
  dryRun = false,
): Promise<{ result: AppendResult; nowKnown: string[] }> {
  const effect = effectOf(deps, event, now);
  if ('status' in effect) return { result: effect, nowKnown: [] };
  const stored = await storedSourceEvent(deps.pool, event);
  if (stored) {
    // another process may have put it into effect a moment ago
    await deps.catalogue.refresh(deps.pool);
    return { result: sameOrConflict(stored, event), nowKnown: [] };
  }
  if (dryRun) return { result: { status: 'accepted' }, nowKnown: [] };
  const nowKnown = await inTransaction(deps.pool, async (db) => {
    if (!(await insertSourceEvent(db, event, now))) return undefined;
    const known = await effect.apply(db);
    const { sourceId, occurredAt } = event;
    await recordHeard(db, [
      {
        sourceId,
        lastOccurredAt: occurredAt,
        receivedAt: now,
        accepted: 1,
        duplicates: 0,
        rejected: 0,
        late: 0,
      },
    ]);
    return known;
  });
  await deps.catalogue.refresh(deps.pool);
  return { result: { status: nowKnown ? 'accepted' : 'duplicate' }, nowKnown: nowKnown ?? [] };
}

interface Effect {
  apply(db: Queryable): Promise<string[]>;
}

function effectOf(
  deps: { catalogue: CatalogueHolder },
  event: SourceEvent,
  now: Instant,
): Effect | AppendResult {
  const actor = deps.catalogue.current().sourceById(event.sourceId)?.name ?? String(event.sourceId);
  if (event.type === 'item.updated') {
    const read = readItemUpdate(deps.catalogue.current(), event);
    if ('item' in read) return { apply: (db) => itemUpdated(db, [read.item], { actor }, now) };
    const [fault] = read.faults;
    return rejected({
      code: 'invalid_value',
      path: fault?.path ?? 'data',
      message: `${fault?.path ?? 'data'}: ${fault?.message ?? 'is no item'}.`,
    });
  }
  const { from, to, reason } = event.data;
  const begins = instant(from, 'data.from', '');
  if (begins instanceof Refused) return rejected(begins.refusal);
  const ends = instant(to, 'data.to', '');
  if (ends instanceof Refused) return rejected(ends.refusal);
  const why = reasonText(reason ?? '', 'data.reason', '');
  if (why instanceof Refused) return rejected(why.refusal);
  if (ends <= begins)
    return rejected({ code: 'invalid_value', path: 'data.to', message: 'data.to is not after data.from.' });
  const { sourceId, eventId } = event;
  return {
    async apply(db) {
      await recordOutage(db, { sourceId, eventId, from: begins, to: ends, reason: why }, now);
      return [];
    },
  };
}

function sameOrConflict(stored: string, { eventId, contentHash }: SourceEvent): AppendResult {
  if (stored === contentHash) return { status: 'duplicate' };
  const message = `id is "${eventId}", which is stored with other content; give the event a new id.`;
  return rejected({ code: 'conflicting_duplicate', path: 'id', message });
}

async function storedSourceEvent(db: Queryable, event: SourceEvent): Promise<string | undefined> {
  const { rows } = await db.query<{ contentHash: string }>(
    `select encode(content_hash, 'hex') as "contentHash" from source_events where source_id = $1 and subject = $2 and event_id = $3`,
    [event.sourceId, event.subject, event.eventId],
  );
  return rows[0]?.contentHash;
}

/** False if another process was first. */
async function insertSourceEvent(db: Queryable, event: SourceEvent, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into source_events (source_id, subject, event_id, type, occurred_at, recorded_at, content_hash, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8::json) on conflict do nothing`,
    [
      event.sourceId,
      event.subject,
      event.eventId,
      event.type,
      new Date(event.occurredAt),
      new Date(now),
      Buffer.from(event.contentHash, 'hex'),
      JSON.stringify(event.data),
    ],
  );
  return rowCount === 1;
}
