import type { CaseEventType } from '#contract/caseEvent';
import type { ColumnMapping, DataSpec, EventSpec, TimeSpec, ValueSpec } from '#contract/mappingSchema';
import type { Instant } from '#contract/time';
import { unclassified } from '../../catalogue/provisionalEntries.ts';
import { Refused } from '../fieldReaders.ts';
import { readSubject, type Envelope } from '../readEnvelope.ts';
import { eventId } from './eventId.ts';
import type { FileRow, RowFault } from './fileRow.ts';
import {
  fieldReader,
  instantOfColumn,
  textOf,
  ValueFault,
  type ValueReader,
  type Writing,
} from './mapValue.ts';
import { quoted } from './parseTime.ts';

/** An event as the file tells it, `data` not yet validated; `arrivedAt` is undefined when the file does not say. */
export interface MappedEvent {
  line: number;
  envelope: Envelope;
}

/** All that stands in one place of the file about one case. */
export interface RowGroup {
  /** Where case attributes stand: the trace, or the rows themselves. */
  heads: readonly FileRow[];
  /** `rows: "event"`: one event each. */
  rows: readonly FileRow[];
  /** The file says nothing of this case elsewhere. */
  whole: boolean;
}

export interface MappedGroup {
  subject: string | undefined;
  events: MappedEvent[];
  faults: RowFault[];
}

interface EventPlan {
  /** Undefined: the row's activity decides; null: this row makes no event. */
  typeOf(row: FileRow): CaseEventType | null | ValueFault | undefined;
  time: ValueReader<Instant>;
  received: ValueReader<Instant>;
  own: Fields;
}

type Fields = { field: string; read: ValueReader<unknown> }[];

/** Makes the pure function from what a file says of a case to its events; undefined for a case that is not taken. */
export function rowMapper(
  mapping: ColumnMapping,
  timezone: string,
  takes: (caseNumber: string | undefined) => boolean,
): (group: RowGroup) => MappedGroup | undefined {
  const writing: Writing = {
    timeFormat: mapping.timeFormat,
    timezone: mapping.timezone ?? timezone,
    precision: mapping.precision,
    missing: new Set(mapping.missing),
    translated: new Set(Object.keys(mapping.values)),
  };
  const caseNumber = textOf(mapping.case, writing);
  const { item, department, region, channel } = mapping;
  const naming = fields({ item, department, region, channel }, writing);
  const headPlans = (mapping.rows === 'case' ? mapping.events : mapping.caseEvents).map((spec) =>
    eventPlan(spec, spec.received ?? mapping.received, () => spec.type, writing),
  );
  const rowPlan = mapping.rows === 'event' ? planOfRows(mapping, writing) : undefined;

  return ({ heads, rows, whole }) => {
    const first = heads[0] ?? rows[0];
    const number = first && caseNumber(first);
    const subject = typeof number === 'string' ? number : undefined;
    if (!takes(subject)) return undefined;
    const mapped: MappedGroup = { subject, events: [], faults: [] };
    if (!first) return mapped;
    if (subject === undefined) {
      mapped.faults.push({ line: first.line, reason: `${mapping.case} is empty: a row needs a case number` });
      return mapped;
    }
    const read = readSubject(subject, mapping.case, '');
    if (read instanceof Refused) {
      mapped.faults.push({ line: first.line, reason: read.refusal.message });
      return mapped;
    }
    const adder = new EventAdder(mapping.source, subject, naming, mapped);
    for (const head of heads) for (const plan of headPlans) adder.add(head, plan, 'told by every row');
    if (rowPlan) for (const row of rows) adder.add(row, rowPlan, 'told by this row');
    if (mapping.lenient) classify(mapped.events, mapping, whole);
    return mapped;
  };
}

/** What a lenient source never names of a case is `unclassified`; of a case told in several places that is not known. */
function classify(events: readonly MappedEvent[], mapping: ColumnMapping, whole: boolean): void {
  for (const field of ['item', 'department', 'region'] as const) {
    const unnamed = whole
      ? events.every(({ envelope }) => envelope.data[field] === undefined)
      : mapping[field] === undefined;
    if (unnamed) for (const { envelope } of events) envelope.data[field] = unclassified;
  }
}

function planOfRows(mapping: ColumnMapping, writing: Writing): EventPlan | undefined {
  const { time, map } = mapping;
  if (time === undefined) return undefined;
  const asked = mapping.activity ?? mapping.step;
  const activity = asked === undefined ? undefined : textOf(asked, writing);
  const others = map['*'];
  const typeOf = (row: FileRow): CaseEventType | null | ValueFault => {
    const named = activity?.(row);
    const type = typeof named === 'string' && Object.hasOwn(map, named) ? map[named] : others;
    if (type !== undefined) return type;
    return new ValueFault(
      `the mapping's map names no type for ${quoted(typeof named === 'string' ? named : '')} and has no "*"`,
    );
  };
  const spec = {
    time,
    step: mapping.step,
    handler: mapping.handler,
    data: mapping.data,
    dueAt: mapping['step.dueAt'],
  };
  return eventPlan(spec, mapping.received, typeOf, writing);
}

function eventPlan(
  spec: Pick<EventSpec, 'time' | 'step' | 'handler' | 'data'> & { dueAt?: TimeSpec | undefined },
  received: TimeSpec | undefined,
  typeOf: EventPlan['typeOf'],
  writing: Writing,
): EventPlan {
  const { step, handler, dueAt, data } = spec;
  return {
    typeOf,
    time: instantOfColumn(spec.time, 'event', writing),
    received: received === undefined ? () => undefined : instantOfColumn(received, 'event', writing),
    own: fields({ step, handler, dueAt, ...data }, writing),
  };
}

function fields(specs: Record<string, ValueSpec | DataSpec[string] | undefined>, writing: Writing): Fields {
  return Object.entries(specs).flatMap(([field, spec]) =>
    spec === undefined ? [] : [{ field, read: fieldReader(field, spec, writing) }],
  );
}

class EventAdder {
  private readonly source: string;
  private readonly subject: string;
  private readonly naming: Fields;
  private readonly into: MappedGroup;
  private readonly counts = new Map<string, number>();

  constructor(source: string, subject: string, naming: Fields, into: MappedGroup) {
    this.source = source;
    this.subject = subject;
    this.naming = naming;
    this.into = into;
  }

  /** Adds the event of a row, or what is wrong with it. What every row repeats is one event however often told. */
  add(row: FileRow, plan: EventPlan, told: 'told by every row' | 'told by this row'): void {
    const type = plan.typeOf(row);
    const at = plan.time(row);
    const receivedAt = plan.received(row);
    const data: Record<string, unknown> = {};
    const own: unknown[] = [at];
    const fault =
      [type, at, receivedAt].find((value) => value instanceof ValueFault) ??
      readInto(this.naming, row, data) ??
      readInto(plan.own, row, data, own);
    if (fault instanceof ValueFault) this.into.faults.push({ line: row.line, reason: fault.reason });
    if (fault instanceof ValueFault || type instanceof ValueFault || type == null) return;
    if (typeof at !== 'number' || receivedAt instanceof ValueFault) return;
    const key = eventId(this.source, this.subject, type, own, 0);
    const ordinal = this.counts.get(key) ?? 0;
    if (told === 'told by every row' && ordinal > 0) return;
    this.counts.set(key, ordinal + 1);
    this.into.events.push({
      line: row.line,
      envelope: {
        eventId: ordinal === 0 ? key : eventId(this.source, this.subject, type, own, ordinal),
        type,
        subject: this.subject,
        micros: at * 1000,
        occurredAt: at,
        arrivedAt: receivedAt,
        data,
      },
    });
  }
}

/** Reads fields into `data`; `own` collects those that make the event's identity. */
function readInto(
  of: Fields,
  row: FileRow,
  data: Record<string, unknown>,
  own?: unknown[],
): ValueFault | undefined {
  for (const { field, read } of of) {
    const value = read(row);
    if (value instanceof ValueFault) return value;
    if (value === undefined) continue;
    data[field] = value;
    own?.push(field, value);
  }
  return undefined;
}
