import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleVersion } from '#contract/rule';
import { at, eventsOf, knowledgeOf, world, type Line } from '../../testing/scenario.ts';
import { timezone } from '../calendar/timezone.ts';
import { dayText } from '../calendar/localDay.ts';
import { foldCase } from '../cases/foldCase.ts';
import { compareFindings } from './compareFindings.ts';
import { judgeCase, type CaseVerdict, type RuleVerdict } from './judgeCase.ts';
import type { Raised } from './rule.ts';
import { builtInVersion, caseRules } from './ruleTable.ts';
import { anywhere, ruleTerms } from './ruleTerms.ts';

const found = (occurrence: string, instant: string, change: Partial<Raised> = {}): RuleVerdict => ({
  rule: 'TIM-02',
  version: 0,
  round: 1,
  judgements: [
    {
      result: 'raised',
      severity: 'yellow',
      occurrence,
      at: at(instant),
      caseState: 'open',
      facts: {},
      events: [],
      ...change,
    },
  ],
});
const march = { from: at('2026-03-01'), to: at('2026-04-01') };
const effects = (before: RuleVerdict[], after: RuleVerdict[]): string[] =>
  compareFindings(before, after, march).map(({ effect }) => effect);

describe('a finding', () => {
  const one = found('a', '2026-03-05');
  it.each<[string, RuleVerdict[], RuleVerdict[], string[]]>([
    ['found by both alike', [one], [one], ['unchanged']],
    ['only before', [one], [], ['cleared']],
    ['only after', [], [one], ['raised']],
    ['of another severity', [one], [found('a', '2026-03-05', { severity: 'red' })], ['changed']],
    ['at another instant', [one], [found('a', '2026-03-06')], ['changed']],
    ['with other figures', [one], [found('a', '2026-03-05', { facts: { floor: 1 } })], ['unchanged']],
    ['of another occurrence', [one], [found('b', '2026-03-05')], ['cleared', 'raised']],
    ['a millisecond before the period', [found('a', '2026-02-28 23:59:59')], [], []],
    ['in its first millisecond', [found('a', '2026-03-01')], [], ['cleared']],
    ['in its last second', [found('a', '2026-03-31 23:59:59')], [], ['cleared']],
    ['right after it', [found('a', '2026-04-01')], [], []],
    ['that moves out of it', [one], [found('a', '2026-04-02')], ['changed']],
  ])('%s', (_, before, after, expected) => {
    expect(effects(before, after)).toEqual(expected);
  });
});

const day = 86_400_000;
const from = at('2026-03-02 08:00');
/** Lives in any order, also such as no office would lead. */
const lives = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        'submitted',
        'received',
        'accepted',
        'correction_requested',
        'correction_received',
        'step_completed',
        'suspended',
        'resumed',
        'extended',
        'concluded',
        'reopened',
        'delivered',
      ),
      after: fc.integer({ min: 0, max: 30 * 24 * 60 }),
      late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * 24 * 60 })),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((events) =>
    events.map(({ type, after, late }): Line => {
      const time = (minutes: number): string =>
        new Date(from + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
      const data = {
        ...(type === 'concluded' && { outcome: 'granted' as const }),
        ...(type === 'step_completed' && { step: '审查' }),
        ...(type === 'suspended' && {
          kind: 'hearing' as const,
          approvedDays: 3,
          approver: 'a',
          reason: 'r',
          notice: 'n',
        }),
        ...(type === 'extended' && { days: 5, approver: 'a', reason: 'r' }),
      };
      return [type, time(after), { ...data, arrives: time(after + late) }];
    }),
  );
const days = fc.integer({ min: -5, max: 60 }).map((n) => dayText(timezone('Asia/Shanghai').dayOf(from) + n));

/** Judged as of `now` by every rule, each having versions of these days with the built-in thresholds. */
function judged(
  lines: Line[],
  now: number,
  versions: Pick<RuleVersion, 'validFrom' | 'validTo'>[],
): CaseVerdict {
  const { startOf } = timezone('Asia/Shanghai');
  return judgeCase(
    foldCase(eventsOf(lines), ''),
    {
      knowledge: knowledgeOf(world()),
      ruleVersion: builtInVersion,
      ruleTerms: (rule) => {
        const own = versions.map((version, n) => ({
          rule,
          version: n + 1,
          enabled: true,
          params: {},
          ...version,
        }));
        return ruleTerms(own, builtInVersion(rule), anywhere, startOf);
      },
      proofOf: () => ({ lastOccurredAt: Infinity, live: true }),
    },
    now,
  );
}

describe('for random cases', { timeout: 60_000 }, () => {
  const always = { from: -Infinity, to: Infinity };
  it('versions of unchanged thresholds, whenever they begin and end, find what none would', () => {
    const ranges = fc.array(
      fc
        .tuple(days, days)
        .map(([a, b]) => (a < b ? { validFrom: a, validTo: b } : { validFrom: b, validTo: null })),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(lives, ranges, fc.integer({ min: 0, max: 60 }), (lines, versions, later) => {
        const now = from + later * day;
        const before = judged(lines, now, []);
        const after = judged(lines, now, versions);
        const shifts = compareFindings(before.rules, after.rules, always);
        expect(shifts.filter(({ effect }) => effect !== 'unchanged')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('what rules of many thresholds find is known here: the property is not empty', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, (lines) => {
        for (const { rule, judgements } of judged(lines, from + 60 * day, []).rules)
          if (judgements.some(({ result }) => result === 'raised')) seen.add(rule);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(seen.size).toBeGreaterThanOrEqual(6);
    expect(caseRules.map(({ id }) => id)).toEqual(expect.arrayContaining([...seen]));
  });
});
