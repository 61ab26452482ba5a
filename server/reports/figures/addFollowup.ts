import type { Instant } from '#contract/time';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import type { Counts } from '../../domain/reports/sums.ts';
import { rectificationsDue } from '../../overview/evaluationStore.ts';
import { seesUnit } from '../../overview/seesUnit.ts';
import { followupSteps, repliesDue, type StepRow } from './followupStore.ts';
import type { Gathering } from './gatherFigures.ts';
import type { Tallying } from './tally.ts';

/** Replies, rectifications, closures and appeals. */
export async function addFollowup(
  gathering: Pick<Gathering, 'db' | 'catalogue' | 'scope'>,
  { add }: Tallying,
  span: { from: Instant; to: Instant },
): Promise<void> {
  const { db, catalogue, scope } = gathering;
  for (const row of await repliesDue(db, span, scope))
    add(row, { repliesDue: row.due, repliesInTime: row.inTime });
  const office = catalogue.calendarOf({ sourceId: 0 }, catalogue.revision);
  const countOf = ({ step, raisedOn, doneOn, n }: StepRow): Counts => {
    if (step === 'appealed') return { appealed: n };
    if (step === 'appeal_won') return { appealsWon: n };
    const days =
      office.workdaysBefore(dayNumber(doneOn) + 1) - office.workdaysBefore(dayNumber(raisedOn) + 1);
    return { closed: n, closedDays: n * Math.max(0, days) };
  };
  for (const row of await followupSteps(db, span, catalogue.timezone, scope)) add(row, countOf(row));
  const isDepartments = scope.departments !== null;
  for (const by of isDepartments ? (['department'] as const) : (['region', 'department'] as const)) {
    // the whole is the sum of its regions, so that departments are not added to it again
    const child = by === 'department' && !isDepartments;
    for (const unit of await rectificationsDue(db, by, span, scope)) {
      if (unit.standing === 'contested' || !seesUnit(unit.unit, by, scope, catalogue)) continue;
      const inTime = unit.standing === 'in_time' ? unit.n : 0;
      add({ [by]: unit.unit, child }, { rectificationsDue: unit.n, rectificationsInTime: inTime });
    }
  }
}
