import type { Instant } from '#contract/time';
import { dayNumber } from '../../domain/calendar/localDay.ts';
import type { Counts } from '../../domain/reports/sums.ts';
import { rectificationsDue } from '../../overview/evaluationStore.ts';
import { followupSteps, repliesDue, type DueRow, type StepRow } from './followupStore.ts';
import type { Gathering } from './gatherFigures.ts';
import type { Tallying } from './tally.ts';

export interface FollowupRows {
  replies: DueRow[];
  steps: StepRow[];
  rectifications: { by: 'region' | 'department'; units: Awaited<ReturnType<typeof rectificationsDue>> }[];
}

/** Replies, rectifications, closures and appeals of a span. */
export async function followupWithin(
  { db, catalogue, scope }: Pick<Gathering, 'db' | 'catalogue' | 'scope'>,
  span: { from: Instant; to: Instant },
): Promise<FollowupRows> {
  const kinds = scope.departments === null ? (['region', 'department'] as const) : (['department'] as const);
  const [replies, steps, ...rectifications] = await Promise.all([
    repliesDue(db, span, scope),
    followupSteps(db, span, catalogue.timezone, scope),
    ...kinds.map(async (by) => ({ by, units: await rectificationsDue(db, by, span, scope) })),
  ]);
  return { replies, steps, rectifications };
}

export function addFollowup(
  { catalogue, scope }: Pick<Gathering, 'catalogue' | 'scope'>,
  { add }: Tallying,
  { replies, steps, rectifications }: FollowupRows,
): void {
  for (const row of replies) add(row, { repliesDue: row.due, repliesInTime: row.inTime });
  const office = catalogue.calendarOf({ sourceId: 0 }, catalogue.revision);
  const countOf = ({ step, raisedOn, doneOn, n }: StepRow): Counts => {
    if (step === 'appealed') return { appealed: n };
    if (step === 'appeal_won') return { appealsWon: n };
    const days =
      office.workdaysBefore(dayNumber(doneOn) + 1) - office.workdaysBefore(dayNumber(raisedOn) + 1);
    return { closed: n, closedDays: n * Math.max(0, days) };
  };
  for (const row of steps) add(row, countOf(row));
  for (const { by, units } of rectifications) {
    // the whole is the sum of its regions, so that departments are not added to it again
    const child = by === 'department' && scope.departments === null;
    for (const unit of units) {
      if (unit.standing === 'contested' || !unit.visible) continue;
      const inTime = unit.standing === 'in_time' ? unit.n : 0;
      add({ [by]: unit.unit, child }, { rectificationsDue: unit.n, rectificationsInTime: inTime });
    }
  }
}
