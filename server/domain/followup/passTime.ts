import type { Instant } from '#contract/time';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import { evolveFollowup } from './evolveFollowup.ts';
import { pendingAppeal, type Followup } from './followup.ts';
import type { FollowupEvent } from './followupEvent.ts';
import { endOfWorkdays, rungAt, type FollowupTerms } from './followupTerms.ts';

/** Who the job is, in the trail. */
export const timeItself = 'duban followup';

interface Passing {
  now: Instant;
  terms: FollowupTerms;
  calendar: WorkCalendar;
  /** The flag's source is being heard: nothing may still lie on its way. */
  heard: boolean;
}

/**
 * What became of a follow-up by time alone up to `now`: sends that were not undone are delivered, limits that ran out
 * climb the ladder, silence confirms, exemptions expire. Each event has the instant at which it became true.
 */
export function passTime(followup: Followup, passing: Passing): FollowupEvent[] {
  const events: FollowupEvent[] = [];
  for (let at = followup; ;) {
    const event = firstByTime(at, passing);
    if (!event || event.at > passing.now) return events;
    events.push(event);
    at = evolveFollowup(at, event);
  }
}

/** When time alone may next change it; null: never. */
export function nextFollowupCheck(followup: Followup, passing: Passing): Instant | null {
  const event = firstByTime(followup, passing);
  const { calendar, now, heard } = passing;
  // whatever waits for a silent source is looked at again every working day
  if (!heard && mayFallSilent(followup) && (!event || event.at > now))
    return Math.min(event?.at ?? Infinity, endOfWorkdays(calendar, now, 1));
  return event?.at ?? null;
}

/** The limit that runs: an appeal's goes before its state's. */
export function limitOf(followup: Followup): { dueAt: Instant; rung: number } | undefined {
  if (!('rung' in followup)) return undefined;
  return { dueAt: pendingAppeal(followup)?.dueAt ?? followup.dueAt, rung: followup.rung };
}

function mayFallSilent(followup: Followup): boolean {
  const { status, severity } = followup;
  return status === 'sent' && followup.silentAt !== null && severity !== 'query' && !pendingAppeal(followup);
}

function firstByTime(
  followup: Followup,
  { now, terms, calendar, heard }: Passing,
): FollowupEvent | undefined {
  const actor = timeItself;
  const events: FollowupEvent[] = [];
  if (followup.status === 'exempt') return { type: 'exemption_expired', at: followup.exempt.until, actor };
  if (followup.status === 'sent') {
    const { heldUntil, silentAt } = followup;
    if (heldUntil !== null) events.push({ type: 'delivered', at: heldUntil, actor });
    if (silentAt !== null && heard && mayFallSilent(followup)) {
      const dueAt = endOfWorkdays(calendar, Math.max(silentAt, now), terms.limits.rectify);
      events.push({ type: 'silence_confirmed', at: silentAt, actor, dueAt });
    }
  }
  const running = limitOf(followup);
  const rung = running && terms.ladder[running.rung];
  if (running && rung) {
    const at = rungAt(calendar, running.dueAt, rung);
    events.push({ type: 'limit_passed', at, actor, rung: running.rung + 1, dueAt: running.dueAt });
  }
  return events.sort((a, b) => a.at - b.at)[0];
}
