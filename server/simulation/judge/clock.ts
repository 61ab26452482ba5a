import type { Instant } from '#contract/time';
import type { DemoItem } from '../city/demoItems.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { day, type Day, dayOf, endOf, startOf } from '../time.ts';
import type { Trail, TrailPause } from './readTrail.ts';

const answerDays = 5;
const longestExtension = 10;

/** Art. 32: the last instant of the fifth working day after `from`. */
export function answerBy(from: Instant, calendar: OfficeCalendar): Instant {
  return endOf(calendar.workdayAfter(dayOf(from), answerDays));
}

/** Where the legal clock starts; `isDeemed`: silence became acceptance. */
export function startOfClock(
  trail: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): { at: Instant; isDeemed: boolean } | undefined {
  const receipt = trail.receivedAt ?? trail.submittedAt;
  const correction = trail.corrections[0];
  const from = correction ? correction.receivedAt : receipt;
  if (item.type === '01' && from !== undefined) {
    const answer = trail.acceptedAt ?? trail.notAcceptedAt ?? trail.concluded?.at ?? Infinity;
    const deadline = answerBy(from, calendar);
    if (answer > deadline && asOf > deadline) return { at: from, isDeemed: true };
  }
  if (trail.acceptedAt !== undefined) return { at: trail.acceptedAt, isDeemed: false };
  return trail.concluded && receipt !== undefined ? { at: receipt, isDeemed: false } : undefined;
}

/** When a suspension or extension counts as made: a back-stamped one, when it became known. */
export function madeAt(pause: TrailPause, calendar: OfficeCalendar): Instant {
  if (pause.approvedAt !== undefined) return pause.approvedAt;
  return calendar.legalTime(pause.at, pause.arrives) > day ? pause.arrives : pause.at;
}

export function isApproved({ data }: TrailPause): boolean {
  return data.approver !== undefined && typeof data.approvedDays === 'number';
}

/** Last day on which an approved suspension stands, its first day counted. */
export function lastApprovedDay(pause: TrailPause, calendar: OfficeCalendar): Day {
  const first = calendar.workdayAfter(dayOf(pause.at) - 1, 1);
  return calendar.workdayAfter(first, Number(pause.data.approvedDays ?? 0) - 1);
}

export interface DayClock {
  dueAt: Instant;
  /** The limit with its extension, in working days. */
  days: number;
  /** Of them used at `asOf`, credit taken off. */
  usedDays: number;
  standsStill: boolean;
}

/** A limit in working days, from the day after acceptance, moved by what was rightly credited. */
export function dayClock(
  days: number,
  acceptedAt: Instant,
  trail: Trail,
  calendar: OfficeCalendar,
  asOf: Instant,
): DayClock {
  const acceptedOn = dayOf(acceptedAt);
  const end = trail.concluded?.at ?? Infinity;
  let credit = 0;
  let standsStill = false;
  const dueOn = (extra: number): Day => calendar.workdayAfter(acceptedOn, days + extra);
  for (const pause of trail.pauses) {
    const made = madeAt(pause, calendar);
    const due = endOf(dueOn(credit));
    if (!isApproved(pause) || made > due || made > end || pause.at >= due) continue;
    const last = lastApprovedDay(pause, calendar);
    const until = Math.min(pause.resumedAt ?? Infinity, end, asOf);
    for (let on = Math.max(dayOf(pause.at), acceptedOn + 1); on <= last && endOf(on) <= until; on += 1) {
      if (calendar.isWorkday(on)) credit += 1;
    }
    standsStill ||= pause.resumedAt === undefined && end === Infinity && asOf < endOf(last);
  }
  let extension = 0;
  for (const pause of trail.extensions) {
    const made = madeAt(pause, calendar);
    if (extension > 0 || made > endOf(dueOn(credit)) || made > end) continue;
    extension = Math.min(longestExtension, Number(pause.data.days));
  }
  const begin = startOf(acceptedOn + 1);
  return {
    dueAt: endOf(dueOn(credit + extension)),
    days: days + extension,
    usedDays: calendar.legalTime(begin, Math.max(begin, asOf)) / day - credit,
    standsStill,
  };
}
