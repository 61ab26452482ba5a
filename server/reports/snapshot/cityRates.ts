import type { Ranking, ReportPeriod } from '#contract/reports/snapshot';
import type { Rate } from '../../domain/evaluation/rankRates.ts';
import type { CityRates } from '../../domain/reports/rankUnits.ts';
import { promisedCohorts } from '../../overview/onTimeStore.ts';
import { spanSoFar } from '../../overview/spanSoFar.ts';
import type { OwnPeriods } from './takeSections.ts';
import type { SnapshotParts } from './takeSnapshot.ts';

/**
 * The city's on-time rates, for the limits of a report of a part of it (PRECISE, figures). Departments count the children
 * of joint cases, regions do not.
 */
export async function cityRates(
  { db, catalogue, now }: Pick<SnapshotParts, 'db' | 'catalogue' | 'now'>,
  { period, previous }: Pick<OwnPeriods, 'period' | 'previous'>,
): Promise<Readonly<Record<Ranking['by'], CityRates>>> {
  const everywhere = { regions: null, departments: null };
  const ratesIn = async (days: ReportPeriod): Promise<Record<Ranking['by'], Rate>> => {
    const span = { ...spanSoFar(days, catalogue.timezone, now), children: true };
    const cohorts = await promisedCohorts(db, span, ['child'], everywhere);
    const sum = (counted: typeof cohorts): Rate => ({
      hits: counted.reduce((hits, { onTime }) => hits + onTime, 0),
      n: counted.reduce((cases, { n }) => cases + n, 0),
    });
    return { region: sum(cohorts.filter(({ child }) => !child)), department: sum(cohorts) };
  };
  const [of, before] = await Promise.all([ratesIn(period), ratesIn(previous)]);
  return {
    region: { now: of.region, before: before.region },
    department: { now: of.department, before: before.department },
  };
}
