import { Problem } from '#contract/problem';
import type { HeatmapQuery } from '#contract/querySchema';
import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { flaggedCases, standingByPlace, volumeByDay, volumeByHour, type CellRow } from './heatmapStore.ts';
import { promisedCohorts } from './onTimeStore.ts';

export interface HeatmapSpan {
  from: LocalDay;
  to: LocalDay;
  timezone: string;
  now: Instant;
}

/**
 * The figures behind a heatmap, by region and department, item or hour.
 * @throws Problem `invalid` for a metric that has no hours
 */
export async function heatmapCells(
  db: Queryable,
  { metric, columns }: Pick<HeatmapQuery, 'metric' | 'columns'>,
  span: HeatmapSpan,
  scope: Scope,
): Promise<CellRow[]> {
  const instants = {
    from: startOfMoment(span.from, span.timezone),
    to: endOfMoment(span.to, span.timezone),
    timezone: span.timezone,
  };
  const place = columns === 'item' ? 'item' : 'department';
  switch (metric) {
    case 'submitted':
    case 'concluded':
      return columns === 'hour'
        ? volumeByHour(db, metric, instants, scope)
        : volumeByDay(db, metric, place, span, scope);
    case 'flagged':
      return flaggedCases(db, columns === 'hour' ? 'hour' : place, instants, scope);
    case 'open':
    case 'overdue':
      refuseHours(metric, columns);
      return standingByPlace(db, metric, place, scope);
    case 'on_time_rate': {
      refuseHours(metric, columns);
      const due = {
        from: instants.from,
        to: Math.min(instants.to, span.now),
        children: place === 'department',
      };
      const cohorts = await promisedCohorts(db, due, ['region', place], scope);
      // the hits for now: cells may still be added up, and rates cannot
      return cohorts.map((cohort) => ({
        region: cohort.region,
        key: cohort[place],
        value: cohort.onTime,
        n: cohort.n,
      }));
    }
  }
}

function refuseHours(metric: string, columns: string): void {
  if (columns !== 'hour') return;
  throw new Problem(
    'invalid',
    `The metric ${metric} has no hours; take columns department_kind, department or item.`,
    {
      path: 'columns',
    },
  );
}
