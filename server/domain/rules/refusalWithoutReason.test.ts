import { describe, expect, it } from 'vitest';
import { flagsOf, tell, verdictOf, world, type Line } from '../../testing/scenario.ts';

const received: Line = ['received', '2026-03-02 10:00'];
const accepted: Line = ['accepted', '2026-03-02 11:00'];
const refused = (reason?: string): Line => [
  'not_accepted',
  '2026-03-03 10:00',
  reason === undefined ? {} : { reason },
];
const concluded = (outcome: 'returned' | 'refused' | 'withdrawn', reason?: string): Line => [
  'concluded',
  '2026-03-04 10:00',
  { outcome, ...(reason === undefined ? {} : { reason }) },
];
const mute = world({ source: { cannotExpress: ['refusal.reason'] } });

describe('ACC-03', () => {
  it.each<[name: string, lines: Line[], result: string, w?: typeof mute]>([
    ['not accepted, and why', [received, refused('不属于本机关职权范围')], 'clear'],
    ['not accepted, not a word', [received, refused()], 'raised yellow'],
    ['an empty reason', [received, refused('')], 'raised yellow'],
    ['a reason of blanks', [received, refused(' 　\t')], 'raised yellow'],
    ['one character', [received, refused('无')], 'clear'],
    ['returned without reason', [accepted, concluded('returned')], 'raised yellow'],
    ['returned, and why', [accepted, concluded('returned', '材料不符')], 'clear'],
    ['withdrawn by the applicant', [accepted, concluded('withdrawn')], 'clear'],
    ['a decision to refuse is no refusal to accept', [accepted, concluded('refused')], 'clear'],
    ['still open', [accepted], 'clear'],
    [
      'a source that has no column for the reason',
      [received, refused()],
      'not_evaluable: cannot_express',
      mute,
    ],
  ])('%s', (_name, lines, result, w) => {
    expect(verdictOf(tell(lines, '2026-03-09', w), 'ACC-03')).toBe(result);
  });

  it('rests on the refusal alone', () => {
    expect(flagsOf(tell([received, refused()], '2026-03-09'), 'ACC-03')).toMatchObject([
      { occurrence: 'e2', caseState: 'concluded', facts: { refusal: 'not_accepted' }, events: ['e2'] },
    ]);
  });
});
