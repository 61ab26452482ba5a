import { describe, expect, it } from 'vitest';
import { compareWithStored, type ImportEvent } from './compareWithStored.ts';
import type { StoredEvent } from './storedEvents.ts';

const told = (eventId: string, at: number, more: { step?: string; content?: string } = {}): ImportEvent => ({
  line: at,
  event: {
    caseId: 'c',
    namespace: '',
    sourceId: 1,
    eventId,
    type: 'case.step_completed',
    occurredAt: at,
    receivedAt: null,
    catalogueRevision: 1,
    contentHash: more.content ?? eventId,
    sealed: null,
    data: { step: more.step ?? '审查' },
  },
});
const storedOf = (events: ImportEvent[]): Map<string, StoredEvent> => {
  const stored = new Map<string, StoredEvent>();
  compareWithStored(events, stored, true);
  return stored;
};
const compare = (stored: Map<string, StoredEvent>, events: ImportEvent[], whole: boolean) => {
  const { fresh, duplicates, amendments } = compareWithStored(events, stored, whole);
  return {
    fresh: fresh.map(({ event }) => event.eventId),
    duplicates,
    amended: amendments.map(({ eventId }) => eventId),
  };
};

describe('compareWithStored', () => {
  it('takes the same event again as a duplicate and another content under its id as an amendment', () => {
    const stored = storedOf([told('a', 1), told('b', 2)]);
    expect(compare(stored, [told('a', 1), told('b', 2, { content: 'other' })], true)).toEqual({
      fresh: [],
      duplicates: 1,
      amended: ['b'],
    });
  });

  it('takes a new id for an amendment of the nearest event of its step that is no longer told', () => {
    const stored = storedOf([told('a', 1), told('b', 10), told('c', 20, { step: '决定' })]);
    expect(compare(stored, [told('a', 1), told('x', 11), told('y', 12, { step: '送达' })], true)).toEqual({
      fresh: ['y'],
      duplicates: 1,
      amended: ['b'],
    });
  });

  it('takes a part of a case for new when it repeats nothing, or lies outside what it repeats', () => {
    const first = [told('a', 1), told('b', 10)];
    expect(compare(storedOf(first), [told('x', 5)], false).fresh).toEqual(['x']);
    expect(compare(storedOf(first), [told('b', 10), told('x', 15)], false).fresh).toEqual(['x']);
    expect(compare(storedOf(first), [told('a', 1), told('x', 12)], false)).toEqual({
      fresh: [],
      duplicates: 1,
      amended: ['b'],
    });
  });
});
