import { describe, expect, it, test } from 'vitest';
import { testTerms } from '../../testing/testTerms.ts';
import { scoreUnit, type Observed, type ObservedParts } from './scoreUnit.ts';

const clean: ObservedParts = {
  timeliness: { findings: 0, n: 100 },
  regularity: { findings: 0, n: 1000 },
  satisfaction: { findings: 0, n: 0 },
  rectification: { findings: 0, n: 10 },
  data: { findings: 0, n: 1000 },
};
const score = (change: Partial<ObservedParts>, terms = testTerms) =>
  scoreUnit({ ...clean, ...change }, terms);
const lostIn = (change: Partial<ObservedParts>) => score(change).parts.map(({ lost }) => lost);

describe('the score of a unit', () => {
  it('is 100 without findings, whatever the weights that have no data', () => {
    expect(score({})).toMatchObject({ score: 100, grade: 'A+' });
  });

  it('spreads the weight of satisfaction over the other parts where nobody rated', () => {
    expect(score({}).parts.map(({ part, weight }) => [part, Number(weight.toFixed(2))])).toEqual([
      ['timeliness', 47.06],
      ['regularity', 29.41],
      ['satisfaction', 0],
      ['rectification', 11.76],
      ['data', 11.76],
    ]);
  });

  it('spreads it over those that exist for the unit', () => {
    const { parts } = score({ rectification: { findings: 0, n: 0 }, data: { findings: 0, n: 0 } });
    expect(parts.map(({ weight, figure }) => [Number(weight.toFixed(2)), figure])).toEqual([
      [61.54, 0],
      [38.46, 0],
      [0, null],
      [0, null],
      [0, null],
    ]);
  });

  // of 85 points: timeliness 40 to 10 % late, regularity 25 to 50 per 1,000, rectification 10 to half, data 10 to 50
  test.each<[string, Partial<ObservedParts>, number[]]>([
    ['1 of 100 late costs a tenth of its part', { timeliness: { findings: 1, n: 100 } }, [4.7, 0, 0, 0, 0]],
    ['10 of 100 late cost all of it', { timeliness: { findings: 10, n: 100 } }, [47.1, 0, 0, 0, 0]],
    ['more cost no more', { timeliness: { findings: 60, n: 100 } }, [47.1, 0, 0, 0, 0]],
    ['10 anomalies per 1,000 cost a fifth', { regularity: { findings: 10, n: 1000 } }, [0, 5.9, 0, 0, 0]],
    ['half not rectified costs all', { rectification: { findings: 5, n: 10 } }, [0, 0, 0, 11.8, 0]],
    ['25 data faults per 1,000 cost half', { data: { findings: 25, n: 1000 } }, [0, 0, 0, 0, 5.9]],
  ])('%s', (_name, change, lost) => {
    expect(lostIn(change)).toEqual(lost);
  });

  // 15 of 100 points, all gone at a tenth; a hundred ratings of everybody's, 1 % of them bad, weigh in
  test.each<[string, Observed, number]>([
    ['nobody dissatisfied costs nothing', { findings: 0, n: 40 }, 0],
    ['2 of 40 count as 3 of 140', { findings: 2, n: 40 }, 3.2],
    ['500 of 10,000 as 501 of 10,100', { findings: 500, n: 10_000 }, 7.4],
    ['a share below the whole’s as itself', { findings: 6, n: 1000 }, 0.9],
  ])('%s', (_name, satisfaction, lost) => {
    const { parts, score: left } = scoreUnit({ ...clean, satisfaction }, testTerms, undefined, 0.01);
    expect(parts.find(({ part }) => part === 'satisfaction')).toMatchObject({ weight: 15, lost });
    expect(left).toBe(Math.round(1000 - lost * 10) / 10);
  });

  it('is what the parts leave, to the tenth as they are printed', () => {
    const { score: left, parts } = score({
      timeliness: { findings: 1, n: 30 },
      regularity: { findings: 1, n: 33 },
      data: { findings: 2, n: 999 },
    });
    expect(parts.map(({ lost }) => lost)).toEqual([15.7, 17.8, 0, 0, 0.5]);
    expect(left).toBe(66);
  });

  it('is never below 0, and nothing at all where nothing was observed', () => {
    const all = { findings: 9, n: 9 };
    const none = { findings: 0, n: 0 };
    const worst = { timeliness: all, regularity: all, satisfaction: all, rectification: all, data: all };
    expect(scoreUnit(worst, testTerms, undefined, 1)).toMatchObject({ score: 0, grade: 'C' });
    const nothing = {
      timeliness: none,
      regularity: none,
      satisfaction: none,
      rectification: none,
      data: none,
    };
    expect(score(nothing)).toMatchObject({ score: null, grade: null });
  });
});

test.each([
  [95, 'A+'],
  [94.9, 'A'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [60, 'B-'],
  [59.9, 'C'],
  [0, 'C'],
])('a score of %d is a grade %s', (wanted, grade) => {
  const weights = { timeliness: 100, regularity: 0, satisfaction: 0, rectification: 0, data: 0 };
  const scales = { ...testTerms.scales, timeliness: { good: 0, bad: 1, least: 30 } };
  const late = { findings: Math.round(1000 - wanted * 10), n: 1000 };
  expect(score({ timeliness: late }, { ...testTerms, weights, scales })).toMatchObject({
    score: wanted,
    grade,
  });
});

describe('points that a person awards or takes', () => {
  const adjusted = (bonus: number, deduction: number, terms = testTerms) =>
    scoreUnit({ ...clean, timeliness: { findings: 1, n: 100 } }, terms, { bonus, deduction });

  it('are added and taken, each up to the limit of the terms', () => {
    expect(adjusted(0, 0).score).toBe(95.3);
    expect(adjusted(0.3, 2)).toMatchObject({ score: 93.6, bonus: 0.3, deduction: 2 });
    expect(adjusted(0, 25)).toMatchObject({ score: 85.3, deduction: 10 });
  });

  it('lift nobody over the cap and push nobody under the floor', () => {
    expect(adjusted(9, 0)).toMatchObject({ score: 100, bonus: 5, grade: 'A+' });
    const narrow = { ...testTerms, limits: { floor: 60, cap: 95, bonus: 5, deduction: 100 } };
    expect(adjusted(5, 0, narrow).score).toBe(95);
    expect(adjusted(0, 90, narrow).score).toBe(60);
  });

  it('make no score of a unit of which nothing was observed', () => {
    const none = { findings: 0, n: 0 };
    const nothing = {
      timeliness: none,
      regularity: none,
      satisfaction: none,
      rectification: none,
      data: none,
    };
    expect(scoreUnit(nothing, testTerms, { bonus: 3, deduction: 0 }).score).toBeNull();
  });
});
