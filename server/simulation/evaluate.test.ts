import { describe, expect, it } from 'vitest';
import { evaluate, type FoundRow, isGoodEnough } from './evaluate.ts';
import type { TruthRow } from './truth.ts';

const truth: TruthRow[] = [
  { kind: 'finding', caseId: 'a', rule: 'FAST-01', severity: 'query', state: 'concluded' },
  { kind: 'finding', caseId: 'b', rule: 'TIM-02', severity: 'yellow', state: 'open' },
  { kind: 'finding', caseId: 'c', rule: 'TIM-03', severity: 'red', state: 'concluded' },
  { kind: 'finding', caseId: 'c', rule: 'TIM-02', severity: 'yellow', state: 'concluded', optional: true },
  { kind: 'near', caseId: 'd', rule: 'FAST-01', scenario: 'a second more' },
];
const rows: FoundRow[] = [
  { caseId: 'a', rule: 'FAST-01', severity: 'query', state: 'concluded' },
  { caseId: 'b', rule: 'TIM-02', severity: 'yellow', state: 'open' },
  { caseId: 'c', rule: 'TIM-03', severity: 'red', state: 'concluded' },
];
const scoreOf = (found: FoundRow[], rule: string) =>
  evaluate(truth, found).find((score) => score.rule === rule);

describe('evaluation', () => {
  it('is perfect when exactly the truth is found', () => {
    expect(isGoodEnough(evaluate(truth, rows))).toBe(true);
    expect(scoreOf(rows, 'FAST-01')).toMatchObject({
      planted: 1,
      nearMisses: 1,
      found: 1,
      missed: 0,
      false: 0,
    });
  });

  it('counts a finding of another severity or state as missed', () => {
    const found = rows.map((row) => (row.caseId === 'b' ? { ...row, severity: 'red' } : row));
    expect(scoreOf(found, 'TIM-02 open')).toMatchObject({ found: 0, missed: 1, differing: 1, recall: 0 });
    expect(isGoodEnough(evaluate(truth, found))).toBe(false);
  });

  it('counts a finding on a near miss and on an ordinary case as false', () => {
    const found = [
      ...rows,
      ...['d', 'e'].map((caseId) => ({ caseId, rule: 'FAST-01', severity: 'query', state: 'concluded' })),
    ];
    expect(scoreOf(found, 'FAST-01')).toMatchObject({ false: 2, falseNear: 1, precision: 1 / 3 });
  });

  it('neither asks for a promise broken beside the law broken nor minds it', () => {
    const also = { caseId: 'c', rule: 'TIM-02', severity: 'red', state: 'concluded' };
    expect(isGoodEnough(evaluate(truth, [...rows, also]))).toBe(true);
  });

  it('counts several findings of a rule on a case once, the right one if there is one', () => {
    const wrong = { caseId: 'a', rule: 'FAST-01', severity: 'red', state: 'concluded' };
    expect(scoreOf([wrong, ...rows, wrong], 'FAST-01')).toMatchObject({ found: 1, differing: 0, false: 0 });
  });
});
