import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];
const extended = (time: string, days: number, data: object = { approver: 'head' }): Line => [
  'extended',
  time,
  { days, ...data },
];

describe('EXT-01', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World]>([
    ['none', [accepted], 'clear'],
    ['nine days', [accepted, extended('2026-03-04 10:00', 9)], 'clear'],
    ['ten days', [accepted, extended('2026-03-04 10:00', 10)], 'clear'],
    ['eleven days', [accepted, extended('2026-03-04 10:00', 11)], 'raised yellow'],
    [
      'a second one, both short',
      [accepted, extended('2026-03-04 10:00', 2), extended('2026-03-05 10:00', 2)],
      'clear, raised yellow',
    ],
    ['nobody approved it', [accepted, extended('2026-03-04 10:00', 5, {})], 'raised yellow'],
    ['an empty approver', [accepted, extended('2026-03-04 10:00', 5, { approver: ' ' })], 'raised yellow'],
    [
      'a source that cannot say who approved',
      [accepted, extended('2026-03-04 10:00', 5, {})],
      'clear',
      world({ source: { cannotExpress: ['extension.approver'] } }),
    ],
    [
      'one in each round',
      [
        accepted,
        extended('2026-03-04 10:00', 5),
        ['concluded', '2026-03-05 10:00', { outcome: 'other' }],
        ['reopened', '2026-03-06 10:00'],
        ['accepted', '2026-03-06 11:00'],
        extended('2026-03-09 10:00', 5),
      ],
      'clear, clear',
    ],
  ])('%s', (_name, lines, result, w) => {
    expect(verdictOf(tell(lines, '2026-03-09 12:00', w), 'EXT-01')).toBe(result);
  });

  it('names everything that is wrong with it; what was approved first counts as the first', () => {
    const told = tell(
      [
        accepted,
        extended('2026-03-04 10:00', 12, { approver: 'head' }),
        extended('2026-03-05 10:00', 3, { approver: 'head', approvedAt: at('2026-03-03 10:00') }),
      ],
      '2026-03-05 12:00',
    );
    expect(flagsOf(told, 'EXT-01')).toMatchObject([
      { occurrence: 'e2', facts: { fault: 'repeated,too_long', days: 12, most: 10 }, events: ['e2', 'e3'] },
    ]);
  });

  it('credits ten days of a longer one, and nothing of a second', () => {
    const once = [accepted, extended('2026-03-04 10:00', 30)];
    const due = at('2026-03-24 00:00');
    expect(tell(once, '2026-03-05').promisedDue).toBe(due);
    expect(tell([...once, extended('2026-03-05 10:00', 10)], '2026-03-06').promisedDue).toBe(due);
  });
});
