import { describe, expect, it } from 'vitest';
import { flagsOf, tell, verdictOf, world, type Line } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];
const charged = (amount: number, currency?: string, time = '2026-03-03 10:00'): Line => [
  'fee_charged',
  time,
  { amount, ...(currency === undefined ? {} : { currency }) },
];
const concluded: Line = ['concluded', '2026-03-04 10:00', { outcome: 'granted' }];
const costs = (fee?: number) => world({ item: fee === undefined ? {} : { fee } });
const free = costs(0);
const eighty = costs(80);

describe('FEE-01', () => {
  it.each<[name: string, lines: Line[], w: typeof free, result: string]>([
    ['no fee on a free item', [accepted, concluded], free, 'clear'],
    ['a cent on a free item', [accepted, charged(0.01)], free, 'raised red'],
    ['nothing charged, and said so', [accepted, charged(0), concluded], free, 'clear'],
    ['the standard amount', [accepted, charged(80), concluded], eighty, 'clear'],
    ['the same, in so many words', [accepted, charged(80, 'CNY'), concluded], eighty, 'clear'],
    ['a cent more', [accepted, charged(80.01)], eighty, 'raised red'],
    ['a cent less, and concluded', [accepted, charged(79.99), concluded], eighty, 'raised red'],
    ['a cent less while the case is open: a part of it', [accepted, charged(79.99)], eighty, 'clear'],
    [
      'in two parts',
      [accepted, charged(30.1), charged(49.9, 'CNY', '2026-03-03 11:00'), concluded],
      eighty,
      'clear',
    ],
    ['twice', [accepted, charged(80), charged(80, 'CNY', '2026-03-03 11:00')], eighty, 'raised red'],
    [
      'too much, and paid back',
      [accepted, charged(100), charged(-20, 'CNY', '2026-03-03 11:00'), concluded],
      eighty,
      'raised red',
    ],
    [
      'the right amount, and paid back altogether',
      [accepted, charged(80), charged(-80, 'CNY', '2026-03-03 11:00'), concluded],
      eighty,
      'clear',
    ],
    ['waived', [accepted, concluded], eighty, 'clear'],
    [
      'after the conclusion',
      [accepted, concluded, charged(100, 'CNY', '2026-03-04 11:00')],
      eighty,
      'raised red',
    ],
    [
      'an item whose fee nobody recorded',
      [accepted, charged(80), concluded],
      costs(),
      'not_evaluable: fee_unknown',
    ],
    [
      'another currency',
      [accepted, charged(80, 'EUR'), concluded],
      eighty,
      'not_evaluable: currency_unknown',
    ],
    [
      'an item that nobody described',
      [accepted, charged(80)],
      world({ item: { provisional: true } }),
      'not_evaluable: no_item',
    ],
  ])('%s', (_name, lines, w, result) => {
    expect(verdictOf(tell(lines, '2026-03-09', w), 'FEE-01')).toBe(result);
  });

  it('is opened by the charge that first goes beyond the standard', () => {
    const lines: Line[] = [
      accepted,
      charged(50),
      charged(50, 'CNY', '2026-03-03 11:00'),
      charged(5, 'CNY', '2026-03-03 12:00'),
    ];
    expect(flagsOf(tell(lines, '2026-03-03 13:00', eighty), 'FEE-01')).toMatchObject([
      {
        occurrence: 'e3',
        caseState: 'open',
        facts: { charged: 105, most: 105, standard: 80, currency: 'CNY', times: 3 },
        events: ['e2', 'e3', 'e4'],
      },
    ]);
  });

  it('tells what was charged before it was refunded', () => {
    const lines: Line[] = [accepted, charged(100), charged(-20, 'CNY', '2026-03-03 11:00')];
    expect(flagsOf(tell(lines, '2026-03-03 12:00', eighty), 'FEE-01')).toMatchObject([
      { facts: { charged: 80, most: 100, standard: 80 } },
    ]);
  });
});
