import type { CaseEvent, CaseEventType, Handler } from '#contract/caseEvent';
import { caseEventTypes } from '#contract/caseEvent';
import type { Instant } from '#contract/time';

const noHandling: ReadonlySet<CaseEventType> = new Set([
  'case.fee_charged',
  'case.rated',
  'case.rating_called_back',
  'case.rating_rectified',
  'case.complained',
  'case.amended',
  'case.voided_event',
]);

/** Events by which somebody works on a case, in lifecycle order: a fee or a rating puts it into nobody's hands. */
export const handlingTypes: readonly CaseEventType[] = caseEventTypes.filter((type) => !noHandling.has(type));

/** A case is taken up with these; all others are the end of some work, which began with what was done before. */
export const takingTypes: readonly CaseEventType[] = ['case.step_started', 'case.reopened'];

export interface Act {
  type: CaseEventType;
  at: Instant;
  eventId: string;
  step: string | null;
}

/** A handler has the case from then until it is handed over, or ends. */
export interface Holding {
  handler: Handler;
  /** Codes of handlers are those of their source. */
  sourceId: number;
  /** As the first act names it; null: the case's own. */
  department: string | null;
  from: Instant;
  /** Null: they have it still. */
  until: Instant | null;
  /** `told`: an event says that they took it; `inferred`: theirs since what was done before, as work is known by its end. */
  taken: 'told' | 'inferred';
  acts: Act[];
}

/**
 * Who had a case, one after the other: the first handler owns it until another one is named (首问负责), and so on to the
 * end, which nobody holds; after it whoever issues and delivers.
 * @param events valid ones, in their order
 */
export function custody(events: readonly CaseEvent[]): Holding[] {
  const holdings: Holding[] = [];
  let before: Instant | null = null;
  let isOver = false;
  for (const event of events) {
    const { type, occurredAt: at, eventId, data } = event;
    if (noHandling.has(type)) continue;
    const last = holdings.at(-1);
    const isReopened = type === 'case.reopened';
    if (isReopened) isOver = false;
    const holder = data.handler ? { handler: data.handler, sourceId: event.sourceId } : isReopened && last;
    if (holder) {
      const { handler, sourceId } = holder;
      if (!last || isReopened || handlerKey(last) !== handlerKey(holder)) {
        const from = before === null || takingTypes.includes(type) ? at : before;
        if (last && last.until === null) last.until = from;
        const taken = from === at ? 'told' : 'inferred';
        const department = data.department ?? null;
        holdings.push({ handler, sourceId, department, from, until: isOver ? at : null, taken, acts: [] });
      }
      holdings.at(-1)?.acts.push({ type, at, eventId, step: data.step ?? null });
    }
    if (type === 'case.concluded' || type === 'case.not_accepted') {
      isOver = true;
      const held = holdings.at(-1);
      if (held && held.until === null) held.until = at;
    }
    before = at;
  }
  return holdings;
}

export const handlerKey = ({ handler, sourceId }: Pick<Holding, 'handler' | 'sourceId'>): string =>
  `${String(sourceId)}/${handler.code}`;

/** Place of the first person who was asked; -1: none is named. A machine is asked nothing. */
export function firstAsked(holdings: readonly Holding[]): number {
  return holdings.findIndex(({ handler }) => handler.kind !== 'machine');
}

/** Place of who had it at an instant, or had had it last; the first before anybody has it; -1: nobody is named. */
export function heldAt(holdings: readonly Holding[], at: Instant): number {
  return holdings.length === 0
    ? -1
    : Math.max(
        0,
        holdings.findLastIndex(({ from }) => from <= at),
      );
}
