import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import type { Viewpoint } from '../cases/caseHistory.ts';
import { joinFamilies, statesAt } from '../cases/joinFamilies.ts';
import type { Queryable } from '../db/queryable.ts';
import { judgeCase } from '../domain/rules/judgeCase.ts';
import { completeLogs } from './completeLogs.ts';
import { caseIdsAfter } from './scanStore.ts';

/** One finding of a scan (CONTRACT, Commands). */
export interface Finding {
  caseId: string;
  rule: RuleId;
  severity: Severity;
  occurredAt: Instant;
  department: string | null;
  region: string | null;
  item: string | null;
  state: 'open' | 'concluded';
  /** Of the case's calendar: the zone its instants are told in. */
  timezone: string;
}

export interface ScanParts {
  db: Queryable;
  catalogue: Catalogue;
  rules: ReadonlySet<RuleId> | undefined;
  onProgress?: (cases: number) => void;
}

const pageSize = 2000;

/**
 * Judges every case by every rule as if the clock stood at `asOf` and only what was known by `knownAt` existed, and
 * changes nothing.
 */
export async function* scanCases(parts: ScanParts, at: Viewpoint): AsyncGenerator<Finding> {
  const { db, catalogue } = parts;
  const bench = ruleBench(catalogue, await completeLogs(parts, at.asOf), at.asOf, at.knownAt);
  let scanned = 0;
  for (let after = ''; ;) {
    const page = await caseIdsAfter(db, after, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
    const states = await joinFamilies(db, await statesAt(db, page, at), bench.knowledge, at);
    for (const state of states) {
      const { rules, rounds } = judgeCase(state, bench, at.asOf, parts.rules);
      for (const { rule, judgements } of rules) {
        for (const judgement of judgements) {
          if (judgement.result !== 'raised') continue;
          yield {
            caseId: state.caseId,
            rule,
            severity: judgement.severity,
            occurredAt: judgement.at,
            department: state.department ?? null,
            region: state.region ?? catalogue.regionOf(state.department ?? '') ?? null,
            item: state.item ?? null,
            state: judgement.caseState,
            timezone: rounds.at(-1)?.clock.calendar.version.timezone ?? catalogue.timezone,
          };
        }
      }
    }
    scanned += page.length;
    parts.onProgress?.(scanned);
  }
}
