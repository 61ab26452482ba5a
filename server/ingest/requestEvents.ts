import type { IncomingMessage } from 'node:http';
import { Problem } from '#contract/problem';
import { bodyChunks } from './bodyChunks.ts';
import { isRecord } from './fieldReaders.ts';
import { ndjsonEvents } from './ndjsonEvents.ts';
import { parseJson } from './parseJson.ts';
import type { RawEvent } from './rawEvent.ts';

/** Largest body that is read as a whole, unpacked; NDJSON has no limit. */
export const largestBody = 16 * 1024 * 1024;

type Mode = 'binary' | 'structured' | 'batch' | 'json' | 'ndjson';

const modes: Record<string, Mode> = {
  'application/cloudevents+json': 'structured',
  'application/cloudevents-batch+json': 'batch',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
};

/**
 * The events of a request, by its content type, a slice at a time.
 * @throws Problem `unsupported_media_type`, `too_large`, `unreadable`
 */
export async function* requestEvents(req: IncomingMessage): AsyncGenerator<RawEvent[]> {
  const mode = modeOf(req);
  if (mode === 'ndjson') {
    yield* ndjsonEvents(bodyChunks(req));
    return;
  }
  const body = await wholeBody(req);
  if (mode === 'binary') {
    yield [{ value: binaryEvent(req, body) }];
    return;
  }
  const parsed = parseJson(body);
  if (mode === 'batch' && !Array.isArray(parsed))
    throw new Problem('unreadable', 'A batch is a JSON array of events; the body is none.');
  if (mode === 'structured' && !isRecord(parsed))
    throw new Problem('unreadable', 'A structured event is one JSON object; the body is none.');
  if (Array.isArray(parsed)) yield parsed.map((value: unknown) => ({ value }));
  else yield [{ value: parsed }];
}

/** @throws Problem `unsupported_media_type` */
export function modeOf(req: IncomingMessage): Mode {
  const [type = '', ...parameters] = (req.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='));
  const named = charset?.slice(8).replaceAll('"', '');
  if (named !== undefined && named !== 'utf-8' && named !== 'utf8' && named !== 'us-ascii')
    throw new Problem('unsupported_media_type', `charset is "${named}"; JSON is sent as UTF-8.`, {
      path: 'Content-Type',
    });
  const binary = req.headers['ce-specversion'] !== undefined || req.headers['ce-type'] !== undefined;
  const mode = modes[type.trim()];
  if (binary && (mode === 'json' || type.trim() === '')) return 'binary';
  if (mode) return mode;
  throw new Problem(
    'unsupported_media_type',
    `Content-Type is "${type.trim()}"; send ${Object.keys(modes).slice(0, 4).join(', ')}, or an event in binary mode with ce-* headers.`,
    { path: 'Content-Type' },
  );
}

async function wholeBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(req)) {
    length += chunk.length;
    if (length > largestBody) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

export const tooLarge = (): Problem =>
  new Problem(
    'too_large',
    `The body is larger than ${largestBody / 1024 / 1024} MB; send less at a time, or NDJSON, which may be of any length.`,
  );

/** CloudEvents' HTTP binding: attributes in headers, percent-encoded where not plain ASCII; the body is the data. */
function binaryEvent(req: IncomingMessage, body: Buffer): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(req.headers)) {
    if (header.startsWith('ce-') && typeof value === 'string') event[header.slice(3)] = decoded(value);
  }
  if (body.length > 0) event['data'] = parseJson(body);
  return event;
}

function decoded(value: string): string {
  // node reads headers as Latin-1
  const text = Buffer.from(value, 'latin1').toString('utf8');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
