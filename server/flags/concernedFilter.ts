import type { CalendarCasesQuery } from '#contract/calendarSchema';
import { departmentsBelow, regionsBelow } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ConcernedFilter } from './calendarCaseStore.ts';

/** Which cases of a run are asked for. */
export function concernedFilter(
  runId: number,
  { effect, region, department, item }: CalendarCasesQuery,
  catalogue: Catalogue,
): ConcernedFilter {
  return {
    runId,
    effect: effect ?? null,
    regions: region === undefined ? null : regionsBelow([region], catalogue),
    departments: department === undefined ? null : departmentsBelow([department], catalogue),
    item: item ?? null,
  };
}
