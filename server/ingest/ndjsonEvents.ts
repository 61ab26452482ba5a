import { isUtf8 } from 'node:buffer';
import { positionOf } from './parseJson.ts';
import type { RawEvent } from './rawEvent.ts';

/** Longest line read as an event, in bytes. */
export const longestLine = 1024 * 1024;
const newline = 10;

/**
 * Lines of NDJSON → events, as many at a time as a chunk completes. A line that is no JSON is an event of its own
 * that says so with its number (from 1); empty lines are passed over. Memory stays below two chunks and one line.
 */
export async function* ndjsonEvents(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawEvent[]> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let skipping = false;
  let line = 1;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      restLength += chunk.length;
      if (!skipping) rest.push(chunk);
      // the beginning is enough to name it by
      if (restLength > longestLine) {
        skipping = true;
        rest = [Buffer.concat(rest).subarray(0, 1024)];
      }
      continue;
    }
    const events: RawEvent[] = [];
    let from = 0;
    if (skipping) {
      events.push(tooLong(rest, restLength + chunk.indexOf(newline), line));
      from = chunk.indexOf(newline) + 1;
      line += 1;
      rest = [];
    }
    rest.push(chunk.subarray(from, end + 1));
    line += readLines(Buffer.concat(rest), line, events);
    rest = [chunk.subarray(end + 1)];
    restLength = chunk.length - end - 1;
    skipping = false;
    if (events.length > 0) yield events;
  }
  const last: RawEvent[] = [];
  if (skipping) last.push(tooLong(rest, restLength, line));
  else readLines(Buffer.concat(rest), line, last);
  if (last.length > 0) yield last;
}

/** @returns how many lines ended in the bytes */
function readLines(bytes: Buffer, firstLine: number, into: RawEvent[]): number {
  const lines = isUtf8(bytes) ? bytes.toString('utf8').split('\n') : undefined;
  const texts = lines ?? bytes.toString('latin1').split('\n');
  for (const [i, text] of texts.entries()) {
    const broken = lines === undefined && !isUtf8(Buffer.from(text, 'latin1'));
    const read = lines === undefined && !broken ? Buffer.from(text, 'latin1').toString('utf8') : text;
    const event = readLine(read, firstLine + i, broken);
    if (event) into.push(event);
  }
  return texts.length - 1;
}

function readLine(given: string, line: number, broken: boolean): RawEvent | undefined {
  const text = line === 1 && given.startsWith('\ufeff') ? given.slice(1) : given;
  if (text.trim() === '') return undefined;
  if (broken) return unreadable(text, `line ${line} is not UTF-8.`);
  if (text.length > longestLine) return tooLong([Buffer.from(text.slice(0, 1024))], text.length, line);
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch (error) {
    return unreadable(text, `line ${line} is not JSON${positionOf(error, text)}.`);
  }
}

const unreadable = (text: string, message: string): RawEvent => ({
  refusal: { code: 'unreadable', message },
  text,
});

function tooLong(rest: readonly Buffer[], bytes: number, line: number): RawEvent {
  const message = `line ${line} has ${bytes} bytes; at most ${longestLine} are taken for one event.`;
  return {
    refusal: { code: 'too_large', message },
    text: Buffer.concat(rest).toString('utf8').slice(0, 1024),
  };
}
