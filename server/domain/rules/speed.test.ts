import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import type { Peers } from '../knowledge.ts';
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

describe('FAST-01 among peers', () => {
  const minute = 60_000;
  const accepted = at('2026-03-02 10:00');
  const peers = (minutes: number, mad = 0, n = 30): Peers => ({
    n,
    median: Math.log(minutes * minute),
    mad,
    baseline: 7,
    takenAt: at('2026-03-01 02:50'),
  });
  const city = peers(2000, 0.5, 500);
  const among = (others: Peers | undefined, everywhere: Peers | undefined = city): World =>
    world({ peers: ({ without }) => (without === undefined ? everywhere : others) });
  const after = (ms: number): Line[] => [
    ['accepted', '2026-03-02 10:00'],
    [
      'concluded',
      new Date(accepted + ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      { outcome: 'granted' },
    ],
  ];
  // its floor is 105 minutes; three deviations of 4.4478 times the MAD
  it.each<[name: string, ms: number, w: World, result: string]>([
    ['a second under the bound', 60 * minute - 1000, among(peers(60)), 'raised query'],
    ['exactly at the bound', 60 * minute, among(peers(60)), 'clear'],
    ['a second over the bound', 60 * minute + 1000, among(peers(60)), 'clear'],
    ['under the bound, exactly at the floor', 105 * minute, among(peers(200)), 'clear'],
    ['under the bound, a second under the floor', 105 * minute - 1000, among(peers(200)), 'raised query'],
    [
      'wide spread: a second under the bound',
      18 * minute - 1000,
      among(peers(18 * Math.exp(4.4478), 1)),
      'raised query',
    ],
    ['wide spread: at the bound', 18 * minute, among(peers(18 * Math.exp(4.4478), 1)), 'clear'],
    [
      'one peer fewer than thirty: the promise decides',
      104 * minute,
      among(peers(60, 0, 29)),
      'raised query',
    ],
    ['thirty peers', 104 * minute, among(peers(60, 0, 30)), 'clear'],
    ['peers nowhere but here: the promise decides', 104 * minute, among(undefined), 'raised query'],
    [
      'the city’s median a second under the floor',
      3 * minute,
      among(peers(60), peers(105 - 1 / 60)),
      'exempt: item_under_its_floor',
    ],
    [
      'both a second under the floor',
      3 * minute,
      among(peers(105 - 1 / 60), peers(12)),
      'exempt: item_under_its_floor',
    ],
    [
      'the city’s under it, the others’ at it: one department is fast',
      3 * minute,
      among(peers(105), peers(12)),
      'raised query',
    ],
    [
      'the city’s under it, too few others',
      3 * minute,
      among(peers(105, 0, 29), peers(12)),
      'exempt: item_under_its_floor',
    ],
    [
      'the city’s under it, no others',
      3 * minute,
      among(undefined, peers(12)),
      'exempt: item_under_its_floor',
    ],
    ['the city’s median at the floor', 3 * minute, among(peers(60), peers(105)), 'raised query'],
    ['the city’s median of too few', 3 * minute, among(peers(60), peers(10, 0, 29)), 'raised query'],
  ])('%s', (_name, ms, w, result) => {
    expect(verdictOf(tell(after(ms), '2026-03-03', w), 'FAST-01')).toBe(result);
  });

  it('asks for its own version, the other departments, and the baseline of its conclusion', () => {
    const asked: unknown[] = [];
    const w = world({ peers: (of, moment) => void asked.push({ ...of, moment }) });
    tell(after(3 * minute), '2026-06-30', w);
    const moment = accepted + 3 * minute;
    expect(asked).toEqual([
      { item: 'permit', revision: 1, moment },
      { item: 'permit', revision: 1, without: '500112-ZJ', moment },
    ]);
  });

  it('tells the peers, their median, the bound, and the baseline they come from', () => {
    expect(
      flagsOf(tell(after(3 * minute), '2026-03-03', among(peers(600, 0.5, 412))), 'FAST-01'),
    ).toMatchObject([
      {
        facts: {
          tookMs: 3 * minute,
          floorMinutes: 105,
          peers: 412,
          peersMedianMs: 600 * minute,
          peersMad: 0.5,
          boundMs: Math.round(600 * minute * Math.exp(-3 * 1.4826 * 0.5)),
          baseline: 7,
          baselineTakenAt: at('2026-03-01 02:50'),
        },
      },
    ]);
  });

  it('tells them too where they clear a case that its promise alone would not', () => {
    const { verdict } = tell(after(100 * minute), '2026-03-03', among(peers(60, 0, 412)));
    expect(verdict.rules.find(({ rule }) => rule === 'FAST-01')?.judgements).toMatchObject([
      { result: 'clear', facts: { tookMs: 100 * minute, peers: 412, boundMs: 60 * minute, baseline: 7 } },
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
