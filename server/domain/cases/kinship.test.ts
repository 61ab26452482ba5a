import { describe, expect, it } from 'vitest';
import { at, eventsOf, type Line } from '../../testing/scenario.ts';
import { appendToCase, foldCase } from './foldCase.ts';
import { hasLateChild, joined, parentOf, parted, type ChildCase, type Kinship } from './kinship.ts';

const event = (time: string, eventId: string) => ({
  at: at(time),
  eventId,
  sourceId: 2,
  arrivedAt: at(time),
  catalogueRevision: 1,
});
const child = (caseId: string, began: string | null, ended: string | null): ChildCase => ({
  caseId,
  began: began === null ? null : event(began, `${caseId}-began`),
  ended: ended === null ? null : event(ended, `${caseId}-ended`),
  due: at('2026-05-20'),
});
const own = (...lines: Line[]) => foldCase(eventsOf([['submitted', '2026-05-11 09:00'], ...lines]), '');
const of = (...children: ChildCase[]): Kinship => ({ children });

describe('a joint case', () => {
  it('begins with its first child and ends with its last', () => {
    const kin = of(
      child('a', '2026-05-12 10:00', '2026-05-14 10:00'),
      child('b', '2026-05-11 10:00', '2026-05-13 10:00'),
    );
    expect(joined(own(), kin).round).toMatchObject({
      accepted: { eventId: 'b-began', byChild: true },
      concluded: { eventId: 'a-ended', outcome: 'other', byChild: true },
    });
    expect(joined(own(), kin, at('2026-05-14 09:59')).round.concluded).toBeUndefined();
  });

  it('stays open while one child is, and goes by its own events where it has them', () => {
    const kin = of(child('a', '2026-05-11 10:00', '2026-05-14 10:00'), child('b', null, null));
    expect(joined(own(), kin).round.concluded).toBeUndefined();
    const told = own(
      ['accepted', '2026-05-11 09:30'],
      ['concluded', '2026-05-12 09:00', { outcome: 'granted' }],
    );
    expect(joined(told, kin).round).toMatchObject({
      accepted: { eventId: 'e2' },
      concluded: { eventId: 'e3' },
    });
  });

  it('is parted into what its own events say, and an event appended meets those', () => {
    const kin = of(child('a', '2026-05-11 10:00', '2026-05-14 10:00'));
    const alone = own();
    expect(parted(joined(alone, kin))).toEqual(alone);
    const events = eventsOf([
      ['submitted', '2026-05-11 09:00'],
      ['accepted', '2026-05-15 09:00'],
    ]);
    expect(appendToCase(joined(alone, kin), events.slice(1))).toEqual(joined(foldCase(events, ''), kin));
  });
});

it('a child is late when its end, or now, is past its due date', () => {
  const children = [child('a', '2026-05-11 10:00', '2026-05-20 00:00'), child('b', '2026-05-11 10:00', null)];
  expect(hasLateChild(children, at('2026-05-20'))).toBe(false);
  expect(hasLateChild(children, at('2026-05-20') + 1)).toBe(true);
  expect(hasLateChild(children.slice(0, 1), at('2026-06-01'))).toBe(false);
});

it('a parent is named within its namespace, and nobody is their own', () => {
  const told = foldCase(
    eventsOf([['submitted', '2026-05-11 09:00', { parentCase: 'P-1' }]], 'permit', 'ns:C-1'),
    'ns',
  );
  expect(parentOf(told)).toBe('ns:P-1');
  expect(parentOf({ ...told, caseId: 'ns:P-1' })).toBeUndefined();
});
