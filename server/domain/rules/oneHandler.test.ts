import { describe, expect, it } from 'vitest';
import type { CaseEventData } from '#contract/caseEvent';
import { flagsOf, tell, verdictOf, world, type Line } from '../../testing/scenario.ts';

const route = [
  { step: '受理', required: true, satisfiedBy: ['case.accepted'] },
  { step: '审查', required: true },
  { step: '复审', required: true, separateHandler: true },
];
const double = world({ item: { route } });
const by = (code: string, kind: 'human' | 'machine' = 'human') => ({ handler: { code, kind } });
const life = (who: [accepts: string, reviews: string, decides: string], data: CaseEventData = {}): Line[] => [
  ['accepted', '2026-03-02 10:00', by(who[0])],
  ['step_completed', '2026-03-02 15:00', { step: '审查', ...by(who[1]) }],
  ['concluded', '2026-03-03 10:00', { outcome: 'granted', ...by(who[2]), ...data }],
];
const later = '2026-03-03 12:00';

describe('STEP-04', () => {
  it.each<[name: string, lines: Line[], result: string, w?: typeof double, asOf?: string]>([
    ['one did all', life(['a', 'a', 'a']), 'raised info'],
    ['another accepted', life(['b', 'a', 'a']), 'clear'],
    ['another reviewed', life(['a', 'b', 'a']), 'clear'],
    ['another decided', life(['a', 'a', 'b']), 'clear'],
    ['one refused it', life(['a', 'a', 'a'], { outcome: 'refused' }), 'raised info'],
    ['withdrawn by the applicant', life(['a', 'a', 'a'], { outcome: 'withdrawn' }), 'exempt: outcome'],
    ['still open', life(['a', 'a', 'a']).slice(0, 2), 'exempt: not_concluded'],
    [
      'a decision by another before the conclusion',
      [...life(['a', 'a', 'a']), ['decided', '2026-03-03 09:00', by('b')]],
      'clear',
    ],
    [
      'an item that separates nobody',
      life(['a', 'a', 'a']),
      'exempt: one_handler_allowed',
      world({ item: { route: route.slice(0, 2) } }),
    ],
    ['an item without a route', life(['a', 'a', 'a']), 'not_evaluable: no_route', world()],
    [
      'an instant item',
      life(['a', 'a', 'a']),
      'exempt: instant',
      world({ item: { route, handling: 'instant' } }),
    ],
    [
      'an auto-decided item',
      life(['a', 'a', 'a']),
      'exempt: auto_decided',
      world({ item: { route, handling: 'auto' } }),
    ],
    [
      'nobody says who reviewed',
      [
        ['accepted', '2026-03-02 10:00', by('a')],
        ['step_completed', '2026-03-02 15:00', { step: '审查' }],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted', ...by('a') }],
      ],
      'not_evaluable: no_handler',
    ],
    [
      'no review reported: a missing step is another matter',
      [
        ['accepted', '2026-03-02 10:00', by('a')],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted', ...by('a') }],
      ],
      'not_evaluable: no_handler',
    ],
    [
      'a machine did all',
      [
        ['accepted', '2026-03-02 10:00', by('m', 'machine')],
        ['step_completed', '2026-03-02 15:00', { step: '审查', ...by('m', 'machine') }],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted', ...by('m', 'machine') }],
      ],
      'exempt: auto_decided',
    ],
    [
      'a second before half an hour after the conclusion',
      life(['a', 'a', 'a']),
      'not_evaluable: trail_may_be_incomplete',
      double,
      '2026-03-03 10:29:59',
    ],
    ['half an hour after it', life(['a', 'a', 'a']), 'raised info', double, '2026-03-03 10:30'],
  ])('%s', (_name, lines, result, w = double, asOf = later) => {
    expect(verdictOf(tell(lines, asOf, w), 'STEP-04')).toBe(result);
  });

  it('names the person and every event that shows it', () => {
    expect(flagsOf(tell(life(['a', 'a', 'a']), later, double), 'STEP-04')).toMatchObject([
      { occurrence: 'e3', facts: { handler: 'a', steps: 1 }, events: ['e1', 'e2', 'e3'] },
    ]);
  });
});
