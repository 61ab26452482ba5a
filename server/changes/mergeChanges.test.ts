import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlagCard } from '#contract/wall';
import { mergeChanges } from './mergeChanges.ts';
import type { StoredChange } from './storedChange.ts';

const code = fc.constantFrom('a', 'b', 'c');
const day = fc.constantFrom('2026-11-22', '2026-11-23');
const count = fc.integer({ min: -2, max: 3 });
const cell = fc.tuple(code, code, day, fc.array(count, { maxLength: 9 }));
const card = fc.integer({ min: 1, max: 4 }).map((flagId): FlagCard => {
  const at = '2026-11-23T00:00:00.000Z';
  const place = {
    region: 'a',
    department: 'a',
    item: null,
    itemName: null,
    step: null,
    caseId: null,
    caseState: null,
  };
  return {
    flagId,
    rule: 'TIM-02',
    severity: 'red',
    status: 'raised',
    ...place,
    occurredAt: at,
    raisedAt: at,
    facts: {},
  };
});
const change: fc.Arbitrary<StoredChange> = fc.record(
  {
    cells: fc.array(cell, { maxLength: 5 }),
    children: fc.array(cell, { maxLength: 2 }),
    hours: fc.array(fc.tuple(code, day, fc.nat(23), count, count), { maxLength: 4 }),
    pulses: fc.array(fc.tuple(code, fc.nat(4)), { maxLength: 3 }),
    flags: fc.array(
      fc.record({
        topic: fc.constantFrom('flag:raised', 'flag:escalated', 'flag:withdrawn', 'flag:changed'),
        flag: card,
      }),
      { maxLength: 3 },
    ),
    heard: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(100)), { maxLength: 3 }),
    job: fc.record({ job: code, lastFinishedAt: fc.constantFrom(null, '2026-11-23T00:00:00.000Z') }),
    dataTime: fc.nat(1000),
    resync: fc.constantFrom('import' as const, 'rebuild' as const),
  },
  { requiredKeys: [] },
);

describe('mergeChanges', () => {
  it('gives the same whether batches are merged at once or one after the other', () => {
    fc.assert(
      fc.property(fc.array(change), fc.nat(20), (changes, cut) => {
        const inSteps = mergeChanges([mergeChanges(changes.slice(0, cut)), mergeChanges(changes.slice(cut))]);
        expect(normal(inSteps)).toEqual(normal(mergeChanges(changes)));
      }),
    );
  });

  it('leaves out what adds up to nothing', () => {
    const there: StoredChange = {
      cells: [['a', 'b', '2026-11-23', [1, 0, 1]]],
      hours: [['a', '2026-11-23', 9, 1, 0]],
    };
    const back: StoredChange = {
      cells: [['a', 'b', '2026-11-23', [-1, 0, -1]]],
      hours: [['a', '2026-11-23', 9, -1, 0]],
    };
    const merged = mergeChanges([there, back]);
    expect([merged.cells, merged.hours]).toEqual([[], []]);
  });

  it('keeps two days of one place apart', () => {
    const of = (on: string): StoredChange => ({ cells: [['a', 'b', on, [1]]] });
    expect(mergeChanges([of('2026-11-22'), of('2026-11-23'), of('2026-11-23')]).cells).toEqual([
      ['a', 'b', '2026-11-22', [1]],
      ['a', 'b', '2026-11-23', [2]],
    ]);
  });

  it('announces a flag raised and changed at once as raised, as it is last; a withdrawn one as withdrawn', () => {
    const [flag] = fc.sample(card, 1);
    const steps = (...topics: ('flag:raised' | 'flag:changed' | 'flag:withdrawn')[]): unknown => {
      const changes = topics.map((topic, index): StoredChange => {
        return { flags: [{ topic, flag: { ...flag!, facts: { index } } }] };
      });
      return mergeChanges(changes).flags.map(({ topic, flag: { facts } }) => [topic, facts['index']]);
    };
    expect(steps('flag:raised', 'flag:changed')).toEqual([['flag:raised', 1]]);
    expect(steps('flag:raised', 'flag:withdrawn')).toEqual([['flag:withdrawn', 1]]);
    expect(steps('flag:withdrawn', 'flag:raised')).toEqual([['flag:raised', 1]]);
  });
});

/** The order of places means nothing. */
function normal(merged: ReturnType<typeof mergeChanges>): unknown {
  const sorted = (rows: unknown[]): unknown[] => rows.map((row) => JSON.stringify(row)).sort();
  const { cells, children, hours, pulses, ...rest } = merged;
  return {
    ...rest,
    cells: sorted(cells),
    children: sorted(children),
    hours: sorted(hours),
    pulses: sorted(pulses),
  };
}
