import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { judgeCase, type Bench, type CaseVerdict } from '../domain/rules/judgeCase.ts';
import { checkOf } from './checkOf.ts';
import { clearingOf } from './clearing.ts';
import { casesDueForCheck, flagsOfCases, postponeChecks, type CheckedCase } from './flagStore.ts';
import { reconcileFlags, type FlagChange, type StandingFlag } from './reconcileFlags.ts';
import { saveVerdicts } from './saveVerdicts.ts';

export interface RaiseFlagsParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Hears of every case whose evaluation threw. */
  onPoison: (caseId: string, error: unknown) => void;
  /** Called between batches: true ends the pass early. */
  shouldStop?: () => boolean;
  batchSize?: number;
  /** Rest between batches as a share of the time one took, so that ingest keeps its share of the machine. */
  rest?: number;
}

export interface Pass {
  checked: number;
  changed: number;
  lost: number;
  poisoned: number;
}

export interface JudgedCase {
  row: StoredCase;
  verdict: CaseVerdict;
  changes: FlagChange[];
  /** The job's own columns after it. */
  check: CheckedCase;
}

const poisonWait = 600_000;

/**
 * One pass of the flag job.
 * 1. Take cases whose next check has come, the longest waiting first.
 * 2. Judge each by every rule as of `now`, and compare with the flags it has.
 * 3. In one transaction lock those that nobody changed meanwhile; save next check, alert, flags with transitions,
 *    roll-ups and the change. What was lost is due again.
 * 4. A case whose evaluation throws is pushed back by ten minutes and reported.
 * Safe to run twice and in two processes.
 */
export async function raiseFlags(parts: RaiseFlagsParts, now: Instant): Promise<Pass> {
  const { pool, batchSize = 500, rest = 0 } = parts;
  const pass: Pass = { checked: 0, changed: 0, lost: 0, poisoned: 0 };
  const proofs = await proofsOfLife(pool);
  for (;;) {
    const began = performance.now();
    const due = await casesDueForCheck(pool, now, batchSize);
    if (due.length === 0) return pass;
    const before = pass.lost;
    await checkCases(parts, ruleBench(parts.catalogue(), proofs, now), due, now, pass);
    if (due.length < batchSize || pass.lost - before === due.length || parts.shouldStop?.()) return pass;
    if (rest > 0) await new Promise((done) => setTimeout(done, (performance.now() - began) * rest));
  }
}

async function checkCases(
  parts: RaiseFlagsParts,
  bench: Bench,
  due: string[],
  now: Instant,
  pass: Pass,
): Promise<void> {
  const { pool } = parts;
  const [rows, flags] = await Promise.all([loadCases(pool, due), flagsOfCases(pool, due)]);
  const standing = new Map<string, StandingFlag[]>(due.map((caseId) => [caseId, []]));
  for (const flag of flags) standing.get(flag.caseId)?.push(flag);
  const judged: JudgedCase[] = [];
  const poisoned: string[] = [];
  for (const row of rows) {
    try {
      judged.push(judge(row, standing.get(row.facts.caseId) ?? [], bench, now));
    } catch (error) {
      poisoned.push(row.facts.caseId);
      parts.onPoison(row.facts.caseId, error);
    }
  }
  await save(parts, judged, now, pass, poisoned);
  if (poisoned.length > 0) await postponeChecks(pool, poisoned, now + poisonWait);
  pass.poisoned += poisoned.length;
  pass.checked += judged.length;
}

function judge(row: StoredCase, standing: StandingFlag[], bench: Bench, now: Instant): JudgedCase {
  const verdict = judgeCase(row.state, bench, now);
  const clearing = clearingOf(row.state, bench.knowledge, new Map());
  const changes = reconcileFlags(row.state, verdict, standing, row.facts.historical, clearing);
  return { row, verdict, changes, check: checkOf(row, verdict, standing, changes) };
}

/** Saves all together; when that fails, one by one, so that the row at fault is found. */
async function save(
  parts: RaiseFlagsParts,
  judged: JudgedCase[],
  now: Instant,
  pass: Pass,
  poisoned: string[],
): Promise<void> {
  if (judged.length === 0) return;
  try {
    const saved = await saveVerdicts(parts.pool, parts.catalogue(), judged, now);
    pass.lost += judged.length - saved.cases;
    pass.changed += saved.flags;
  } catch (error) {
    const [only] = judged;
    if (judged.length > 1 || !only) {
      for (const one of judged) await save(parts, [one], now, pass, poisoned);
      return;
    }
    poisoned.push(only.row.facts.caseId);
    parts.onPoison(only.row.facts.caseId, error);
  }
}
