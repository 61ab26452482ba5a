import { indicatorTable } from '#contract/reports/indicatorTable';
import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportPeriod, ReportScope, ReportSnapshot } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { ItemOf } from '../../domain/reports/figuresOf.ts';
import { periodBefore, reportPeriod, sameLastYear } from '../../domain/reports/reportPeriod.ts';
import { instantText } from '../../http/instantText.ts';
import { evaluationTermsOn } from '../../overview/evaluationTermsStore.ts';
import { gatherFigures, gatheringSteps, type Gathering } from '../figures/gatherFigures.ts';
import { scopeOfReport } from '../figures/scopeOfReport.ts';
import type { Tally } from '../figures/tally.ts';
import { addQuarantined } from './addQuarantined.ts';
import { cityRates } from './cityRates.ts';
import { figureSets, type Tallies } from './figureSets.ts';
import { namesOf } from './namesOf.ts';
import { partlyReported } from './partlyReported.ts';
import { rankingsOf } from './rankingsOf.ts';
import { takeSections, type OwnPeriods } from './takeSections.ts';

export interface SnapshotParts {
  /** One picture of the database (`onPicture`): figures of several statements must fit together. */
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
  const { db, catalogue, now } = parts;
  const { kind } = order;
  const period = reportPeriod(kind, order.period);
  const own = { period, previous: periodBefore(kind, period), lastYear: sameLastYear(kind, period) };
  const scope = scopeOfReport(order.scope, catalogue);
  const tallies = await gatherAll(parts, scope, own);
  const itemsOn =
    ({ to }: ReportPeriod): ItemOf =>
    (code) =>
      catalogue.item(code, to, catalogue.revision);
  const items = { now: itemsOn(period), previous: itemsOn(own.previous), lastYear: itemsOn(own.lastYear) };
  const figures = await figureSets(tallies, items);
  if (order.scope.by === 'city') await addQuarantined(db, figures, own);
  const sections = await takeSections(parts, { order, own, scope, tallies, figures, items });
  parts.onProgress?.(1);
  return {
    format: 1,
    kind,
    ...own,
    ...(await partlyReported(db, catalogue, scope, own)),
    scope: order.scope,
    timezone: catalogue.timezone,
    asOf: instantText(now),
    knownAt: instantText(now),
    catalogueRevision: catalogue.revision,
    indicators: [...indicatorTable],
    names: namesOf({ figures, ...sections }, catalogue),
    figures,
    rankings: rankingsOf(tallies, order.scope.by === 'city' ? undefined : await cityRates(parts, own)),
    ...sections,
  };
}

/** How much of the work the three periods are; the rest is what a report says beside its figures. */
const shareOfFigures = 0.9;

async function gatherAll(
  { db, catalogue, now, onProgress, signal }: SnapshotParts,
  scope: Scope,
  { period, previous, lastYear }: OwnPeriods,
): Promise<Tallies> {
  const dataRules = (await evaluationTermsOn(db, period.to))?.terms.dataRules ?? [];
  // of a year the period before is last year's
  const periods = previous.period === lastYear.period ? [period, previous] : [period, previous, lastYear];
  const gathered: Tally[] = [];
  for (const [i, of] of periods.entries()) {
    const onStep: Gathering['onStep'] = (done) => {
      signal?.throwIfAborted();
      onProgress?.((shareOfFigures * (i + done / gatheringSteps)) / periods.length);
    };
    gathered.push(await gatherFigures({ db, catalogue, scope, dataRules, now, onStep }, of));
  }
  const [ofNow = new Map(), ofPrevious = new Map(), ofLastYear = ofPrevious] = gathered;
  return { now: ofNow, previous: ofPrevious, lastYear: ofLastYear };
}
