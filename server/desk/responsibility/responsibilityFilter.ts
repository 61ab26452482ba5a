import type { Account } from '#contract/account';
import type { ResponsibilityQuery } from '#contract/responsibilitySchema';
import type { Instant } from '#contract/time';
import { departmentsBelow, scopeOf } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { dayNumber, dayText } from '../../domain/calendar/localDay.ts';
import { endOfMoment, startOfMoment } from '../../domain/calendar/localMoment.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { periodDays } from '../../domain/evaluation/periodDays.ts';
import type { ResponsibilityFilter } from './responsibilityStore.ts';

/** Longer than this nobody's hands are looked at: what a case was before does not make its holder work longer. */
const longestHeld = 1100;
const noSource = 0;

/** What an account asks for, narrowed to what it may see; without a period this month. Days are the office's. */
export function responsibilityFilterOf(
  { by, period: given, department }: Pick<ResponsibilityQuery, 'by' | 'period' | 'department'>,
  account: Account,
  catalogue: Catalogue,
  now: Instant,
): { filter: ResponsibilityFilter; period: string } {
  const zone = timezone(catalogue.timezone);
  const period = given ?? dayText(zone.dayOf(now)).slice(0, 7);
  const { from, to } = periodDays(period);
  const calendar = catalogue.calendarOf({ sourceId: noSource }, catalogue.revision);
  const first = calendar.workdaysBefore(dayNumber(from) - longestHeld);
  const last = calendar.workdaysBefore(dayNumber(to) + 1);
  return {
    period,
    filter: {
      by,
      from: startOfMoment(from, catalogue.timezone),
      to: endOfMoment(to, catalogue.timezone),
      scope: scopeOf(account, catalogue),
      departments: department === undefined ? null : departmentsBelow([department], catalogue),
      workdays: Array.from({ length: last - first }, (_, i) =>
        calendar.zone.startOf(calendar.workdayAt(first + i)),
      ),
    },
  };
}
