import type { CaseEvent } from '#contract/caseEvent';
import type { SelfTestFinding } from '#contract/selfTestSchema';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import type { CaseState } from '../../domain/cases/caseState.ts';
import { isRecord } from '../fieldReaders.ts';
import type { Refusal } from '../incomingEvent.ts';
import type { RawEvent } from '../rawEvent.ts';

export type Example = SelfTestFinding['examples'][number];

/** One event of a self-test, and what would become of it. */
export interface LookedAt {
  example: Example;
  status: 'accepted' | 'duplicate' | 'rejected';
  /** As validated; undefined for one that was refused, or that is about the source itself. */
  event?: CaseEvent;
  /** As it was sent; undefined: as it came was not kept. */
  time?: string;
  refusal?: Refusal;
}

/** A case as the events would leave it. */
export interface LookedCase {
  /** Left out: the events are all there are. */
  before?: CaseState;
  after: CaseState;
  /** Those looked at, in their order. */
  events: readonly CaseEvent[];
}

export interface Looked {
  source: SourceRecord;
  of: 'stream' | 'recent';
  whole: boolean;
  /** In the order in which they were sent or arrived. */
  events: readonly LookedAt[];
  cases: readonly LookedCase[];
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 200) : null);

export function exampleOf(raw: RawEvent | undefined, index: number): Example {
  const event = isRecord(raw?.value) ? raw.value : {};
  return {
    index,
    id: text(event['id']),
    subject: text(event['subject']),
    type: text(event['type']),
    time: text(event['time']),
    message: null,
    why: null,
  };
}

export function exampleOfEvent({ eventId, caseId, type, occurredAt }: CaseEvent): Example {
  return {
    index: -1,
    id: eventId,
    subject: caseId,
    type,
    time: new Date(occurredAt).toISOString(),
    message: null,
    why: null,
  };
}
