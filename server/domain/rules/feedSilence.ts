import type { RuleParams } from '#contract/rule';
import type { Instant } from '#contract/time';
import { officeAxis } from '../clock/axis.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';

export const feedSilenceDefaults: RuleParams = { silentOfficeMinutes: 120 };

/**
 * FEED-01 断流: since when a source counts as silent, or null. Only office hours count: nights and holidays are
 * quiet anyway. A source never heard of is not silent but new.
 */
export function silentSince(
  lastReceivedAt: Instant | null,
  now: Instant,
  calendar: WorkCalendar,
  params: RuleParams,
): Instant | null {
  if (lastReceivedAt === null || now <= lastReceivedAt) return null;
  const office = officeAxis(calendar);
  const allowed = Number(params['silentOfficeMinutes']) * 60_000;
  const heardAt = office.at(lastReceivedAt);
  return office.at(now) - heardAt >= allowed ? office.when(heardAt + allowed) : null;
}
