import type { SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { dayLength } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import type { Extension, Round, Stamp, Suspension } from '../cases/caseState.ts';
import { legalAxis, type Axis } from './axis.ts';

/** Art. 42: an extension is granted once and gives at most this many working days. */
export const extensionDays = { single: 10, joint: 15 } as const;

/** Art. 47: a hearing is held within so many working days; what it takes longer counts. */
const hearingDays = 20;

/** Why a suspension or an extension gave what it gave. */
export type CreditReason =
  | 'credited'
  | 'cut_to_approved_days'
  | 'cut_to_hearing_days'
  | 'not_approved'
  | 'made_after_the_end'
  | 'made_after_expiry'
  | 'began_after_expiry'
  | 'overlaps'
  | 'second_extension'
  | 'before_the_clock';

export interface Credit {
  by: Stamp;
  kind: 'suspension' | 'extension';
  /** On the limit's own axis; for extensions the position means nothing. */
  from: number;
  to: number;
  reason: CreditReason;
}

/** What may move a limit, in the order in which it was made. */
type Move =
  { kind: 'suspension'; at: Instant; it: Suspension } | { kind: 'extension'; at: Instant; it: Extension };

export function movesOf(round: Round): Move[] {
  return [
    ...round.suspensions.map((it): Move => ({ kind: 'suspension', at: it.at, it })),
    ...round.extensions.map((it): Move => ({ kind: 'extension', at: madeAtFace(it), it })),
  ].sort((a, b) => a.at - b.at);
}

/** What is known about the source of a suspension or an extension. */
export interface Reporter {
  settings: SourceSettings;
  outages: readonly { from: Instant; to: Instant }[];
}

/**
 * When a suspension or extension was really made: its approval where that is stated, else its event time, or its
 * arrival where that is later by more than the source's declared delay and no declared outage explains it.
 * Back-stamping is the commonest fraud.
 */
export function madeAt(it: Stamp & { approvedAt?: Instant }, by: Reporter, calendar: WorkCalendar): Instant {
  if (it.approvedAt !== undefined) return it.approvedAt;
  const { at, arrivedAt } = it;
  if (arrivedAt === null || !isLateArrival(at, arrivedAt, by.settings, calendar)) return at;
  return isExplained(at, arrivedAt, by) ? at : arrivedAt;
}

/** A declared outage touches the span between an event and its arrival. */
export function isExplained(at: Instant, arrivedAt: Instant, { outages }: Reporter): boolean {
  return outages.some(({ from, to }) => from <= arrivedAt && to >= at);
}

/** Arrival later than the event by more than the delay declared for the source, in legal time. */
export function isLateArrival(
  at: Instant,
  arrivedAt: Instant,
  source: SourceSettings,
  calendar: WorkCalendar,
): boolean {
  if (arrivedAt - at <= source.delayWorkdays * dayLength) return false;
  const legal = legalAxis(calendar, 'end_of_day');
  return legal.at(arrivedAt) - legal.at(at) > source.delayWorkdays * dayLength;
}

/** Approved: who approved it and for how long are known, or the source has no way to say so. */
export function isApproved(it: Suspension, source: SourceSettings): boolean {
  const days = (it.approvedDays ?? 0) > 0 || source.cannotExpress.includes('suspension.approvedDays');
  return days && (it.approver !== undefined || source.cannotExpress.includes('suspension.approver'));
}

/** More days were approved, or nobody says how many, than a hearing may take. */
export function isCutAsHearing({ kind, approvedDays = Infinity }: Suspension): boolean {
  return kind === 'hearing' && approvedDays > hearingDays;
}

/** The instant at which a suspension's days that count end, counted in working days from its beginning. */
export function allowedEnd(it: Suspension, calendar: WorkCalendar, byDay: boolean, legal: Axis): Instant {
  const days = isCutAsHearing(it) ? hearingDays : (it.approvedDays ?? Infinity);
  if (!Number.isFinite(days)) return Infinity;
  if (!byDay) return legal.when(legal.at(it.at) + days * dayLength);
  const first = calendar.workdaysBefore(calendar.zone.dayOf(it.at));
  return calendar.zone.startOf(calendar.workdayAt(first + days - 1) + 1);
}

function madeAtFace(it: Extension): Instant {
  return it.approvedAt ?? it.at;
}
