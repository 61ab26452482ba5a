import type { WorkList } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Tally } from '../figures/tally.ts';
import { repeatedRules, waitingWork } from '../figures/workStore.ts';

/** What each department has to do: those that owe most first. */
export async function workLists(
  db: Queryable,
  now: Instant,
  timezone: string,
  scope: Scope,
  tally: Tally,
): Promise<WorkList[]> {
  const lists = new Map<string, WorkList>();
  const listOf = (department: string): WorkList => lists.get(department) ?? nothingToDo(department);
  for (const row of await waitingWork(db, now, timezone, scope))
    lists.set(row.department, { ...nothingToDo(row.department), ...row });
  for (const [department, { counts }] of tally.get('department') ?? []) {
    if (counts.overdueOpen > 0)
      lists.set(department, { ...listOf(department), overdueCases: counts.overdueOpen });
  }
  for (const { department, rule, times } of await repeatedRules(db, now, scope)) {
    const list = listOf(department);
    lists.set(department, { ...list, repeated: [...list.repeated, { rule, times }] });
  }
  return [...lists.values()].sort(
    (a, b) =>
      b.late - a.late ||
      b.overdueCases - a.overdueCases ||
      openOf(b) - openOf(a) ||
      (a.department < b.department ? -1 : 1),
  );
}

const openOf = ({ open }: WorkList): number => Object.values(open).reduce((sum, n) => sum + n, 0);

const nothingToDo = (department: string): WorkList => ({
  department,
  open: {},
  overdueCases: 0,
  late: 0,
  dueThisWeek: 0,
  oldest: null,
  repeated: [],
});
