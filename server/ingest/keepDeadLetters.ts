import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { insertDeadLetters } from './deadLetterStore.ts';
import { isRecord } from './fieldReaders.ts';
import type { Refusal } from './incomingEvent.ts';
import { textOf, type RawEvent } from './rawEvent.ts';
import type { Sealer } from './sealer.ts';

const longestBody = 64 * 1024;
const keptFor = 30 * 86_400_000;
/** Open letters kept of one source. */
export const mostOfOneSource = 100_000;

export interface RefusedEvent {
  raw: RawEvent;
  refusal: Refusal;
  waitsFor?: string | undefined;
}

/** Seals refused events and keeps them for 30 days: bodies of at most 64 KB, at most 100,000 open ones a source. */
export async function keepDeadLetters(
  db: Queryable,
  sealer: Sealer,
  source: SourceRecord,
  refused: readonly RefusedEvent[],
  now: Instant,
): Promise<void> {
  if (refused.length === 0) return;
  const letters = refused.map(({ raw, refusal, waitsFor }) => {
    const body = Buffer.from(textOf(raw));
    const event = isRecord(raw.value) ? raw.value : {};
    return {
      sourceId: source.sourceId,
      code: refusal.code,
      path: refusal.path ?? null,
      message: refusal.message.slice(0, 1000),
      eventId: plain(event['id']),
      subject: plain(event['subject']),
      waitsFor: waitsFor ?? null,
      body: sealer.seal(body.subarray(0, longestBody)),
      truncated: body.length > longestBody || body.length === 0,
    };
  });
  await insertDeadLetters(db, letters, { now, expiresAt: now + keptFor }, mostOfOneSource);
}

/** What a column may hold of it. */
function plain(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  // eslint-disable-next-line no-control-regex
  return value.slice(0, 200).replace(/[\u0000-\u001f\u007f\ud800-\udfff]/gu, '\ufffd');
}
