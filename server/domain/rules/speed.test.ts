import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const life = (end: string, data: Line[2] = { outcome: 'granted' }): Line[] => [
  ['accepted', '2026-03-02 10:00'],
  ['concluded', end, data],
];
const of = (item: Partial<Record<keyof ItemVersion, unknown>>): World =>
  world({ item: item as Partial<ItemVersion> });
const noLimits = { type: '20', promisedLimit: undefined, statutoryLimit: undefined };

describe('FAST-01', () => {
  it.each<[name: string, end: string, result: string, w?: World, data?: Line[2]]>([
    ['5 % of 5 working days of 7 h is 105 minutes: a second under', '2026-03-02 11:44:59', 'raised query'],
    ['exactly 105 minutes', '2026-03-02 11:45', 'clear'],
    [
      'the item’s own floor where it is smaller: a second under',
      '2026-03-02 10:29:59',
      'raised query',
      of({ floorMinutes: 30 }),
    ],
    ['exactly the floor', '2026-03-02 10:30', 'clear', of({ floorMinutes: 30 })],
    ['the smaller of the two', '2026-03-02 11:45', 'clear', of({ floorMinutes: 600 })],
    ['30 minutes where neither is set: a second under', '2026-03-02 10:29:59', 'raised query', of(noLimits)],
    ['exactly 30 minutes', '2026-03-02 10:30', 'clear', of(noLimits)],
    [
      'a promise in minutes is its own measure',
      '2026-03-02 10:04:59',
      'raised query',
      of({ promisedLimit: { value: 100, unit: 'minute' } }),
    ],
    [
      'a promise in minutes, exactly',
      '2026-03-02 10:05',
      'clear',
      of({ promisedLimit: { value: 100, unit: 'minute' } }),
    ],
    ['refused', '2026-03-02 10:03', 'raised query', undefined, { outcome: 'refused' }],
    [
      'granted with deficiency',
      '2026-03-02 10:03',
      'raised query',
      undefined,
      { outcome: 'granted_with_deficiency' },
    ],
    ['withdrawn', '2026-03-02 10:03', 'exempt: outcome', undefined, { outcome: 'withdrawn' }],
    ['decided on the spot', '2026-03-02 10:03', 'exempt: instant', of({ handling: 'instant' })],
    ['decided by a machine', '2026-03-02 10:03', 'exempt: auto_decided', of({ handling: 'auto' })],
    [
      'times to the day only',
      '2026-03-02 10:03',
      'not_evaluable: precision',
      world({ source: { precision: 'day' } }),
    ],
    ['times to the minute', '2026-03-02 10:03', 'raised query', world({ source: { precision: 'minute' } })],
    [
      'an item that nobody described',
      '2026-03-02 10:03',
      'not_evaluable: no_item',
      of({ provisional: true }),
    ],
    ['concluded before accepted is another rule’s', '2026-03-02 09:59', 'clear'],
  ])('%s', (_name, end, result, w, data) => {
    expect(verdictOf(tell(life(end, data), '2026-03-03', w), 'FAST-01')).toBe(result);
  });

  it.each(['promise_based', 'pre_service', 'bulk'] as const)('never for %s', (mark) => {
    const lines: Line[] = [['submitted', '2026-03-02 09:00', { marks: [mark] }], ...life('2026-03-02 10:03')];
    expect(verdictOf(tell(lines, '2026-03-03'), 'FAST-01')).toBe(`exempt: ${mark}`);
  });
  it.each(['deferred_materials', 'assisted', 'query', 'booking', 'payment'] as const)(
    '%s excuses nothing',
    (mark) => {
      const lines: Line[] = [
        ['submitted', '2026-03-02 09:00', { marks: [mark] }],
        ...life('2026-03-02 10:03'),
      ];
      expect(verdictOf(tell(lines, '2026-03-03'), 'FAST-01')).toBe('raised query');
    },
  );
  it('open cases and those never accepted are not judged', () => {
    expect(verdictOf(tell([['accepted', '2026-03-02 10:00']], '2026-03-03'), 'FAST-01')).toBe(
      'exempt: not_concluded',
    );
    const unaccepted: Line[] = [
      ['received', '2026-03-02 10:00'],
      ['concluded', '2026-03-02 10:03', { outcome: 'granted' }],
    ];
    expect(verdictOf(tell(unaccepted, '2026-03-03'), 'FAST-01')).toBe('not_evaluable: no_acceptance');
  });
  it('natural time counts, the night included', () => {
    const lines: Line[] = [
      ['accepted', '2026-03-02 18:00'],
      ['concluded', '2026-03-03 09:01', { outcome: 'granted' }],
    ];
    expect(verdictOf(tell(lines, '2026-03-04'), 'FAST-01')).toBe('clear');
  });
  it('tells what it took and what was expected', () => {
    expect(flagsOf(tell(life('2026-03-02 10:03:20'), '2026-03-03'), 'FAST-01')).toMatchObject([
      {
        at: at('2026-03-02 10:03:20'),
        occurrence: 'e2',
        facts: { tookMinutes: 3, tookMs: 200_000, floorMinutes: 105 },
      },
    ]);
  });
});

describe('FAST-03', () => {
  const auto = of({ handling: 'auto' });
  const by = (kind?: 'human' | 'machine' | 'unknown'): Line[] =>
    life('2026-03-02 10:03', { outcome: 'granted', ...(kind && { handler: { code: 'h-1', kind } }) });
  it.each<[name: string, lines: Line[], result: string, w?: World]>([
    ['a person', by('human'), 'raised info', auto],
    ['a machine', by('machine'), 'clear', auto],
    ['of unknown kind', by('unknown'), 'not_evaluable: handler_kind_unknown', auto],
    ['nobody named', by(), 'not_evaluable: no_handler', auto],
    ['still open', [['accepted', '2026-03-02 10:00']], 'exempt: not_concluded', auto],
    ['an item that persons decide', by('human'), 'clear'],
    ['an item that nobody described', by('human'), 'not_evaluable: no_item', of({ provisional: true })],
  ])('%s', (_name, lines, result, w) => {
    expect(verdictOf(tell(lines, '2026-03-03', w), 'FAST-03')).toBe(result);
  });
});
