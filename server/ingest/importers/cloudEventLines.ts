import type { ImportCounter } from './importSummary.ts';
import type { ToldCase } from './mappedCases.ts';
import { textLines } from './textLines.ts';

const longestLine = 1024 * 1024;

/** One CloudEvent a line, as in ingest; lines that are no JSON object go to the counter with their number. */
export async function* cloudEventLines(
  chunks: AsyncIterable<string>,
  counter: ImportCounter,
): AsyncGenerator<ToldCase, undefined> {
  for await (const { line, text } of textLines(chunks, longestLine)) {
    counter.summary.rows += 1;
    const event = text === undefined ? 'the line is longer than 1 MB' : parse(text);
    if (typeof event === 'string') {
      counter.refused({ line, reason: event });
      continue;
    }
    const { source, subject } = event;
    if (typeof subject === 'string') counter.caseOf(subject);
    yield {
      source: typeof source === 'string' ? source : undefined,
      events: [{ line, event }],
      whole: false,
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
