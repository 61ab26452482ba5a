import type { TruthRow } from './truth.ts';

/** One finding as `duban scan --dry-run --format json` prints it, or a flag of a live database. */
export interface FoundRow {
  caseId: string;
  rule: string;
  severity: string;
  state: string | null;
}

/** How one rule did. TIM-02 has a line for each of its two lists. */
export interface RuleScore {
  rule: string;
  planted: number;
  nearMisses: number;
  found: number;
  missed: number;
  /** Found, but with another severity or state: counted as missed. */
  differing: number;
  /** Raised where the truth knows nothing of it. */
  false: number;
  /** Of those: on near misses. */
  falseNear: number;
  precision: number;
  recall: number;
  missedCases: string[];
  falseCases: string[];
}

const leastRecall = 0.99;
const leastPrecision = 0.97;
const shownCases = 5;

type Finding = Extract<TruthRow, { kind: 'finding' }>;

const lineOf = (rule: string, state: string | null): string =>
  rule === 'TIM-02' ? `TIM-02 ${state ?? 'open'}` : rule;
const keyOf = ({ caseId, rule }: { caseId: string; rule: string }): string => `${caseId} ${rule}`;

/**
 * Compares what was found with the truth, rule by rule and case by case. Everything found where the truth demands
 * nothing is false, on ordinary cases and planted ones alike; several findings of a rule on a case count once.
 */
export function evaluate(truth: Iterable<TruthRow>, found: Iterable<FoundRow>): RuleScore[] {
  const expected = new Map<string, Finding>();
  const near = new Set<string>();
  const scores = new Map<string, RuleScore>();
  const scoreOf = (line: string): RuleScore => {
    const score = scores.get(line) ?? emptyScore(line);
    scores.set(line, score);
    return score;
  };
  for (const row of truth) {
    if (row.kind === 'near') {
      near.add(keyOf(row));
      scoreOf(lineOf(row.rule, row.scenario.startsWith('open') ? 'open' : 'concluded')).nearMisses += 1;
    }
    if (row.kind !== 'finding') continue;
    expected.set(keyOf(row), row);
    if (!row.optional) scoreOf(lineOf(row.rule, row.state)).planted += 1;
  }
  const seen = new Map<string, FoundRow>();
  for (const row of found) {
    const key = keyOf(row);
    const wanted = expected.get(key);
    const isBetter = wanted && row.severity === wanted.severity && row.state === wanted.state;
    if (!seen.has(key) || isBetter) seen.set(key, row);
  }
  for (const [key, row] of seen) {
    const wanted = expected.get(key);
    if (wanted?.optional) continue;
    const score = scoreOf(lineOf(row.rule, wanted ? wanted.state : row.state));
    if (!wanted) {
      score.false += 1;
      if (near.has(key)) score.falseNear += 1;
      score.falseCases.push(row.caseId);
    } else if (row.severity === wanted.severity && row.state === wanted.state) score.found += 1;
    else score.differing += 1;
  }
  for (const [key, row] of expected) {
    const hit = seen.get(key);
    const isHit = hit && hit.severity === row.severity && hit.state === row.state;
    if (!row.optional && !isHit) scoreOf(lineOf(row.rule, row.state)).missedCases.push(row.caseId);
  }
  return [...scores.values()].map(finish).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

function emptyScore(rule: string): RuleScore {
  const counts = { planted: 0, nearMisses: 0, found: 0, missed: 0, differing: 0, false: 0, falseNear: 0 };
  return { rule, ...counts, precision: 1, recall: 1, missedCases: [], falseCases: [] };
}

function finish(score: RuleScore): RuleScore {
  const { planted, found } = score;
  return {
    ...score,
    missed: planted - found,
    precision: found + score.false === 0 ? 1 : found / (found + score.false),
    recall: planted === 0 ? 1 : found / planted,
    missedCases: score.missedCases.slice(0, shownCases),
    falseCases: score.falseCases.slice(0, shownCases),
  };
}

export function isGoodEnough(scores: readonly RuleScore[]): boolean {
  return scores.every(({ recall, precision }) => recall >= leastRecall && precision >= leastPrecision);
}

const columns = ['planted', 'nearMisses', 'found', 'missed', 'differing', 'false', 'falseNear'] as const;

/** The scores as a table for people. */
export function scoreTable(scores: readonly RuleScore[]): string {
  const head = [
    'rule'.padEnd(16),
    ...columns.map((name) => name.padStart(11)),
    '  precision',
    '  recall',
  ].join('');
  const lines = scores.map((score) =>
    [
      score.rule.padEnd(16),
      ...columns.map((name) => String(score[name]).padStart(11)),
      score.precision.toFixed(4).padStart(11),
      score.recall.toFixed(4).padStart(8),
    ].join(''),
  );
  return [head, ...lines].join('\n');
}
