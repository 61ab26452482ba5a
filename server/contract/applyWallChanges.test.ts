import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyWallChanges } from './applyWallChanges.ts';
import { addVectors, toFigures, toVector, trim } from './figureVector.ts';
import { noLists } from './noLists.ts';
import { feedLength } from './wall.ts';
import type { CellsStep, FlagCard, SourceState, WallChange, WallHour, WallState } from './wall.ts';

const empty: WallState = {
  day: '2026-11-23',
  timezone: 'Asia/Shanghai',
  city: '500000',
  catalogueRevision: 1,
  regions: [],
  departments: [],
  departmentKinds: [],
  figures: toFigures([]),
  cells: [],
  hours: [],
  flags: [],
  sources: [],
  jobs: [],
  lastWeek: null,
  ...noLists,
  yesterday: null,
};

function card(flagId: number, raised: number, extra: Partial<FlagCard> = {}): FlagCard {
  const raisedAt = new Date(Date.UTC(2026, 10, 23) + raised * 1000).toISOString();
  return {
    flagId,
    rule: 'TIM-02',
    severity: 'yellow',
    status: 'raised',
    caseState: 'open',
    caseId: `c${flagId}`,
    region: '500112',
    department: '500112-ZJ',
    item: null,
    itemName: null,
    step: null,
    occurredAt: raisedAt,
    raisedAt,
    facts: {},
    ...extra,
  };
}

const source = (sourceId: number, extra: Partial<SourceState> = {}): SourceState => ({
  sourceId,
  name: `s${sourceId}`,
  lastReceivedAt: null,
  staleSince: null,
  notCounted: 0,
  regions: [],
  departments: [],
  ...extra,
});

const figures = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 9 });
const places = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 4 }).map((pairs) => pairs.flat());
const cells: fc.Arbitrary<CellsStep[]> = fc.array(fc.tuple(figures, places), { maxLength: 8 });
const hours = fc.array(
  fc.tuple(
    fc.nat(3),
    fc.nat(23),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -3, max: 3 }),
  ) as fc.Arbitrary<WallHour>,
  { maxLength: 8 },
);
const additive: fc.Arbitrary<WallChange> = fc.oneof(
  fc.record({
    topic: fc.constant('heatmap:changed' as const),
    cells,
    hours,
    pulses: fc.constant<[number, number][]>([]),
  }),
  fc.record({ topic: fc.constant('kpi:changed' as const), figures }),
  fc.record({
    topic: fc.constant('source:heard' as const),
    heard: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(1000)) as fc.Arbitrary<[number, number]>,
      { maxLength: 4 },
    ),
  }),
);
const flagChange: fc.Arbitrary<WallChange> = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('raised', 'withdrawn', 'closed' as const))
  .map(([flagId, status]) => ({
    topic: 'flag:changed',
    flag: card(flagId, flagId % 7, { status: status as FlagCard['status'] }),
  }));

describe('figure vectors', () => {
  it('add up in any grouping and cut trailing zeros', () => {
    fc.assert(
      fc.property(figures, figures, figures, (a, b, c) => {
        expect(addVectors(addVectors(a, b), c)).toEqual(addVectors(a, addVectors(b, c)));
        expect(addVectors(a, b)).toEqual(addVectors(b, a));
        expect(addVectors(a, []).at(-1)).not.toBe(0);
      }),
    );
  });

  it('become figures and vectors again without loss', () => {
    fc.assert(
      fc.property(figures, (vector) => {
        expect(toVector(toFigures(vector))).toEqual(trim(vector));
      }),
    );
  });
});

describe('applyWallChanges', () => {
  const start = { ...empty, sources: [source(1), source(2), source(3)] };

  it('gives the same figures in whatever order increments come', () => {
    fc.assert(
      fc.property(
        fc
          .array(additive, { maxLength: 12 })
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
        ([list, shuffled]) => {
          expect(applyWallChanges(start, shuffled)).toEqual(applyWallChanges(start, list));
        },
      ),
    );
  });

  it('comes back to where it was when every increment is taken back', () => {
    fc.assert(
      fc.property(cells, hours, (plus, plusHours) => {
        const minus = plus.map(([vector, at]): CellsStep => [vector.map((n) => -n), at]);
        const minusHours = plusHours.map(([region, hour, submitted, concluded]): WallHour => [
          region,
          hour,
          -submitted,
          -concluded,
        ]);
        const there = applyWallChanges(start, [
          { topic: 'heatmap:changed', cells: plus, hours: plusHours, pulses: [] },
        ]);
        const back = applyWallChanges(there, [
          { topic: 'heatmap:changed', cells: minus, hours: minusHours, pulses: [] },
        ]);
        expect(back).toEqual(start);
      }),
    );
  });

  it('never changes the state it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(additive, flagChange)), (list) => {
        const before = structuredClone(start);
        applyWallChanges(start, list);
        expect(start).toEqual(before);
      }),
    );
  });

  it('lists the newest flags as they last were, as sorting all of them would', () => {
    fc.assert(
      fc.property(fc.array(flagChange, { maxLength: 120 }), (list) => {
        const last = new Map<number, FlagCard>();
        for (const change of list) if ('flag' in change) last.set(change.flag.flagId, change.flag);
        const expected = [...last.values()]
          .sort((a, b) => b.raisedAt.localeCompare(a.raisedAt) || b.flagId - a.flagId)
          .slice(0, feedLength);
        expect(applyWallChanges(start, list).flags).toEqual(expected);
      }),
    );
  });

  it('keeps an ended flag with its status and leaves out info and archived ones', () => {
    const after = applyWallChanges(empty, [
      { topic: 'flag:raised', flag: card(1, 1) },
      { topic: 'flag:raised', flag: card(2, 2, { severity: 'info' }) },
      { topic: 'flag:raised', flag: card(3, 3, { status: 'archived' }) },
      { topic: 'flag:withdrawn', flag: card(1, 1, { status: 'withdrawn' }) },
    ]);
    expect(after.flags.map((flag) => [flag.flagId, flag.status])).toEqual([[1, 'withdrawn']]);
  });

  it('marks a source stale and recovered, in the order of their numbers', () => {
    const stale = source(2, { staleSince: '2026-11-23T01:00:00.000Z' });
    const after = applyWallChanges({ ...empty, sources: [source(1), source(3)] }, [
      { topic: 'source:stale', source: stale },
    ]);
    expect(after.sources).toEqual([source(1), stale, source(3)]);
    const again = applyWallChanges(after, [{ topic: 'source:recovered', source: source(2) }]);
    expect(again.sources).toEqual([source(1), source(2), source(3)]);
  });

  it('does not unhear a source because its mark was written before it was heard again', () => {
    const heard = source(1, { lastReceivedAt: '2026-11-23T02:00:00.000Z' });
    const late = source(1, {
      lastReceivedAt: '2026-11-23T01:00:00.000Z',
      staleSince: '2026-11-23T01:30:00.000Z',
    });
    const after = applyWallChanges({ ...empty, sources: [heard] }, [{ topic: 'source:stale', source: late }]);
    expect(after.sources).toEqual([{ ...late, lastReceivedAt: heard.lastReceivedAt }]);
  });

  it('keeps the figures of earlier days until a minute brings new ones', () => {
    const lastWeek = { submitted: 5, concluded: 4 };
    const yesterday = {
      submitted: 7,
      concluded: 3,
      hours: [[9, 7, 3]] as [number, number, number][],
      alike: true,
    };
    const after = applyWallChanges({ ...empty, lastWeek, yesterday }, [
      { topic: 'kpi:changed', figures: [1] },
    ]);
    expect(after).toMatchObject({ lastWeek, yesterday });
    expect(
      applyWallChanges(after, [{ topic: 'kpi:changed', figures: [], lastWeek: null, yesterday: null }]),
    ).toMatchObject({ lastWeek: null, yesterday: null });
  });
});
