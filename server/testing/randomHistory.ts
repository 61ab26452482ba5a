import fc from 'fast-check';
import type { CaseEvent, CaseEventType } from '#contract/caseEvent';
import { at } from './scenario.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Begins before the Spring Festival of 2026, so that holidays and make-up days lie within. */
const earliest = at('2026-02-09 00:00');

const types: fc.WeightedArbitrary<CaseEventType>[] = [
  { arbitrary: fc.constantFrom('case.submitted', 'case.received', 'case.accepted'), weight: 6 },
  { arbitrary: fc.constantFrom('case.step_started', 'case.step_completed'), weight: 6 },
  { arbitrary: fc.constantFrom('case.suspended', 'case.resumed', 'case.extended'), weight: 5 },
  { arbitrary: fc.constantFrom('case.correction_requested', 'case.correction_received'), weight: 3 },
  { arbitrary: fc.constantFrom('case.decided', 'case.concluded'), weight: 4 },
  { arbitrary: fc.constantFrom('case.not_accepted', 'case.reopened', 'case.pre_reviewed'), weight: 1 },
  { arbitrary: fc.constantFrom('case.certificate_issued', 'case.delivered', 'case.fee_charged'), weight: 2 },
  { arbitrary: fc.constantFrom('case.amended', 'case.voided_event'), weight: 3 },
];

/** A span of time: mostly minutes and hours, sometimes days. */
const span = fc.oneof(
  { arbitrary: fc.constant(0), weight: 2 },
  { arbitrary: fc.integer({ min: 1, max: 120 }).map((n) => n * minute), weight: 4 },
  { arbitrary: fc.integer({ min: 2, max: 48 }).map((n) => n * hour), weight: 3 },
  { arbitrary: fc.integer({ min: 2, max: 9 }).map((n) => n * day), weight: 2 },
);
const delay = fc.oneof({ arbitrary: fc.constant(0), weight: 6 }, { arbitrary: span, weight: 2 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const anyMoment = fc.record({
  type: fc.oneof(...types),
  gap: span,
  delay,
  twice: fc.boolean(),
  target: fc.nat({ max: 12 }),
  later: fc.option(span, { nil: undefined }),
  data: fc.record({
    step: fc.constantFrom('受理', '审查', '决定'),
    outcome: fc.constantFrom('granted' as const, 'refused' as const, 'returned' as const, 'voided' as const),
    reason: maybe(fc.constant('材料不全')),
    kind: maybe(fc.constantFrom('testing' as const, 'hearing' as const)),
    approvedDays: maybe(fc.integer({ min: 1, max: 6 })),
    approver: maybe(fc.constant('u-9')),
    notice: maybe(fc.constant('n-1')),
    days: fc.constantFrom(5, 10, 12),
    channel: fc.constantFrom('web', 'window'),
    handler: fc.constantFrom(
      { code: 'h-1', kind: 'human' as const },
      { code: 'm-1', kind: 'machine' as const },
    ),
    amount: fc.constantFrom(0, 20),
    newFacts: fc.boolean(),
    applicantNotified: fc.boolean(),
  }),
});

/** What a type of event carries, as ingest lets it through. */
const fields: Partial<Record<CaseEventType, readonly (keyof CaseEvent['data'])[]>> = {
  'case.not_accepted': ['reason'],
  'case.correction_requested': ['newFacts'],
  'case.step_started': ['step'],
  'case.step_completed': ['step'],
  'case.suspended': ['kind', 'approvedDays', 'approver', 'reason', 'notice'],
  'case.extended': ['days', 'approver', 'reason'],
  'case.decided': ['outcome'],
  'case.concluded': ['outcome', 'reason'],
  'case.delivered': ['applicantNotified'],
  'case.fee_charged': ['amount'],
};
const decisions: ReadonlySet<unknown> = new Set(['granted', 'refused']);

/** A life of one case in the order of its arrival, duplicates among it. */
export interface RandomHistory {
  arrivals: CaseEvent[];
  /** At least eleven minutes after the last arrival: a source that is heard is given ten to tell the rest. */
  until: number;
}

/** Random lives of a case of one item: late, duplicated, amended and voided events, in any order of arrival. */
export function anyHistory(item: string): fc.Arbitrary<RandomHistory> {
  return fc
    .record({
      start: fc.integer({ min: 0, max: 20 * 24 * 60 }),
      moments: fc.array(anyMoment, { minLength: 1, maxLength: 12 }),
      rest: span,
    })
    .map(({ start, moments, rest }) => {
      let now = earliest + start * minute;
      const events = moments.map(({ type, gap, delay, twice, target, later, data }, index) => {
        now += gap;
        const own = (fields[type] ?? []).map((name) => [name, data[name as keyof typeof data]] as const);
        const corrects = type === 'case.amended' || type === 'case.voided_event';
        const event: CaseEvent = {
          caseId: 'c',
          sourceId: 1,
          eventId: `e${index}`,
          type,
          occurredAt: now,
          receivedAt: now + delay,
          catalogueRevision: 1,
          data: {
            item,
            department: '500112-ZJ',
            region: '500112',
            channel: data.channel,
            handler: data.handler,
            ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
            ...(corrects && { eventId: `e${target}` }),
            ...(type === 'case.amended' && {
              ...(later === undefined ? { data: { step: '审查' } } : { time: earliest + later }),
            }),
          },
        };
        if (type === 'case.decided' && !decisions.has(event.data.outcome)) event.data.outcome = 'granted';
        return { event, twice };
      });
      const arrivals = events
        .flatMap(({ event, twice }) => (twice ? [event, event] : [event]))
        .sort((a, b) => (a.receivedAt ?? 0) - (b.receivedAt ?? 0));
      return { arrivals, until: (arrivals.at(-1)?.receivedAt ?? now) + 11 * minute + rest };
    });
}
