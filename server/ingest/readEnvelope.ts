import type { Instant } from '#contract/time';
import { isRecord, line, Refused, shown } from './fieldReaders.ts';
import { parseEventTime } from './parseEventTime.ts';

/** What a CloudEvent says of itself, read; `data` not yet. */
export interface Envelope {
  eventId: string;
  type: string;
  subject: string;
  micros: number;
  occurredAt: Instant;
  arrivedAt: Instant | undefined;
  data: Record<string, unknown>;
}

const readId = line(200);
export const readSubject = line(128);
const missing = (path: string): Refused => new Refused('missing_field', path, `${path} is missing.`);

/** The members of a CloudEvent of the source `uri`, `data` as it stands; or which one is at fault. */
export function readEnvelope(raw: unknown, uri: string): Envelope | Refused {
  if (!isRecord(raw))
    return new Refused('unreadable', '', `The event is ${shown(raw)}; a CloudEvent object is expected.`);
  if (raw['specversion'] !== '1.0')
    return raw['specversion'] == null
      ? missing('specversion')
      : new Refused(
          'invalid_value',
          'specversion',
          `specversion is ${shown(raw['specversion'])}; "1.0" is expected.`,
        );
  if (raw['id'] == null) return missing('id');
  if (raw['source'] == null) return missing('source');
  if (raw['type'] == null) return missing('type');
  if (raw['time'] == null) return missing('time');
  if (raw['subject'] == null) return missing('subject');
  const eventId = readId(raw['id'], 'id', '');
  if (eventId instanceof Refused) return eventId;
  if (raw['source'] !== uri)
    return new Refused(
      'source_mismatch',
      'source',
      `source is ${shown(raw['source'])}; this key belongs to ${uri}.`,
    );
  if (typeof raw['type'] !== 'string')
    return new Refused('invalid_value', 'type', `type is ${shown(raw['type'])}; a string is expected.`);
  const subject = readSubject(raw['subject'], 'subject', '');
  if (subject instanceof Refused) return subject;
  const micros = typeof raw['time'] === 'string' ? parseEventTime(raw['time']) : undefined;
  if (micros === undefined)
    return new Refused(
      'invalid_time',
      'time',
      `time is ${shown(raw['time'])}; a time as 2026-11-21T09:30:00+08:00 is expected.`,
    );
  const arrived = raw['receivedtime'] ?? undefined;
  const arrivedMicros = typeof arrived === 'string' ? parseEventTime(arrived) : undefined;
  if (arrived !== undefined && arrivedMicros === undefined)
    return new Refused(
      'invalid_time',
      'receivedtime',
      `receivedtime is ${shown(arrived)}; a time with offset is expected.`,
    );
  const data = raw['data'] ?? {};
  if (!isRecord(data) || raw['data_base64'] != null)
    return new Refused(
      'invalid_value',
      'data',
      `data is ${raw['data_base64'] == null ? shown(data) : 'binary'}; a JSON object is expected.`,
    );
  return {
    eventId,
    type: raw['type'],
    subject,
    micros,
    occurredAt: Math.floor(micros / 1000),
    arrivedAt: arrivedMicros === undefined ? undefined : Math.floor(arrivedMicros / 1000),
    data,
  };
}
