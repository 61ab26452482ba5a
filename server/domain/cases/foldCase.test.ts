import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseEventTypes, type CaseEvent } from '#contract/caseEvent';
import { at, eventsOf } from '../../testing/scenario.ts';
import { badRatingsOf } from './badRating.ts';
import { compareEvents } from './eventOrder.ts';
import { appendToCase, foldCase, mayHaveSeen } from './foldCase.ts';

const start = at('2026-03-02 09:00');
const anyEvent = fc.record({
  type: fc.constantFrom(...caseEventTypes),
  minute: fc.integer({ min: 0, max: 40 }),
  id: fc.integer({ min: 0, max: 60 }),
  sourceId: fc.integer({ min: 1, max: 2 }),
  delayHours: fc.integer({ min: 0, max: 60 }),
  item: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  step: fc.constantFrom('受理', '审查', '决定'),
  target: fc.integer({ min: 0, max: 60 }),
  outcome: fc.constantFrom(
    'granted' as const,
    'refused' as const,
    'revoked' as const,
    'transferred' as const,
  ),
});
const anyHistory = fc.uniqueArray(anyEvent, {
  minLength: 1,
  maxLength: 14,
  selector: (e) => `${e.sourceId}/${e.id}`,
});

function toEvent(e: typeof anyEvent extends fc.Arbitrary<infer T> ? T : never): CaseEvent {
  const occurredAt = start + e.minute * 60_000;
  const target = e.type === 'case.amended' || e.type === 'case.voided_event';
  return {
    caseId: 'c',
    sourceId: e.sourceId,
    eventId: `e${e.id}`,
    type: e.type,
    occurredAt,
    receivedAt: occurredAt + e.delayHours * 3_600_000,
    catalogueRevision: 1,
    data: {
      department: 'd',
      step: e.step,
      outcome: e.outcome,
      days: 3,
      score: 5,
      ...(e.item ? { item: e.item } : {}),
      ...(target ? { eventId: `e${e.target}`, data: { step: '审查' } } : {}),
    },
  };
}

/** Applies events one by one as they arrive, as ingest does. */
function projected(events: readonly CaseEvent[]) {
  const stored: CaseEvent[] = [];
  let state: ReturnType<typeof foldCase> | undefined;
  for (const event of events) {
    stored.push(event);
    state = (state && appendToCase(state, [event])) ?? foldCase(stored, '');
  }
  return state;
}

/** So that a change of what must not be changed throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('the fold of a case', () => {
  it('is the same in whatever order the events arrive', () => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.nat()), (history, order) => {
        const events = history.map(toEvent);
        const shuffled = events
          .map((event) => ({ event, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        const whole = foldCase(events, '');
        const byArrival = projected(shuffled);
        expect({ ...byArrival, seen: [] }).toEqual({ ...whole, seen: [] });
        expect(byArrival?.seen.length).toBe(whole.seen.length);
      }),
      { numRuns: 400 },
    );
  });

  it('survives storage as JSON', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const state = foldCase(history.map(toEvent), '');
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
    );
  });

  it('applied on the fast path is what a rebuild folds, fingerprints included', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const events = history.map(toEvent).sort(compareEvents);
        expect(projected(events)).toEqual(foldCase(events, ''));
      }),
    );
  });

  it('goes on with several events at once as one by one, and leaves the state before as it was', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat({ max: 13 }), (history, cut) => {
        const events = history.map(toEvent).sort(compareEvents);
        const [early, late] = [events.slice(0, cut + 1), events.slice(cut + 1)];
        const before = frozen(foldCase(early, ''));
        const after = appendToCase(before, late);
        expect(after ?? foldCase(events, '')).toEqual(foldCase(events, ''));
      }),
    );
  });

  it('never forgets that it has seen an event', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const events = history.map(toEvent);
        const state = foldCase(events, '');
        for (const event of events) expect(mayHaveSeen(state, event.sourceId, event.eventId)).toBe(true);
      }),
    );
  });

  it('takes region, department and item from the earliest event and calls later others a conflict', () => {
    const events = eventsOf([
      ['submitted', '2026-03-02 09:00', { item: 'permit' }],
      ['accepted', '2026-03-02 10:00', { item: 'other' }],
      ['step_completed', '2026-03-02 11:00', { step: '审查', department: '500112-WJ' }],
    ]);
    const state = foldCase(events, '');
    expect(state).toMatchObject({ item: 'permit', department: '500112-ZJ', region: '500112' });
    expect(state.conflicts).toEqual([
      { field: 'item', value: 'other', eventId: 'e2', at: at('2026-03-02 10:00') },
    ]);
    expect(state.round.steps[0]?.department).toBe('500112-WJ');
  });

  it.each([
    ['that is transferred goes to where it is told', 'transferred', '500103', '500103-ZJ'],
    ['that ends otherwise stays, whoever ends it', 'granted', '500112', '500112-ZJ'],
  ] as const)('%s', (_name, outcome, region, department) => {
    const state = foldCase(
      eventsOf([
        ['accepted', '2026-03-02 10:00'],
        ['concluded', '2026-03-03 10:00', { outcome, region: '500103', department: '500103-ZJ' }],
      ]),
      '',
    );
    expect(state).toMatchObject({ region, department });
  });

  it('keeps the first conclusion; a later revocation changes the outcome alone', () => {
    const state = foldCase(
      eventsOf([
        ['accepted', '2026-03-02 10:00'],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
        ['concluded', '2026-03-04 10:00', { outcome: 'refused' }],
        ['concluded', '2026-03-05 10:00', { outcome: 'revoked' }],
      ]),
      '',
    );
    expect(state.round.concluded).toMatchObject({ at: at('2026-03-03 10:00'), outcome: 'revoked' });
  });

  it('starts a new round with clocks of its own when a case is reopened', () => {
    const state = foldCase(
      eventsOf([
        ['accepted', '2026-03-02 10:00'],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
        ['reopened', '2026-03-09 10:00', { reason: '复议' }],
        ['accepted', '2026-03-10 10:00'],
      ]),
      '',
    );
    expect(state.past).toHaveLength(1);
    expect(state.round).toMatchObject({ openedBy: 'e3', accepted: { at: at('2026-03-10 10:00') } });
    expect(state.round.concluded).toBeUndefined();
  });

  it('corrects by amendment and leaves out what was voided, of the same source only', () => {
    const events = eventsOf([
      ['accepted', '2026-03-02 10:00'],
      ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
      [
        'amended',
        '2026-03-04 10:00',
        { eventId: 'e2', data: { outcome: 'refused' }, time: at('2026-03-03 16:00') },
      ],
    ]);
    expect(foldCase(events, '').round.concluded).toMatchObject({
      outcome: 'refused',
      at: at('2026-03-03 16:00'),
    });
    const foreign = events.map((e, i) => (i === 2 ? { ...e, sourceId: 2 } : e));
    expect(foldCase(foreign, '').round.concluded).toMatchObject({ outcome: 'granted' });
    const voided = eventsOf([
      ['accepted', '2026-03-02 10:00'],
      ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
      ['voided_event', '2026-03-04 10:00', { eventId: 'e2' }],
    ]);
    expect(foldCase(voided, '').round.concluded).toBeUndefined();
    expect(foldCase(voided, '').corrected).toBe(true);
  });

  it('counts a call back and a rectification to the last bad rating of which it was not told yet', () => {
    const { ratings } = foldCase(
      eventsOf([
        ['rated', '2026-03-02 10:00', { score: 1 }],
        ['rated', '2026-03-03 10:00', { score: 2, isDefault: true }],
        ['rated', '2026-03-04 10:00', { score: 2 }],
        ['rated', '2026-03-05 10:00', { score: 5 }],
        ['rating_called_back', '2026-03-06 10:00'],
        ['rating_rectified', '2026-03-07 10:00'],
        ['rating_rectified', '2026-03-08 10:00'],
        ['rating_rectified', '2026-03-09 10:00'],
      ]),
      '',
    );
    expect(JSON.parse(badRatingsOf(ratings) ?? '')).toEqual([
      { at: at('2026-03-02 10:00'), score: 1, rectifiedAt: at('2026-03-08 10:00') },
      {
        at: at('2026-03-04 10:00'),
        score: 2,
        calledBackAt: at('2026-03-06 10:00'),
        rectifiedAt: at('2026-03-07 10:00'),
      },
    ]);
    expect(badRatingsOf(ratings.filter(({ score }) => score === 5))).toBeNull();
  });

  it('says when nothing that was told holds any longer', () => {
    const voided = eventsOf([
      ['accepted', '2026-03-02 10:00'],
      ['voided_event', '2026-03-04 10:00', { eventId: 'e1' }],
    ]);
    expect(foldCase(voided, '').corrected).toBe('wholly');
  });
});
