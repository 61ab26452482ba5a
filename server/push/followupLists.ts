import type { FlagStatus } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { FollowupLists, WaitingFlag } from '#contract/wall';
import { listLength } from '#contract/wallItems';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { flagCards } from '../changes/flagCards.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';
import { workdaysBetween, type WorkCalendar } from '../domain/calendar/workCalendar.ts';
import { endOfWorkdays, runOutBefore, type LimitName } from '../domain/followup/followupTerms.ts';
import {
  closedFlags,
  followupLimits,
  longestWaiting,
  movedOn,
  silentOffices,
  waitingByState,
} from './waitingStore.ts';

/** The states in the order in which a flag goes through them, each with the limit that runs in it. */
const states: readonly [FlagStatus, LimitName | null][] = [
  ['raised', 'send'],
  ['sent', 'reply'],
  ['replied', 'verdict'],
  ['confirmed', 'rectify'],
  ['rectifying', 'rectify'],
  ['reviewing', 'review'],
  ['withdrawal_pending', null],
];
const noSource = 0;

/** Page ⑥ as it stands at `now`; days are counted on the office's calendar. */
export async function followupLists(
  db: Queryable,
  catalogue: Catalogue,
  regions: readonly string[] | null,
  now: Instant,
): Promise<FollowupLists> {
  const calendar = catalogue.calendarOf({ sourceId: noSource }, catalogue.revision);
  const { startOf, dayOf } = calendar.zone;
  const today = dayOf(now);
  const limits = await followupLimits(db, dayText(today));
  const unsentBefore = runOutBefore(calendar, now, limits.send);
  const counted = new Map(
    (await waitingByState(db, { now, unsentBefore }, regions)).map((row) => [row.status, row]),
  );
  const day = { from: startOf(today), to: startOf(today + 1) };
  const month = startOf(dayNumber(`${dayText(today).slice(0, 7)}-01`));
  const moved = new Map((await movedOn(db, day, regions)).map((row) => [row.status, row.moved]));
  const silent = await silentOffices(db, now, regions, listLength);
  return {
    states: states.map(([status, limit]) => ({
      ...(counted.get(status) ?? { status, count: 0, overdue: 0, red: 0, yellow: 0, query: 0 }),
      limitDays: limit && limits[limit],
      moved: moved.get(status) ?? 0,
    })),
    oldest: await oldest(db, calendar, limits.send, regions, now),
    silent: silent.map(({ dueAt, ...office }) => ({
      ...office,
      overdueDays: daysOver(calendar, dueAt, now),
    })),
    closed: await closedFlags(db, { month, day: day.from, to: day.to }, regions),
  };
}

async function oldest(
  db: Queryable,
  calendar: WorkCalendar,
  sendDays: number,
  regions: readonly string[] | null,
  now: Instant,
): Promise<WaitingFlag[]> {
  const rows = await longestWaiting(db, regions, listLength);
  const ids = rows.map(({ flagId }) => flagId);
  const cards = new Map((await flagCards(db, ids)).map((card) => [card.flagId, card]));
  const { dayOf } = calendar.zone;
  return rows.flatMap(({ flagId, department, status, raisedAt, dueAt }) => {
    const card = cards.get(flagId);
    if (!card) return [];
    const toSend = status === 'raised' && department !== null;
    const limit = toSend ? endOfWorkdays(calendar, raisedAt, sendDays) : dueAt;
    const workdays = workdaysBetween(calendar, dayOf(raisedAt), dayOf(now));
    return { ...card, workdays, overdueDays: limit === null ? null : daysOver(calendar, limit, now) };
  });
}

/** Working days begun since a limit ended; before that, 0 or less: the working days after today that are left. */
function daysOver(calendar: WorkCalendar, limit: Instant, now: Instant): number {
  const { dayOf } = calendar.zone;
  // a limit at 24:00 belongs to the day that ends
  const days = workdaysBetween(calendar, dayOf(limit - 1), dayOf(now));
  return limit < now ? Math.max(1, days) : Math.min(0, days);
}
