import type { Account } from '../../server/contract/account.ts';
import { scopeOf } from '../../server/access/scope.ts';
import { actOnFlags, type ActingParts } from '../../server/followup/actOnFlags.ts';
import { approveOrder } from '../../server/followup/approveOrder.ts';
import { listOrders } from '../../server/followup/orderStore.ts';
import { watchFollowups } from '../../server/followup/watchFollowups.ts';
import type { OfficeCalendar } from '../../server/simulation/officeCalendar.ts';
import { createRandom } from '../../server/simulation/random.ts';
import { dayOf, endOf, minute, startOf, type Day } from '../../server/simulation/time.ts';
import type { Instant } from '../../server/contract/time.ts';
import type { FateStep, Officer } from './fates.ts';
import { approveWords } from './fateWords.ts';

/** A step with whose flag it is. */
export interface PlannedStep extends FateStep {
  flagId: number;
  department: string;
}

export interface PlayParts extends Omit<ActingParts, 'clock'> {
  seed: number;
  calendar: OfficeCalendar;
  accountOf: (who: Officer, department: string) => Account;
  /** Called after each day; throws to stop. */
  onDay: () => Promise<void>;
}

export interface Played {
  done: number;
  /** What the flag would not take: time or the rules had moved it otherwise. */
  refused: number;
}

/** Proposed orders and the day on which a supervisor looks at them. */
type Desk = { orderId: number; on: Day }[];

/**
 * Plays days of an office up to `now`: people do their steps through the use cases of the desk, each at its own instant,
 * supervisors decide on orders that inspectors proposed, and each night the follow-up job passes the day's time.
 */
export async function playFollowup(
  parts: PlayParts,
  steps: readonly PlannedStep[],
  now: Instant,
): Promise<Played> {
  const played: Played = { done: 0, refused: 0 };
  const desk: Desk = [];
  const inOrder = steps.toSorted((a, b) => a.at - b.at || a.flagId - b.flagId);
  const first = inOrder[0];
  if (!first) return played;
  let next = 0;
  for (let on = dayOf(first.at); startOf(on) < now; on += 1) {
    for (let step = inOrder[next]; step && step.at < endOf(on); step = inOrder[next]) {
      const group = groupFrom(inOrder, next, step);
      next += group.length;
      await act(parts, step, group, played, desk);
    }
    await decideOrders(parts, desk, on, now);
    // what ends at midnight has ended when people come back
    const night = Math.min(now, endOf(on) + 10 * minute);
    await watchFollowups({ pool: parts.pool, catalogue: parts.catalogue }, night);
    await parts.onDay();
  }
  return played;
}

/** Steps that one person does at once. */
function groupFrom(
  steps: readonly PlannedStep[],
  from: number,
  { at, who, action, department }: PlannedStep,
): PlannedStep[] {
  let to = from;
  const isOf = (step: PlannedStep | undefined) =>
    step?.at === at &&
    step.who === who &&
    step.action === action &&
    (who !== 'department' || step.department === department);
  while (isOf(steps[to])) to += 1;
  return steps.slice(from, to);
}

async function act(
  { pool, catalogue, calendar, seed, accountOf }: PlayParts,
  { at, who, action, department }: PlannedStep,
  group: readonly PlannedStep[],
  played: Played,
  desk: Desk,
): Promise<void> {
  const account = accountOf(who, department);
  const asked = group.map(({ flagId, body }) => ({ flagId, body }));
  const parts = { pool, catalogue, clock: () => at };
  const { done, refused, orderIds } = await actOnFlags(
    parts,
    { account, actor: account.name },
    action,
    asked,
  );
  played.done += done.length;
  played.refused += refused.length;
  if (who === 'supervisor') return;
  for (const orderId of orderIds) {
    const random = createRandom(seed, 'order', at, orderIds.indexOf(orderId));
    // some lie long
    const after = random.chance(0.12) ? random.int(6, 12) : random.int(1, 3);
    desk.push({ orderId, on: calendar.workdayAfter(dayOf(at), after) });
  }
}

async function decideOrders(
  { pool, catalogue, seed, accountOf }: PlayParts,
  desk: Desk,
  on: Day,
  now: Instant,
) {
  const at = startOf(on) + (16 * 60 + 20) * minute;
  const due = desk.filter((order) => order.on === on);
  if (at >= now || due.length === 0) return;
  const supervisor = accountOf('supervisor', '');
  const filter = {
    scope: scopeOf(supervisor, catalogue()),
    orderIds: due.map(({ orderId }) => orderId),
    state: 'proposed' as const,
    departments: null,
  };
  for (const order of await listOrders(pool, filter, null, due.length)) {
    const approved = createRandom(seed, 'approval', order.createdAt, order.department).chance(0.88);
    const reason = approveWords[approved ? 'yes' : 'no'][0] ?? '';
    const asked = { order, version: order.version, approved, reason };
    await approveOrder({ pool, catalogue, clock: () => at }, supervisor, asked);
  }
}
