import type { Comparison, Run } from '#contract/reports/reportDocument';
import type { FaultKind } from './fault.ts';
import { isCount } from './tongue.ts';

/** What is wrong with a run beside the figures that it carries. Computed on its own, not by what wrote the words. */
export function guardRun({ text, compares, share }: Pick<Run, 'text' | 'compares' | 'share'>): FaultKind[] {
  return [...(compares ? comparedFaults(text, compares) : []), ...(share ? shareFaults(text, share) : [])];
}

const mentions = {
  previous: /环比|上期|the previous/,
  lastYear: /同比|上年|last year/,
};
const upward = /增长|提高|增加|\bup\b/;
const downward = /下降|降低|减少|\bdown\b/;
const level = /持平|unchanged/;
const almost = /基本|almost/;
const amountOf = /(\d[\d,]*(?:\.\d+)?)\s*(%|个?百分点|percentage point)?/;

function comparedFaults(text: string, { with: other, unit, now, then }: Comparison): FaultKind[] {
  const faults: FaultKind[] = [];
  const wrong = mentions[other === 'previous' ? 'lastYear' : 'previous'];
  if (!mentions[other].test(text) || wrong.test(text)) faults.push('wrong_comparison');
  const moves = upward.test(text) || downward.test(text);
  if (now === null || then === null)
    return moves || level.test(text) ? [...faults, 'wrong_direction'] : faults;
  const isUp = now > then;
  if ((upward.test(text) && !isUp) || (downward.test(text) && now >= then)) faults.push('wrong_direction');
  if (level.test(text) && !almost.test(text) && now !== then) faults.push('wrong_direction');
  if (!moves) return faults;
  const [, digits, sign] = amountOf.exec(text) ?? [];
  if (unit === 'share' && sign === '%') faults.push('percent_of_share');
  if (isCount(unit) && sign !== undefined && sign !== '%') faults.push('points_of_count');
  if (digits === undefined || !isAmount(digits, sign, Math.abs(now - then), then))
    faults.push('wrong_amount');
  return faults;
}

/** Whether the digits are the difference, the share of it in per cent or its points, up to the last digit given. */
function isAmount(digits: string, sign: string | undefined, difference: number, then: number): boolean {
  const printed = Number(digits.replaceAll(',', ''));
  const exact = sign === undefined ? difference : sign === '%' ? (100 * difference) / then : 100 * difference;
  const decimals = digits.split('.')[1]?.length ?? 0;
  return Math.abs(printed - exact) <= 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, exact);
}

function shareFaults(text: string, { n, hits }: NonNullable<Run['share']>): FaultKind[] {
  const printed = /^([\d.]+)%$/.exec(text)?.[1];
  if (printed === undefined || hits === null || n === 0) return [];
  const value = Number(printed);
  const isFalse = (value === 100 && hits < n) || (value === 0 && hits > 0);
  return isFalse ? ['false_whole'] : [];
}
