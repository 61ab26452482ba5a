import type { ColumnMapping, Mapping } from '#contract/mappingSchema';
import type { Envelope } from '../readEnvelope.ts';
import type { ImportCounter } from './importSummary.ts';
import { cloudEventLines } from './cloudEventLines.ts';
import { rowGroups } from './rowGroups.ts';
import { rowMapper } from './mapRow.ts';
import { fallsTo, type Share } from './share.ts';

/** What is told of a case, to be validated, and the line that tells it: a CloudEvent, or what a mapping makes of a row. */
export type ToldEvent =
  { line: number; value: Record<string, unknown> } | { line: number; envelope: Envelope };

export interface ToldCase {
  /** What the file itself names as `source`; undefined where the mapping decides. */
  source: string | undefined;
  events: ToldEvent[];
  /** The file says nothing of this case elsewhere. */
  whole: boolean;
  /** False: what it says of the catalogue or the source must be known here too, but another share counts it. */
  own: boolean;
}

export interface MapOptions {
  mapping: Mapping;
  /** As sentences name it. */
  file: string;
  /** Of times without an offset when the mapping names no zone. */
  timezone: string;
  share: Share;
}

/** Reads a share of a file of any format, case by case as far as the file has them together; faults go to the counter. */
export function mappedCases(
  chunks: AsyncIterable<string>,
  options: MapOptions,
  counter: ImportCounter,
): AsyncGenerator<ToldCase, undefined> {
  const { mapping } = options;
  return mapping.format === 'cloudevents'
    ? cloudEventLines(chunks, options.share, counter)
    : mappedRows(chunks, mapping, options, counter);
}

async function* mappedRows(
  chunks: AsyncIterable<string>,
  mapping: ColumnMapping,
  { file, timezone, share }: MapOptions,
  counter: ImportCounter,
): AsyncGenerator<ToldCase, undefined> {
  const map = rowMapper(mapping, timezone, (caseNumber) => fallsTo(share, caseNumber));
  for await (const group of rowGroups(chunks, mapping, file)) {
    if ('warning' in group) {
      if (share.part === 0) counter.summary.warnings.push(group.warning);
      continue;
    }
    if ('reason' in group) {
      if (!fallsTo(share, undefined)) continue;
      counter.summary.rows += 1;
      counter.refused(group);
      continue;
    }
    const mapped = map(group);
    if (!mapped) continue;
    counter.summary.rows += mapping.rows === 'case' ? 1 : group.rows.length;
    const { subject, events, faults } = mapped;
    for (const fault of faults) counter.refused(fault);
    if (subject === undefined) continue;
    counter.caseOf(subject);
    if (events.length > 0) yield { source: undefined, events, whole: group.whole, own: true };
  }
}
