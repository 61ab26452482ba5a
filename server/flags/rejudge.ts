import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { RuleId, RuleVersion } from '#contract/rule';
import type { Proposal, Rejudged } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { StoredRuleVersion } from '../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { newRuleVersion } from '../catalogue/newRuleVersion.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { setRuleVersion, type NewRuleVersion } from '../catalogue/ruleVersionStore.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { compareFindings, type Shift } from '../domain/rules/compareFindings.ts';
import { judgeCase, type Bench } from '../domain/rules/judgeCase.ts';
import { casesOfPage, concernedPages } from './backtestStore.ts';
import { checkOf } from './checkOf.ts';
import { completeLogs } from './completeLogs.ts';
import { concernedBy } from './concernedBy.ts';
import { flagsOfCases, saveChecks } from './flagStore.ts';
import type { JudgedCase } from './raiseFlags.ts';
import { rejudgedFlags } from './rejudgedFlags.ts';
import { saveAlerts, saveFlags } from './saveVerdicts.ts';

export interface RejudgeParts {
  pool: Pool;
  holder: CatalogueHolder;
  onProgress?: (done: number, of: number) => void | Promise<void>;
  /** @throws its reason, between pages: what is judged by then stays, and the same order carries on from there */
  signal?: AbortSignal;
}

export interface RejudgeOrder {
  rule: RuleId;
  proposal: Proposal;
  actor: string;
}

interface Court {
  rule: RuleId;
  before: Bench;
  after: Bench;
  period: { from: Instant; to: Instant };
  version: number;
  actor: string;
  now: Instant;
}

const pageSize = 500;
const mostAttempts = 20;

/**
 * Rewrites the past on an administrator's order.
 * 1. Record the version, which begins in the past: from now on every judgement of its days is by it.
 * 2. Page by page find the cases of which it finds something else than the versions before it; nothing else is touched.
 * 3. In a transaction each: raise, reopen, change and withdraw the rule's flags with the trace `rejudged`.
 * 4. At the end one `resync`.
 */
export async function rejudge(
  { pool, holder, onProgress, signal }: RejudgeParts,
  { rule, proposal, actor }: RejudgeOrder,
  now: Instant,
): Promise<Rejudged> {
  await holder.refresh(pool);
  const old = holder.current();
  const { from, to, ...terms } = proposal;
  const asked = newRuleVersion(rule, { ...terms, validFrom: from, validTo: to }, old, actor);
  const { version } =
    sameOrder(old.ruleVersions, asked) ??
    (await inTransaction(pool, (db) => setRuleVersion(db, { ...asked, rejudged: true }, now)));
  await holder.refresh(pool);
  const catalogue = holder.current();
  const proofs = await completeLogs({ db: pool, catalogue }, now);
  const zone = catalogue.timezone;
  const court: Court = {
    rule,
    before: ruleBench({ ...old, ruleVersions: old.ruleVersions.filter(isOther(rule, version)) }, proofs, now),
    after: ruleBench(catalogue, proofs, now),
    period: { from: startOfMoment(from, zone), to: endOfMoment(to, zone) },
    version,
    actor,
    now,
  };
  const filter = concernedBy(rule, proposal, catalogue);
  const { pages, cases: of } = await concernedPages(pool, filter, pageSize);
  const done: Rejudged = { version, cases: 0, raised: 0, withdrawn: 0, changed: 0 };
  try {
    for (const page of pages) {
      signal?.throwIfAborted();
      const cases = await casesOfPage(pool, filter, page);
      const caseIds = cases.map(({ caseId }) => caseId);
      await rejudgeCases({ pool, holder }, court, caseIds, done);
      done.cases += cases.length;
      await onProgress?.(done.cases, of);
    }
  } finally {
    await inTransaction(pool, async (db) => {
      const subject = { kind: 'rule', id: rule };
      await recordAudit(db, {
        at: now,
        actor,
        action: 'rule.rejudged',
        subject,
        detail: { from, to, ...done },
      });
      await appendChange(db, now, { resync: 'rejudgement' });
    });
  }
  return done;
}

const isOther =
  (rule: RuleId, version: number) =>
  (one: RuleVersion): boolean =>
    one.rule !== rule || one.version !== version;

/** The version of an order that was broken off: given again, it carries on. */
function sameOrder(versions: readonly StoredRuleVersion[], asked: NewRuleVersion): RuleVersion | undefined {
  const newest = versions.findLast(({ rule }) => rule === asked.rule);
  if (!newest?.rejudged) return undefined;
  return isDeepStrictEqual(termsOf(newest), termsOf(asked)) ? newest : undefined;
}

const termsOf = ({ validFrom, validTo, enabled, params, severity, scope }: Omit<RuleVersion, 'version'>) => ({
  validFrom,
  validTo,
  enabled,
  params,
  severity,
  scope,
});

/** Those that another writer changed meanwhile are judged again as they are then. */
async function rejudgeCases(
  { pool, holder }: Pick<RejudgeParts, 'pool' | 'holder'>,
  court: Court,
  caseIds: readonly string[],
  done: Rejudged,
): Promise<void> {
  const { now, version, actor } = court;
  let left: readonly string[] = caseIds;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > mostAttempts)
      throw new Error(`cases from ${left[0]} on changed ${mostAttempts} times while they were judged again`);
    const shifted = shiftedCases(await loadCases(pool, left), court);
    if (shifted.length === 0) return;
    const standing = await flagsOfCases(
      pool,
      shifted.map(({ row }) => row.facts.caseId),
    );
    const judged = shifted.map(({ row, shifts }): JudgedCase => {
      const verdict = judgeCase(row.state, court.after, now);
      const own = standing.filter(({ caseId }) => caseId === row.facts.caseId);
      const changes = rejudgedFlags(shifts, own, court, row.facts.historical);
      return { row, verdict, changes, check: checkOf(row, verdict, own, changes) };
    });
    const claimed = await inTransaction(pool, async (db) => {
      const mine = await saveChecks(
        db,
        judged.map(({ check }) => check),
      );
      const saved = judged.filter(({ row }) => mine.has(row.facts.caseId));
      if (saved.length === 0) return mine;
      await saveFlags(db, saved, now, { reason: 'rejudged', actor, detail: { ruleVersion: version } });
      await saveAlerts(db, holder.current(), saved);
      return mine;
    });
    for (const { row, changes } of judged) {
      if (!claimed.has(row.facts.caseId)) continue;
      done.raised += changes.filter(({ topic }) => topic === 'flag:raised').length;
      done.withdrawn += changes.filter(({ topic }) => topic === 'flag:withdrawn').length;
      done.changed += changes.filter(
        ({ topic }) => topic === 'flag:changed' || topic === 'flag:escalated',
      ).length;
    }
    left = judged.map(({ row }) => row.facts.caseId).filter((caseId) => !claimed.has(caseId));
  }
}

function shiftedCases(
  rows: readonly StoredCase[],
  { rule, before, after, period, now }: Court,
): { row: StoredCase; shifts: Shift[] }[] {
  const only = new Set([rule]);
  return rows.flatMap((row) => {
    const was = judgeCase(row.state, before, now, only);
    const is = judgeCase(row.state, after, now, only, was.rounds);
    const shifts = compareFindings(was.rules, is.rules, period).filter(
      ({ effect }) => effect !== 'unchanged',
    );
    return shifts.length > 0 ? [{ row, shifts }] : [];
  });
}
