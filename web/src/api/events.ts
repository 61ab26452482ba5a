import type { IngestAnswer } from '#contract/ingestSchema';
import { exchange } from './request.ts';

export type { IngestAnswer };

/**
 * Sends CloudEvents as a source does, with its key and on its way.
 * @throws Problem `unauthenticated` when the key is not good
 */
export function sendEvents(key: string, events: readonly object[]): Promise<IngestAnswer> {
  return exchange('/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
}
