import type { CaseEvent } from '#contract/caseEvent';
import type { SourceSettings } from '#contract/source';
import type { ValuesReport } from '#contract/sourceSchema';
import { fieldReaders } from '../eventFields.ts';
import { isRecord, Refused } from '../fieldReaders.ts';
import type { RawEvent } from '../rawEvent.ts';

type Values = SourceSettings['values'];
type Code = string | number;
type Row = ValuesReport['fields'][number]['rows'][number];

const mostExamples = 5;
const mostRows = 200;

interface Preview {
  fields: ValuesReport['fields'];
  wouldRefuse: number;
  examples: ValuesReport['examples'];
}

/**
 * What another mapping does to values that came: of stored events, whose values were read by the mapping until now, and
 * of letters, which are as they were sent. Where several codes were read as one value, the first of them stands for all.
 */
export function previewValues(
  before: Values,
  after: Values,
  events: readonly CaseEvent[],
  letters: readonly RawEvent[],
  zone: string,
): Preview {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const refused = new Set<CaseEvent>();
  const examples: Preview['examples'] = [];
  const fields = names.map((field) => {
    const [was, is] = [tableOf(before, field), tableOf(after, field)];
    const rows = new Map<string, Row>();
    const rowOf = (from: string): Row => {
      const known = rows.get(from);
      if (known) return known;
      const to = is ? (listed(is, from) ?? null) : from;
      const fault = to === null ? null : faultOf(field, to, zone);
      const read = was ? (listed(was, from) ?? null) : from;
      const row = { from, to, events: 0, letters: 0, before: read, fault };
      rows.set(from, row);
      return row;
    };
    for (const from of [...Object.keys(is ?? {}), ...Object.keys(was ?? {})]) rowOf(from);
    for (const event of events) {
      const stored = codeOf((event.data as Record<string, unknown>)[field]);
      if (stored === undefined) continue;
      const row = rowOf(givenAs(was, stored));
      row.events += 1;
      if (row.to === null || row.fault !== null) refused.add(event);
      if (row.to !== stored && String(row.to) !== String(stored) && examples.length < mostExamples)
        examples.push({
          eventId: event.eventId,
          type: event.type,
          field,
          given: row.from,
          before: stored,
          after: row.to,
        });
    }
    for (const letter of letters) {
      const given = givenIn(letter, field);
      if (given !== undefined) rowOf(given).letters += 1;
    }
    const used = (row: Row): number => row.events + row.letters;
    const sorted = [...rows.values()].sort((a, b) => used(b) - used(a) || (a.from < b.from ? -1 : 1));
    return { field, rows: sorted.slice(0, mostRows) };
  });
  return { fields, wouldRefuse: refused.size, examples };
}

type Table = Record<string, Code>;
const tableOf = (values: Values, field: string): Table | undefined =>
  Object.hasOwn(values, field) ? values[field] : undefined;
const listed = (table: Table, from: string): Code | undefined =>
  Object.hasOwn(table, from) ? table[from] : undefined;
const codeOf = (value: unknown): Code | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : undefined;

/** The code that a stored value came as; itself, where no table has read it. */
function givenAs(table: Table | undefined, stored: Code): string {
  const found = Object.entries(table ?? {}).find(([, to]) => String(to) === String(stored));
  return found?.[0] ?? String(stored);
}

function givenIn({ value }: RawEvent, field: string): string | undefined {
  const data = isRecord(value) ? value['data'] : undefined;
  const given = isRecord(data) ? codeOf(data[field]) : undefined;
  return given === undefined ? undefined : String(given);
}

function faultOf(field: string, to: Code, zone: string): string | null {
  if (!Object.hasOwn(fieldReaders, field)) return `no event has a field "${field}"`;
  const read = fieldReaders[field as keyof typeof fieldReaders](to, `data.${field}`, zone);
  return read instanceof Refused ? read.refusal.message : null;
}
