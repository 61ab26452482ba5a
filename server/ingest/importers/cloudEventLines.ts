import { otherEventTypes } from '#contract/caseEvent';
import { isRecord } from '../fieldReaders.ts';
import type { ImportCounter } from './importSummary.ts';
import type { ToldCase } from './mappedCases.ts';
import { fallsTo, type Share } from './share.ts';
import { textLines } from './textLines.ts';

const longestLine = 1024 * 1024;

const aboutNoCase = new Set<unknown>(otherEventTypes);

/**
 * One CloudEvent a line, as in ingest; lines that are no JSON object go to the counter with their number. Events
 * about the catalogue or the source come to every share, where they stand.
 */
export async function* cloudEventLines(
  chunks: AsyncIterable<string>,
  share: Share,
  counter: ImportCounter,
): AsyncGenerator<ToldCase, undefined> {
  for await (const { line, text } of textLines(chunks, longestLine)) {
    const seen = text === undefined ? undefined : subjectAtSight(text);
    if (seen !== undefined && !fallsTo(share, seen)) continue;
    const event = text === undefined ? 'the line is longer than 1 MB' : parse(text);
    const told = typeof event === 'string' ? undefined : event['subject'];
    const subject = typeof told === 'string' ? told : undefined;
    const own = seen !== undefined || fallsTo(share, subject);
    if (own) counter.summary.rows += 1;
    if (typeof event === 'string') {
      if (own) counter.refused({ line, reason: event });
      continue;
    }
    if (!own && !aboutNoCase.has(event['type'])) continue;
    if (own && subject !== undefined) counter.caseOf(subject);
    const { source } = event;
    yield {
      source: typeof source === 'string' ? source : undefined,
      events: [{ line, value: event }],
      whole: false,
      own,
    };
  }
}

/**
 * The case that a line names without its being parsed, which costs more than all else that another share's line does
 * here; undefined when the text alone does not tell, or tells every share something.
 */
function subjectAtSight(text: string): string | undefined {
  if (text.includes('\\')) return undefined;
  const at = text.indexOf('"subject"');
  if (at < 0 || text.includes('"subject"', at + 1)) return undefined;
  if (otherEventTypes.some((type) => text.includes(type))) return undefined;
  plainSubject.lastIndex = at;
  return plainSubject.exec(text)?.[1];
}

const plainSubject = /"subject"\s*:\s*"([^"]*)"/y;

function parse(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : 'the line is no CloudEvent: a JSON object is expected';
  } catch (error) {
    return `the line is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`;
  }
}
