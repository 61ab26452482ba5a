import { expect, it, describe } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const arriving = (arrives: string, time = '2026-03-06 10:00'): Line[] => [['accepted', time, { arrives }]];

describe('BKF-01', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World]>([
    ['a working day later exactly', arriving('2026-03-09 10:00'), 'clear'],
    ['a second more', arriving('2026-03-09 10:00:01'), 'raised query'],
    ['over a weekend', arriving('2026-03-08 23:00'), 'clear'],
    [
      'within the delay declared for the source',
      arriving('2026-03-13 10:00'),
      'clear',
      world({ source: { delayWorkdays: 5 } }),
    ],
    ['beyond it', arriving('2026-03-13 10:00:01'), 'raised query', world({ source: { delayWorkdays: 5 } })],
    [
      'during a declared outage',
      arriving('2026-03-12 10:00'),
      'exempt: outage',
      world({ outages: [{ from: at('2026-03-07 00:00'), to: at('2026-03-11 00:00') }] }),
    ],
    [
      'after an outage that was over before',
      arriving('2026-03-12 10:00'),
      'raised query',
      world({ outages: [{ from: at('2026-03-01 00:00'), to: at('2026-03-06 09:59') }] }),
    ],
    [
      'an instant item',
      arriving('2026-03-30 10:00'),
      'exempt: instant',
      world({ item: { handling: 'instant' } }),
    ],
    [
      'an auto-decided item',
      arriving('2026-03-30 10:00'),
      'exempt: auto_decided',
      world({ item: { handling: 'auto' } }),
    ],
  ])('%s', (_name, lines, result, w) => {
    expect(verdictOf(tell(lines, '2026-04-30', w), 'BKF-01')).toBe(result);
  });
  it('is one flag a case, by the first that arrived late, with the longest delay', () => {
    const lines: Line[] = [
      ['accepted', '2026-03-02 10:00', { arrives: '2026-03-10 10:00' }],
      ['step_completed', '2026-03-04 10:00', { step: '审查', arrives: '2026-03-09 10:00' }],
    ];
    expect(flagsOf(tell(lines, '2026-03-12'), 'BKF-01')).toMatchObject([
      {
        occurrence: 'e2',
        at: at('2026-03-09 10:00'),
        events: ['e1', 'e2'],
        facts: { events: 2, longestMs: 8 * 86_400_000 },
      },
    ]);
  });
  it('is judged once for a case that was reopened', () => {
    const lines: Line[] = [
      ...arriving('2026-03-11 10:00'),
      ['concluded', '2026-03-12 10:00', { outcome: 'granted' }],
      ['reopened', '2026-03-13 10:00', { reason: 'r', approver: 'u' }],
    ];
    expect(verdictOf(tell(lines, '2026-03-16'), 'BKF-01')).toBe('raised query');
  });
});
