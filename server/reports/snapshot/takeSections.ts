import type { ReportKind } from '#contract/reports/reportKind';
import type { FigureSet, ReportSnapshot, ScoreSet } from '#contract/reports/snapshot';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { correctionsOf } from '../../domain/reports/corrections.ts';
import { figuresOf, isNothing } from '../../domain/reports/figuresOf.ts';
import { daysDistribution, itemFindings } from '../../domain/reports/itemFindings.ts';
import { instantText } from '../../http/instantText.ts';
import { spanSoFar } from '../../overview/spanSoFar.ts';
import { conclusionsWithin } from '../figures/conclusionStore.ts';
import { causesWithin, silentSources } from '../figures/detailStore.ts';
import type { Items, Tallies } from './figureSets.ts';
import { findingsByRule, typicalCases } from './findingDetails.ts';
import { scoresOf } from './scoresOf.ts';
import type { SnapshotOrder, SnapshotParts } from './takeSnapshot.ts';
import { trendsOf } from './trendsOf.ts';
import { workLists } from './workLists.ts';

export type OwnPeriods = Pick<ReportSnapshot, 'period' | 'previous' | 'lastYear'>;
type Sections = Pick<
  ReportSnapshot,
  | 'findings'
  | 'causes'
  | 'conclusions'
  | 'typical'
  | 'work'
  | 'items'
  | 'trends'
  | 'distribution'
  | 'silent'
  | 'corrections'
  | 'scores'
  | 'departmentScores'
>;

interface Taken {
  order: SnapshotOrder;
  own: OwnPeriods;
  scope: Scope;
  tallies: Tallies;
  figures: readonly FigureSet[];
  items: Items;
}

/** Kinds that tell how things stand today; the others look back at what has ended. */
const ofToday: ReadonlySet<ReportKind> = new Set(['daily_scan', 'weekly_dispatch']);

/** What a report says beside figures and rankings; what its kind does not have is empty. */
export async function takeSections(parts: SnapshotParts, taken: Taken): Promise<Sections> {
  const { db, catalogue, now, signal } = parts;
  const { order, own, scope, tallies, items } = taken;
  const { timezone } = catalogue;
  const span = spanSoFar(own.period, timezone, now);
  const isOfToday = ofToday.has(order.kind);
  signal?.throwIfAborted();
  const [findings, causes, conclusions, typical, work, silent] = await Promise.all([
    findingsByRule(db, span, scope),
    causesWithin(db, span, scope),
    conclusionsWithin(db, span, scope),
    isOfToday ? [] : typicalCases(db, span, timezone, scope),
    isOfToday ? workLists(db, now, timezone, scope, tallies.now) : [],
    isOfToday && order.scope.by === 'city' ? silentNow(db, catalogue) : [],
  ]);
  signal?.throwIfAborted();
  return {
    findings,
    causes,
    conclusions,
    typical,
    work,
    silent,
    items:
      order.kind === 'quarterly_analysis'
        ? itemFindings(tallies.now.get('item') ?? new Map(), items.now)
        : [],
    distribution: isOfToday ? [] : daysDistribution(tallies.now.get('all')?.get('')?.handled ?? []),
    trends: await trends(parts, taken),
    corrections: isOfToday ? [] : await corrections(parts, taken),
    ...(await scores(parts, taken)),
  };
}

/** Of the city its regions and its departments, of a region or department the departments in it. */
async function scores(
  { db, catalogue, now }: SnapshotParts,
  { order, own, scope }: Taken,
): Promise<Pick<Sections, 'scores' | 'departmentScores'>> {
  if (order.kind !== 'annual_evaluation') return { scores: null };
  const by = (units: ScoreSet['by']) => scoresOf(db, catalogue, own.period, units, scope, now);
  if (order.scope.by !== 'city') return { scores: await by('department') };
  return { scores: await by('region'), departmentScores: await by('department') };
}

async function silentNow(db: Queryable, catalogue: Catalogue): Promise<Sections['silent']> {
  return (await silentSources(db)).map(({ sourceId, silentSince }) => {
    const source = catalogue.sourceById(sourceId)?.name ?? String(sourceId);
    return { source, title: source, silentSince: instantText(silentSince) };
  });
}

function trends({ issued }: SnapshotParts, { order, own, figures }: Taken): Promise<Sections['trends']> {
  return trendsOf(order.kind, own, figures, async (period) => {
    const report = (await issued?.(order.kind, period, order.scope)) ?? null;
    if (!report || report.reportedSince?.period !== undefined) return null;
    return report.figures.find(({ by }) => by === 'all')?.figures ?? null;
  });
}

async function corrections(
  { issued }: SnapshotParts,
  { order, own, tallies, items }: Taken,
): Promise<Sections['corrections']> {
  const { period } = own.previous;
  const report = (await issued?.(order.kind, period, order.scope)) ?? null;
  if (!report) return [];
  const { reportId = '', figures } = report;
  const units = [...tallies.previous].flatMap(([by, sums]) => [...sums.keys()].map((code) => ({ by, code })));
  return correctionsOf({ reportId, period, figures }, units, (by, code) => {
    const sums = tallies.previous.get(by)?.get(code);
    return sums && !isNothing(sums) ? figuresOf(sums, by, items.previous) : null;
  });
}
