import {
  caseEventTypes,
  otherEventTypes,
  type CaseEventType,
  type OtherEventType,
} from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Catalogue, SourceRecord } from '../catalogue/catalogue.ts';
import { contentHash } from './contentHash.ts';
import { completeCaseEvent } from './completeCaseEvent.ts';
import { Refused, shown } from './fieldReaders.ts';
import type { IncomingEvent, Refusal } from './incomingEvent.ts';
import { readEnvelope, type Envelope } from './readEnvelope.ts';
import { readEventData } from './readEventData.ts';
import type { Sealer } from './sealer.ts';

export interface ValidationContext {
  source: SourceRecord;
  catalogue: Catalogue;
  sealer: Sealer;
  now: Instant;
  /** From a file: no event is too old. */
  imported?: boolean;
}

/** An event about the catalogue or the source itself. */
export interface SourceEvent {
  sourceId: number;
  eventId: string;
  type: OtherEventType;
  subject: string;
  occurredAt: Instant;
  contentHash: string;
  data: Record<string, unknown>;
}

/** Codes that a lenient source names and the catalogue does not know. */
export interface UnknownCodes {
  item?: string;
  region?: string;
  department?: string;
}

export type Validated =
  | { kind: 'case'; event: IncomingEvent; unknown?: UnknownCodes }
  | { kind: 'source'; event: SourceEvent }
  /** `waitsFor`: what lets it replay by itself: an imported code ("item:01-017-004"), a listed value ("value:score:1"). */
  | { kind: 'refused'; refusal: Refusal; waitsFor?: string };

const fiveMinutes = 5 * 60_000;
const oldestLive = 400 * 86_400_000;
const year2000 = Date.UTC(2000, 0, 1);
const year1900 = Date.UTC(1900, 0, 1);

const caseTypes = new Set<string>(caseEventTypes);
const sourceTypes = new Set<string>(otherEventTypes);
const isCaseType = (type: string): type is CaseEventType => caseTypes.has(type);
const isSourceType = (type: string): type is OtherEventType => sourceTypes.has(type);

/** One CloudEvent as parsed from JSON → an event to append, or why not, with the path of the fault. */
export function validateEvent(raw: unknown, context: ValidationContext): Validated {
  const envelope = readEnvelope(raw, context.source.uri);
  if (envelope instanceof Refused) return { kind: 'refused', refusal: envelope.refusal };
  return validateEnvelope(envelope, context);
}

/** As validateEvent, of one whose envelope is read. */
export function validateEnvelope(envelope: Envelope, context: ValidationContext): Validated {
  const refused = checkTime(envelope, context);
  if (refused) return { kind: 'refused', refusal: refused };
  if (isCaseType(envelope.type)) return caseEvent(envelope, envelope.type, context);
  if (isSourceType(envelope.type)) return sourceEvent(envelope, envelope.type, context);
  const message = `type is ${shown(envelope.type)}, which is none of the types of this interface.`;
  return { kind: 'refused', refusal: { code: 'unknown_type', path: 'type', message } };
}

const utc = (at: Instant): string => new Date(at).toISOString();

function checkTime(
  { occurredAt, arrivedAt }: Envelope,
  { source, now, imported = false }: ValidationContext,
): Refusal | undefined {
  if (occurredAt > now + fiveMinutes)
    return {
      code: 'in_the_future',
      path: 'time',
      message: `time is ${utc(occurredAt)}, more than 5 minutes ahead of this server's clock.`,
    };
  if (arrivedAt !== undefined && arrivedAt > now + fiveMinutes)
    return {
      code: 'in_the_future',
      path: 'receivedtime',
      message: `receivedtime is more than 5 minutes ahead of this server's clock.`,
    };
  if (source.settings.historical || imported)
    return occurredAt < year1900
      ? {
          code: 'too_old',
          path: 'time',
          message: `time is ${utc(occurredAt)}; nothing before 1900 is taken.`,
        }
      : undefined;
  if (occurredAt < now - oldestLive || occurredAt < year2000)
    return {
      code: 'too_old',
      path: 'time',
      message: `time is ${utc(occurredAt)}, more than 400 days ago; import it as history.`,
    };
  return undefined;
}

function caseEvent(envelope: Envelope, type: CaseEventType, context: ValidationContext): Validated {
  const { source, catalogue, sealer, now } = context;
  if (/[:/]/.test(envelope.subject))
    return {
      kind: 'refused',
      refusal: {
        code: 'invalid_value',
        path: 'subject',
        message: `subject is ${shown(envelope.subject)}; a case number holds no ":" or "/".`,
      },
    };
  const zone = source.settings.timezone ?? catalogue.timezone;
  const read = readEventData(type, envelope.data, source.settings, zone);
  if (read instanceof Refused) {
    const { refusal, waitsFor } = read;
    return { kind: 'refused', refusal, ...(waitsFor === undefined ? {} : { waitsFor }) };
  }
  const hash = contentHash(envelope, read.personal !== undefined, sealer);
  if (!hash) return { kind: 'refused', refusal: tooDeep };
  return completeCaseEvent(
    {
      caseId: source.namespace === '' ? envelope.subject : `${source.namespace}:${envelope.subject}`,
      namespace: source.namespace,
      sourceId: source.sourceId,
      eventId: envelope.eventId,
      type,
      occurredAt: envelope.occurredAt,
      catalogueRevision: 0,
      receivedAt: source.settings.historical ? (envelope.arrivedAt ?? null) : now,
      data: read.data,
      contentHash: hash,
      sealed: null,
    },
    read.personal,
    context,
  );
}

const tooDeep: Refusal = {
  code: 'invalid_value',
  path: 'data',
  message: 'data is nested deeper than 32 levels.',
};

function sourceEvent(
  envelope: Envelope,
  type: OtherEventType,
  { source, sealer }: ValidationContext,
): Validated {
  const hash = contentHash(envelope, false, sealer);
  if (!hash) return { kind: 'refused', refusal: tooDeep };
  const { eventId, subject, occurredAt, data } = envelope;
  return {
    kind: 'source',
    event: { sourceId: source.sourceId, eventId, type, subject, occurredAt, contentHash: hash, data },
  };
}
