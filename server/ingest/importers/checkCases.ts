import type { Instant } from '#contract/time';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import { prepareEvents, type PrepareDeps, type UncheckedEvent } from '../prepareEvents.ts';
import type { SourceEvent, Validated } from '../validateEvent.ts';
import type { ImportEvent } from './compareWithStored.ts';
import type { RowFault } from './fileRow.ts';
import type { ToldCase } from './mappedCases.ts';

export interface CheckedCase {
  events: ImportEvent[];
  whole: boolean;
}

export interface Checked {
  cases: CheckedCase[];
  /** Events about the source or the catalogue rather than about a case. */
  others: { line: number; event: SourceEvent; own: boolean }[];
  faults: RowFault[];
}

/** Validates what a file tells by the same rules as what comes over HTTP. */
export async function checkCases(
  deps: PrepareDeps,
  source: SourceRecord,
  told: readonly ToldCase[],
  now: Instant,
  dryRun: boolean,
): Promise<Checked> {
  const raw: UncheckedEvent[] = [];
  for (const { events } of told)
    for (const event of events) {
      // a file may leave out whose events they are, or call the source by its name
      if ('value' in event && (event.value['source'] ?? source.name) === source.name)
        event.value['source'] = source.uri;
      raw.push(event);
    }
  const validated = await prepareEvents({ ...deps, imported: true }, source, raw, now, dryRun);
  const checked: Checked = { cases: [], others: [], faults: [] };
  let position = 0;
  for (const { events, whole, own } of told) {
    const valid: ImportEvent[] = [];
    for (const { line } of events) {
      const one = validated[position];
      position += 1;
      if (one?.kind === 'case') valid.push({ line, event: one.event });
      else if (one?.kind === 'source') checked.others.push({ line, event: one.event, own });
      else if (one && own) checked.faults.push({ line, reason: reasonOf(one) });
    }
    checked.cases.push({ events: valid, whole });
  }
  return checked;
}

/** A file is its own quarantine: it is imported again when the code is known. */
function reasonOf({ refusal, waitsFor }: Extract<Validated, { kind: 'refused' }>): string {
  if (waitsFor === undefined) return refusal.message;
  const [kind = '', ...code] = waitsFor.split(':');
  return `data.${kind} is "${code.join(':')}", which the catalogue does not know; import the catalogue and then the file again, or set "lenient": true in the mapping`;
}
