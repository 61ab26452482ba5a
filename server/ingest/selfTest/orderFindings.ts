import type { CaseEvent, CaseEventType } from '#contract/caseEvent';
import type { SelfTestFinding } from '#contract/selfTestSchema';
import type { CaseState } from '../../domain/cases/caseState.ts';
import { appendToCase, foldCase } from '../../domain/cases/foldCase.ts';
import { finding } from './finding.ts';
import { exampleOfEvent, type Example, type Looked, type LookedCase } from './lookedAt.ts';

/** These are kept and change nothing by themselves. */
const silent: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'case.rating_called_back',
  'case.rating_rectified',
  'case.complained',
  'case.amended',
  'case.voided_event',
]);

/** Events that come after later ones, that change nothing, that were sent before; cases that are never named. */
export function orderFindings(looked: Looked): SelfTestFinding[] {
  const { events, cases } = looked;
  const late = outOfOrder(looked);
  const again = events.filter(({ status }) => status === 'duplicate').map(({ example }) => example);
  const idle = cases.flatMap((one) => withoutEffect(one)).map((event) => exampleFor(looked, event));
  const unnamed = cases.filter(({ after }) => after.item === undefined || after.department === undefined);
  const all = events.length;
  return [
    ...(late.length > 0
      ? [finding({ code: 'out_of_order', n: late.length, of: all, path: 'time', examples: late })]
      : []),
    ...(again.length > 0
      ? [finding({ code: 'sent_again', n: again.length, of: all, path: 'id', examples: again })]
      : []),
    ...(idle.length > 0
      ? [finding({ code: 'without_effect', n: idle.length, of: all, path: 'type', examples: idle })]
      : []),
    ...(unnamed.length > 0
      ? [
          finding({
            code: 'never_named',
            n: unnamed.length,
            of: cases.length,
            path: 'data.item',
            examples: unnamed.flatMap(({ events: own }) => own.slice(0, 1)).map(exampleOfEvent),
          }),
        ]
      : []),
  ];
}

function outOfOrder({ events }: Looked): Example[] {
  const latest = new Map<string, number>();
  return events.flatMap(({ event, status, example }) => {
    if (!event || status !== 'accepted') return [];
    const before = latest.get(event.caseId) ?? -Infinity;
    latest.set(event.caseId, Math.max(before, event.occurredAt));
    return event.occurredAt < before ? [example] : [];
  });
}

/** Events of a case that leave it as it was, by the fold that judges cases. */
function withoutEffect({ before, after, events }: LookedCase): CaseEvent[] {
  const idle: CaseEvent[] = [];
  let state = before;
  for (const event of events) {
    const next: CaseState | undefined = state
      ? appendToCase(state, [event])
      : foldCase([event], after.namespace);
    // from here on it would have to be folded again: what came before is told
    if (!next) return idle;
    if (state && !silent.has(event.type) && standing(state) === standing(next)) idle.push(event);
    state = next;
  }
  return idle;
}

/** What of a case a person would see, without the books that are kept of it. */
function standing({ seen: _, last: __, delayed: ___, ...told }: CaseState): string {
  return JSON.stringify(told);
}

function exampleFor({ events }: Looked, event: CaseEvent): Example {
  const found = events.find(
    (one) => one.event?.eventId === event.eventId && one.event.caseId === event.caseId,
  );
  return found?.example ?? exampleOfEvent(event);
}
