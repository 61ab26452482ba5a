import type { Instant } from '#contract/time';
import type { CaseScript, EventData, ScriptedEvent } from './caseScript.ts';
import { ratingSource, sourceOfRegion } from './city/citySources.ts';
import type { Blackout } from './blackouts.ts';
import { ratingEvents } from './lives/rating.ts';
import { second, toTimeText } from './time.ts';

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

export function toCloudEvent(
  { number, office }: CaseScript,
  event: ScriptedEvent,
  ordinal: number,
): CloudEvent {
  return {
    specversion: '1.0',
    id: `${number}-${String(ordinal)}`,
    source: ratingEvents.has(event.type) ? ratingSource.uri : sourceOfRegion(office.region).uri,
    type: event.type,
    time: toTimeText(event.at),
    subject: number,
    data: event.data,
    receivedtime: toTimeText(event.arrives),
  };
}

/** A source tells of its own outage a second after it is over. */
export const outageArrives = ({ to }: Blackout): Instant => to + second;

export function toOutageEvent(blackout: Blackout): CloudEvent {
  const { source, from, to } = blackout;
  return {
    specversion: '1.0',
    id: `outage-${String(from)}`,
    source,
    type: 'source.outage_declared',
    time: toTimeText(to),
    subject: source.replaceAll('/', '-').slice(1),
    data: { from: toTimeText(from), to: toTimeText(to), reason: '专线割接' },
    receivedtime: toTimeText(outageArrives(blackout)),
  };
}
