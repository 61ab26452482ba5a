import type { Mapping } from '#contract/mappingSchema';
import type { ImportCounter } from './importSummary.ts';
import { cloudEventLines } from './cloudEventLines.ts';
import { rowGroups } from './rowGroups.ts';
import { rowMapper } from './mapRow.ts';

/** A CloudEvent to be validated, and the line that tells it. */
export interface ToldEvent {
  line: number;
  event: Record<string, unknown>;
}

export interface ToldCase {
  /** What the file itself names as `source`; undefined where the mapping decides. */
  source: string | undefined;
  events: ToldEvent[];
  /** The file says nothing of this case elsewhere. */
  whole: boolean;
}

/** Reads a file of any format, case by case as far as the file has them together; faults go to the counter. */
export async function* mappedCases(
  chunks: AsyncIterable<string>,
  mapping: Mapping,
  file: string,
  timezone: string,
  counter: ImportCounter,
): AsyncGenerator<ToldCase, undefined> {
  if (mapping.format === 'cloudevents') {
    yield* cloudEventLines(chunks, counter);
    return;
  }
  const map = rowMapper(mapping, timezone);
  for await (const group of rowGroups(chunks, mapping, file)) {
    if ('warning' in group) {
      counter.summary.warnings.push(group.warning);
      continue;
    }
    if ('reason' in group) {
      counter.summary.rows += 1;
      counter.refused(group);
      continue;
    }
    counter.summary.rows += mapping.rows === 'case' ? 1 : group.rows.length;
    const { subject, events, faults } = map(group);
    for (const fault of faults) counter.refused(fault);
    if (subject === undefined) continue;
    counter.caseOf(subject);
    const told = events.map(({ line, id, type, at, receivedAt, data }) => ({
      line,
      event: {
        specversion: '1.0',
        id,
        type,
        subject,
        time: new Date(at).toISOString(),
        ...(receivedAt === undefined ? {} : { receivedtime: new Date(receivedAt).toISOString() }),
        data,
      },
    }));
    if (told.length > 0) yield { source: undefined, events: told, whole: group.whole };
  }
}
