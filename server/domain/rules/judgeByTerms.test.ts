import { describe, expect, it } from 'vitest';
import type { RuleVersion } from '#contract/rule';
import { at, eventsOf, knowledgeOf, world, type Line } from '../../testing/scenario.ts';
import { timezone } from '../calendar/timezone.ts';
import { foldCase } from '../cases/foldCase.ts';
import { judgeCase } from './judgeCase.ts';
import { builtInVersion } from './ruleTable.ts';
import { anywhere, ruleTerms } from './ruleTerms.ts';

type Change = Partial<Omit<RuleVersion, 'rule'>> & { validFrom: string };

/** `result version severity instant` of every judgement of the rule, with these versions recorded. */
function judged(rule: RuleVersion['rule'], lines: Line[], asOf: string, changes: Change[]): string[] {
  const now = at(asOf);
  const versions = changes.map((change, nth) => ({
    rule,
    version: nth + 1,
    enabled: true,
    params: {},
    ...change,
  }));
  const { startOf } = timezone('Asia/Shanghai');
  const state = foldCase(
    eventsOf(lines).filter((e) => e.occurredAt <= now),
    '',
  );
  const { rules } = judgeCase(
    state,
    {
      knowledge: knowledgeOf(world()),
      ruleVersion: builtInVersion,
      ruleTerms: (id) => ruleTerms(id === rule ? versions : [], builtInVersion(id), anywhere, startOf),
      proofOf: () => ({ lastOccurredAt: now, live: true }),
    },
    now,
    new Set([rule]),
  );
  return rules.flatMap(({ version, judgements }) =>
    judgements.map((j) =>
      j.result === 'raised'
        ? `raised ${version} ${j.severity} ${new Date(j.at + 8 * 3_600_000).toISOString().slice(0, 16)}`
        : `${j.result} ${version}`,
    ),
  );
}

// promise of 5 working days, due at 2026-03-10 00:00
const accepted: Line = ['accepted', '2026-03-02 10:00'];
const concluded = (time: string): Line => ['concluded', time, { outcome: 'granted' }];
const fast: Line[] = [accepted, concluded('2026-03-02 11:00')];

describe('a new version never rewrites what was decided before it began', () => {
  // five per cent of five days at seven hours are 105 minutes; two per cent are 42
  const laxer = { promisePercent: 2 };
  it.each([
    ['the day after the conclusion', '2026-03-03', ['raised 0 query 2026-03-02T11:00']],
    ['the day of the conclusion', '2026-03-02', ['clear 1']],
    ['the day before', '2026-03-01', ['clear 1']],
  ])('a laxer threshold from %s', (_, validFrom, expected) => {
    expect(judged('FAST-01', fast, '2026-03-20 12:00', [{ validFrom, params: laxer }])).toEqual(expected);
  });

  const slower: Line[] = [accepted, concluded('2026-03-02 12:00')];
  it.each([
    ['the day after the conclusion', '2026-03-03', ['clear 0']],
    ['the day of the conclusion', '2026-03-02', ['raised 1 query 2026-03-02T12:00']],
  ])('a stricter threshold from %s', (_, validFrom, expected) => {
    const params = { promisePercent: 6 };
    expect(judged('FAST-01', slower, '2026-03-20 12:00', [{ validFrom, params }])).toEqual(expected);
  });

  it('a rule switched off from a day on keeps what it found before, and finds nothing later', () => {
    const off = (validFrom: string) => [{ validFrom, enabled: false }];
    expect(judged('FAST-01', fast, '2026-03-20 12:00', off('2026-03-03'))).toEqual([
      'raised 0 query 2026-03-02T11:00',
    ]);
    expect(judged('FAST-01', fast, '2026-03-20 12:00', off('2026-03-02'))).toEqual([]);
  });

  it('severity too belongs to the version at the decisive instant', () => {
    const late = [accepted];
    const red = (validFrom: string): Change[] => [{ validFrom, severity: 'red' }];
    expect(judged('TIM-02', late, '2026-03-11 12:00', red('2026-03-11'))).toEqual([
      'raised 0 yellow 2026-03-10T00:00',
    ]);
    expect(judged('TIM-02', late, '2026-03-11 12:00', red('2026-03-10'))).toEqual([
      'raised 1 red 2026-03-10T00:00',
    ]);
  });
});

describe('an open case and a new version', () => {
  // 90 % or one working day left: 2026-03-09 00:00; half used: 2026-03-05 12:00
  const stricter = (validFrom: string): Change[] => [
    { validFrom, params: { usedPercent: 50, workdaysLeft: 1 } },
  ];
  it.each([
    [
      'what lasts is found at its own instant once the version holds',
      '2026-03-05',
      ['raised 1 notice 2026-03-05T12:00'],
    ],
    [
      'or from the version’s beginning, if it went on already',
      '2026-03-06',
      ['raised 1 notice 2026-03-06T00:00'],
    ],
    ['not before it begins', '2026-03-08', ['clear 0']],
  ])('%s', (_, validFrom, expected) => {
    expect(judged('TIM-01', [accepted], '2026-03-06 09:00', stricter(validFrom))).toEqual(expected);
  });

  it('what an earlier version found stays its finding', () => {
    expect(judged('TIM-01', [accepted], '2026-03-09 09:00', stricter('2026-03-09'))).toEqual([
      'raised 0 notice 2026-03-07T00:00',
    ]);
    const laxer = [...stricter('2026-03-03'), { validFrom: '2026-03-06', params: { usedPercent: 99 } }];
    expect(judged('TIM-01', [accepted], '2026-03-07 09:00', laxer)).toEqual([
      'raised 1 notice 2026-03-05T12:00',
    ]);
  });

  it('is no longer found once the condition is gone, whatever version found it', () => {
    const lines = [accepted, concluded('2026-03-06 15:00')];
    expect(judged('TIM-01', lines, '2026-03-06 16:00', stricter('2026-03-05'))).toEqual(['clear 1']);
  });
});

describe('a set severity', () => {
  const severe = (severity: RuleVersion['severity']): Change[] => [
    { validFrom: '2026-03-01', severity: severity ?? null },
  ];
  it.each([
    ['notice', 'notice'],
    ['red', 'query'],
    [null, 'query'],
  ] as const)('%s leaves a query at most a query: %s', (severity, expected) => {
    expect(judged('FAST-01', fast, '2026-03-20 12:00', severe(severity))).toEqual([
      `raised 1 ${expected} 2026-03-02T11:00`,
    ]);
  });
  it('of another kind replaces what the rule says', () => {
    expect(judged('TIM-02', [accepted], '2026-03-11 12:00', severe('notice'))).toEqual([
      'raised 1 notice 2026-03-10T00:00',
    ]);
  });
});
