import type { Instant } from '#contract/time';
import type { CaseScript, EventData, ScriptedEvent } from './caseScript.ts';
import { ratingSource, sourceOfRegion } from './city/citySources.ts';
import type { Blackout } from './blackouts.ts';
import { toTimeText } from './time.ts';

/** One event as CONTRACT's ingest takes it; `receivedtime`: arrival as it was then, for history. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  subject: string;
  data: EventData;
  receivedtime: string;
}

/** An event on its way, with its arrival as a number to sort by. */
export interface Delivery {
  arrives: Instant;
  event: CloudEvent;
}

export function deliverEvent(
  { number, office }: CaseScript,
  event: ScriptedEvent,
  ordinal: number,
): Delivery {
  const isRating = event.type === 'case.rated';
  return {
    arrives: event.arrives,
    event: {
      specversion: '1.0',
      id: `${number}-${String(ordinal)}`,
      source: isRating ? ratingSource.uri : sourceOfRegion(office.region).uri,
      type: event.type,
      time: toTimeText(event.at),
      subject: number,
      data: event.data,
      receivedtime: toTimeText(event.arrives),
    },
  };
}

/** What a source says of its own outage when it is over. */
export function deliverOutage({ source, from, to }: Blackout): Delivery {
  const arrives = to + 1000;
  return {
    arrives,
    event: {
      specversion: '1.0',
      id: `outage-${String(from)}`,
      source,
      type: 'source.outage_declared',
      time: toTimeText(to),
      subject: source,
      data: { from: toTimeText(from), to: toTimeText(to), reason: '专线割接' },
      receivedtime: toTimeText(arrives),
    },
  };
}
