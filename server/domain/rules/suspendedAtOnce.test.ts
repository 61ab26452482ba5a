import { describe, expect, it } from 'vitest';
import { flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const ground = { kind: 'testing', approvedDays: 3, approver: 'u', reason: 'r', notice: 'n' } as const;
const accepted: Line = ['accepted', '2026-03-02 10:00'];
const suspended = (time: string): Line => ['suspended', time, ground];

describe('HANG-02', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World]>([
    ['at the second of acceptance', [accepted, suspended('2026-03-02 10:00')], 'raised query'],
    ['59 seconds later', [accepted, suspended('2026-03-02 10:00:59')], 'raised query'],
    ['a minute later', [accepted, suspended('2026-03-02 10:01')], 'raised query'],
    ['a second more', [accepted, suspended('2026-03-02 10:01:01')], 'clear'],
    ['a minute before', [suspended('2026-03-02 09:59'), accepted], 'raised query'],
    ['a second more before', [suspended('2026-03-02 09:58:59'), accepted], 'clear'],
    ['never suspended', [accepted], 'clear'],
    [
      'no acceptance known',
      [['received', '2026-03-02 10:00'], suspended('2026-03-02 10:00')],
      'not_evaluable: no_acceptance',
    ],
    [
      'times to the minute',
      [accepted, suspended('2026-03-02 10:00')],
      'not_evaluable: precision',
      world({ source: { precision: 'minute' } }),
    ],
    [
      'the second suspension only',
      [
        accepted,
        suspended('2026-03-02 10:00:30'),
        ['resumed', '2026-03-03 10:00'],
        suspended('2026-03-04 10:00'),
      ],
      'raised query, clear',
    ],
  ])('%s', (_name, lines, result, w) => {
    expect(verdictOf(tell(lines, '2026-03-05', w), 'HANG-02')).toBe(result);
  });

  it('rests on acceptance and suspension', () => {
    const told = tell([accepted, suspended('2026-03-02 10:00:07')], '2026-03-03');
    expect(flagsOf(told, 'HANG-02')).toMatchObject([
      { occurrence: 'e2', facts: { apartSeconds: 7 }, events: ['e1', 'e2'] },
    ]);
  });
});
