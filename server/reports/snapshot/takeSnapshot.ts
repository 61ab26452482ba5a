import { indicatorTable } from '#contract/reports/indicatorTable';
import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportPeriod, ReportScope, ReportSnapshot } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import { departmentsBelow, regionsBelow, type Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { periodBefore, reportPeriod, sameLastYear } from '../../domain/reports/reportPeriod.ts';
import { instantText } from '../../http/instantText.ts';
import { evaluationTermsOn } from '../../overview/evaluationTermsStore.ts';
import { gatherFigures, gatheringSteps, type Gathering } from '../figures/gatherFigures.ts';
import type { Tally } from '../figures/tally.ts';
import { figureSets } from './figureSets.ts';
import { namesOf } from './namesOf.ts';
import { rankingsOf } from './rankingsOf.ts';

export interface SnapshotParts {
  /** One connection inside a repeatable-read transaction: figures of several statements must fit together. */
  db: Queryable;
  catalogue: Catalogue;
  now: Instant;
  /** 0…1. */
  onProgress?: (share: number) => void;
  /** Between statements; the connection's owner cancels the one that runs. */
  signal?: AbortSignal;
  /** The issued report of a period, for corrections and trends. */
  issued?: Issued;
}
export type Issued = (
  kind: ReportKind,
  period: string,
  scope: ReportScope,
) => Promise<(ReportSnapshot & { reportId?: string }) | null>;

export interface SnapshotOrder {
  kind: ReportKind;
  period: string;
  scope: ReportScope;
}

/**
 * Takes what a report says, from what is known now. Equal data give an equal snapshot but for `asOf` and `knownAt`.
 * @throws RangeError for a text that is no period of the kind
 */
export async function takeSnapshot(parts: SnapshotParts, order: SnapshotOrder): Promise<ReportSnapshot> {
  const { db, catalogue, now, onProgress, signal } = parts;
  const period = reportPeriod(order.kind, order.period);
  const previous = periodBefore(order.kind, period);
  const lastYear = sameLastYear(order.kind, period);
  const isYear = previous.period === lastYear.period;
  const scope = scopeOfReport(order.scope, catalogue);
  const dataRules = (await evaluationTermsOn(db, period.to))?.terms.dataRules ?? [];
  let begun = 0;
  const gather = (of: ReportPeriod): Promise<Tally> => {
    const before = begun++;
    const onStep: Gathering['onStep'] = (done) => {
      signal?.throwIfAborted();
      onProgress?.((before + done / gatheringSteps) / (isYear ? 2.2 : 3.2));
    };
    return gatherFigures({ db, catalogue, scope, dataRules, now, onStep }, of);
  };
  const tallies = { now: await gather(period), previous: await gather(previous) };
  const lastYears = isYear ? tallies.previous : await gather(lastYear);
  const itemOf = (code: string) => catalogue.item(code, period.to, catalogue.revision);
  const figures = figureSets({ ...tallies, lastYear: lastYears }, itemOf);
  onProgress?.(1);
  return {
    format: 1,
    kind: order.kind,
    period,
    previous,
    lastYear,
    scope: order.scope,
    timezone: catalogue.timezone,
    asOf: instantText(now),
    knownAt: instantText(now),
    catalogueRevision: catalogue.revision,
    indicators: [...indicatorTable],
    names: namesOf(figures, catalogue),
    figures,
    rankings: rankingsOf(tallies),
    findings: [],
    causes: [],
    typical: [],
    work: [],
    items: [],
    trends: [],
    distribution: [],
    silent: [],
    corrections: [],
    scores: null,
  };
}

function scopeOfReport(scope: ReportScope, catalogue: Catalogue): Scope {
  switch (scope.by) {
    case 'city':
      return { regions: null, departments: null };
    case 'region':
      return { regions: regionsBelow([scope.code], catalogue), departments: null };
    case 'department':
      return { regions: null, departments: departmentsBelow([scope.code], catalogue) };
  }
}
