import type { ReportSnapshot } from '#contract/reports/snapshot';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { reportedSince } from '../../domain/reports/reportedSince.ts';
import { officeCalendar } from '../actions/officeCalendar.ts';
import { submittedByDay } from '../figures/submissionStore.ts';
import type { OwnPeriods } from './takeSections.ts';

const told = ['period', 'previous', 'lastYear'] as const;

/** Which of a report's periods were reported in part, and since when; nothing where all are whole. */
export async function partlyReported(
  db: Queryable,
  catalogue: Catalogue,
  scope: Scope,
  own: OwnPeriods,
): Promise<Pick<ReportSnapshot, 'reportedSince'>> {
  const calendar = officeCalendar(catalogue);
  const found = await Promise.all(
    told.map(async (which) => {
      const volumes = await submittedByDay(db, own[which], scope);
      const since = reportedSince(own[which], volumes, calendar);
      return since === null ? [] : [[which, since] as const];
    }),
  );
  const parts = found.flat();
  return parts.length === 0 ? {} : { reportedSince: Object.fromEntries(parts) };
}
