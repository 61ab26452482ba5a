import { otherEventTypes } from '#contract/caseEvent';
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
    const event = text === undefined ? 'the line is longer than 1 MB' : parse(text);
    const told = typeof event === 'string' ? undefined : event['subject'];
    const subject = typeof told === 'string' ? told : undefined;
    const own = fallsTo(share, subject);
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
      events: [{ line, event }],
      whole: false,
      own,
    };
  }
}

function parse(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return 'the line is no CloudEvent: a JSON object is expected';
  } catch (error) {
    return `the line is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`;
  }
}
