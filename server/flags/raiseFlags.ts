import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { proofsOfLife } from '../catalogue/sourceWatermarkStore.ts';
import { caseHistories } from '../cases/caseHistory.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { followFamilies } from '../cases/followFamilies.ts';
import { judgeCase, type Bench, type CaseVerdict } from '../domain/rules/judgeCase.ts';
import { checkOf } from './checkOf.ts';
import { clearingOf } from './clearing.ts';
import { casesDueForCheck, flagsOfCases, postponeChecks, type CheckedCase } from './flagStore.ts';
import { reconcileFlags, type FlagChange } from './reconcileFlags.ts';
import type { Arrival } from './doubtfulData.ts';
import type { StandingFlag } from './standingFlag.ts';
import { saveVerdicts } from './saveVerdicts.ts';
import { usualLags } from './usualLags.ts';

export interface RaiseFlagsParts {
  pool: Pool;
  catalogue: () => Catalogue;
  /** Hears of every case whose evaluation threw. */
  onPoison: (caseId: string, error: unknown) => void;
  /** Hears when cases were to be judged, once their verdicts are on disk. */
  onJudged?: (dueAt: readonly (Instant | null)[]) => void;
  /** Cases that this process has in memory: judged without reading their events, if nobody changed them since. */
  remembered?: ((caseId: string) => StoredCase | undefined) | undefined;
  /** Called between batches: true ends the pass early. */
  shouldStop?: () => boolean;
  batchSize?: number;
  /** Asked after each batch: the rest before the next, as a share of the time it took. */
  rest?: () => number;
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

/** What the cases of one pass are judged with. */
interface Court {
  bench: Bench;
  lags: ReadonlyMap<number, number>;
  now: Instant;
}

/**
 * The rest that leaves ingest its share of two cores: with more, a hundred thousand cases due in one second would not
 * be judged within two minutes.
 */
export const restBesideIngest = 1.5;

const poisonWait = 600_000;
const aDay = 86_400_000;

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
  const { pool, batchSize = 1000 } = parts;
  const pass: Pass = { checked: 0, changed: 0, lost: 0, poisoned: 0 };
  const [proofs, lags] = await Promise.all([proofsOfLife(pool), usualLags(pool)]);
  for (;;) {
    const began = performance.now();
    const due = await casesDueForCheck(pool, now, batchSize);
    if (due.length === 0) return pass;
    await followFamilies(pool, parts.catalogue(), due, now);
    const before = pass.lost;
    const court = { bench: ruleBench(parts.catalogue(), proofs, now), lags, now };
    await checkCases(parts, court, due, pass);
    if (due.length < batchSize || pass.lost - before === due.length || parts.shouldStop?.()) return pass;
    const rest = parts.rest?.() ?? 0;
    if (rest > 0) await new Promise((done) => setTimeout(done, (performance.now() - began) * rest));
  }
}

async function checkCases(parts: RaiseFlagsParts, court: Court, due: string[], pass: Pass): Promise<void> {
  const { pool } = parts;
  const { now } = court;
  const poisoned: string[] = [];
  const onDamaged = (caseId: string, error: unknown): void => {
    poisoned.push(caseId);
    parts.onPoison(caseId, error);
  };
  const rows = await loadCases(pool, due, { remembered: parts.remembered, onDamaged });
  // after the rows: a version that still holds when it is saved vouches for the flags too
  const flags = await flagsOfCases(pool, due);
  const standing = new Map<string, StandingFlag[]>(due.map((caseId) => [caseId, []]));
  for (const flag of flags) standing.get(flag.caseId)?.push(flag);
  const judged: JudgedCase[] = [];
  for (const row of rows) {
    try {
      judged.push(judge(row, standing.get(row.facts.caseId) ?? [], court));
    } catch (error) {
      onDamaged(row.facts.caseId, error);
    }
  }
  await doubtWithdrawals(pool, judged, standing, court);
  await save(parts, judged, now, pass, poisoned);
  parts.onJudged?.(judged.map(({ row }) => row.nextCheckAt));
  if (poisoned.length > 0) await postponeChecks(pool, poisoned, now + poisonWait);
  pass.poisoned += poisoned.length;
  pass.checked += judged.length;
}

function judge(
  row: StoredCase,
  standing: StandingFlag[],
  court: Court,
  arrivals?: readonly Arrival[],
): JudgedCase {
  const verdict = judgeCase(row.state, court.bench, court.now);
  const clearing = clearingOf(row.state, court.bench.knowledge, court.lags, arrivals);
  const changes = reconcileFlags(row.state, verdict, standing, row.facts.historical, clearing);
  return { row, verdict, changes, check: checkOf(row, verdict, standing, changes) };
}

/**
 * A state remembers only delays beyond an hour. Where a flag would be withdrawn and the source is usually quicker,
 * the events that arrived since are asked for: few cases in any pass.
 */
async function doubtWithdrawals(
  pool: Pool,
  judged: JudgedCase[],
  standing: ReadonlyMap<string, StandingFlag[]>,
  court: Court,
): Promise<void> {
  if (court.lags.size === 0) return;
  const places = [...judged.keys()].filter((i) => judged[i]?.changes.some((c) => c.status === 'withdrawn'));
  if (places.length === 0) return;
  const spans = places.flatMap((i) => {
    const facts = judged[i]?.row.facts;
    return facts ? [{ caseId: facts.caseId, from: facts.firstEventAt, to: facts.lastEventAt }] : [];
  });
  const known = { asOf: court.now + aDay, knownAt: court.now };
  const histories = await caseHistories(pool, spans, known);
  for (const i of places) {
    const row = judged[i]?.row;
    if (!row) continue;
    const arrivals = (histories.get(row.facts.caseId) ?? []).flatMap(
      ({ eventId, type, occurredAt: at, receivedAt: arrivedAt, sourceId }) =>
        arrivedAt === null ? [] : [{ eventId, type, at, arrivedAt, sourceId }],
    );
    judged[i] = judge(row, standing.get(row.facts.caseId) ?? [], court, arrivals);
  }
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
