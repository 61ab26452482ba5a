import { describe, expect, it } from 'vitest';
import { at, flagsOf, knowledgeOf, tell, verdictOf, world, type Line } from '../../testing/scenario.ts';
import { judgeCase } from './judgeCase.ts';
import { builtInVersion } from './ruleTable.ts';

const online: Line = ['submitted', '2026-03-02 20:00', { channel: 'web' }];
const reviewed = (time: string): Line => ['pre_reviewed', time];

describe('ACC-02', () => {
  it.each<[name: string, lines: Line[], result: string]>([
    ['reviewed as the next working day ends', [online, reviewed('2026-03-04 00:00')], 'clear'],
    ['a second before', [online, reviewed('2026-03-03 23:59:59')], 'clear'],
    ['a second after', [online, reviewed('2026-03-04 00:00:01')], 'raised notice'],
    [
      'on a mobile',
      [['submitted', '2026-03-02 20:00', { channel: 'mobile' }], reviewed('2026-03-04 09:00')],
      'raised notice',
    ],
    [
      'received in time, reviewed late',
      [online, ['received', '2026-03-03 10:00'], reviewed('2026-03-04 09:00')],
      'clear',
    ],
    [
      'asked for corrections in time',
      [online, ['correction_requested', '2026-03-03 10:00'], reviewed('2026-03-04 09:00')],
      'clear',
    ],
    [
      'over a weekend: Friday evening to the end of Monday',
      [['submitted', '2026-03-06 20:00', { channel: 'web' }], reviewed('2026-03-10 00:00')],
      'clear',
    ],
    [
      'over a weekend, a second more',
      [['submitted', '2026-03-06 20:00', { channel: 'web' }], reviewed('2026-03-10 00:00:01')],
      'raised notice',
    ],
    [
      'at the window',
      [['submitted', '2026-03-02 10:00', { channel: 'window' }], reviewed('2026-03-06 10:00')],
      'exempt: not_online',
    ],
    [
      'nobody says how it came in',
      [['submitted', '2026-03-02 10:00'], reviewed('2026-03-06 10:00')],
      'not_evaluable: no_channel',
    ],
    ['no pre-review was ever reported', [online], 'not_evaluable: no_pre_review'],
    [
      'accepted late, no pre-review reported',
      [online, ['accepted', '2026-03-05 10:00']],
      'not_evaluable: no_pre_review',
    ],
    ['never submitted by anybody', [['received', '2026-03-02 10:00', { channel: 'web' }]], 'clear'],
  ])('%s', (_name, lines, result) => {
    expect(verdictOf(tell(lines, '2026-03-10 12:00'), 'ACC-02')).toBe(result);
  });

  it('has the end of the day as its time and the submission as its occurrence', () => {
    const told = tell([online, reviewed('2026-03-05 09:00')], '2026-03-05 10:00');
    expect(flagsOf(told, 'ACC-02')).toMatchObject([
      {
        at: at('2026-03-04 00:00'),
        occurrence: 'e1',
        caseState: 'open',
        facts: { reviewedAt: at('2026-03-05 09:00') },
        events: ['e1', 'e2'],
      },
    ]);
  });

  describe('in a city whose silence counts', () => {
    const judged = (asOf: string, proof = { lastOccurredAt: 0, live: true }) => {
      const { state } = tell([online], asOf);
      const verdict = judgeCase(
        state,
        {
          knowledge: knowledgeOf(world()),
          ruleVersion: (rule) => {
            const version = builtInVersion(rule);
            const silenceCounts = rule === 'ACC-02';
            return { ...version, params: { ...version.params, silenceCounts } };
          },
          proofOf: () => proof,
        },
        at(asOf),
        new Set(['ACC-02']),
      );
      const [said] = verdict.rules[0]?.judgements ?? [];
      return { result: said?.result, checkAt: verdict.checkAt };
    };
    it('is looked at when the day is over', () => {
      expect(judged('2026-03-04 00:00')).toEqual({ result: 'clear', checkAt: at('2026-03-04 00:00') + 1 });
    });
    it('waits for proof of life, then speaks', () => {
      expect(judged('2026-03-04 00:09:59').result).toBe('not_evaluable');
      expect(judged('2026-03-04 00:10').result).toBe('raised');
    });
  });
});
