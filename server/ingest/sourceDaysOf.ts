import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { countAccepted, countRefused, emptyDay, type SourceDay } from '../domain/quality/sourceDay.ts';
import type { IncomingEvent } from './incomingEvent.ts';
import type { BatchPlan } from './planBatch.ts';

/** What a batch adds to the days of its sources, by source. `zone`: the office's. */
export function sourceDaysOf(
  events: readonly IncomingEvent[],
  { results, changes }: Pick<BatchPlan, 'results' | 'changes'>,
  zone: string,
  now: Instant,
): Map<number, SourceDay> {
  const today = dayText(timezone(zone).dayOf(now));
  const days = new Map<number, SourceDay>();
  const latest = new Map<string, Instant>();
  for (const { before, after } of changes) if (before) latest.set(after.facts.caseId, before.state.last[0]);
  for (const [position, event] of events.entries()) {
    const { sourceId, caseId, occurredAt } = event;
    let day = days.get(sourceId);
    if (!day) days.set(sourceId, (day = emptyDay(sourceId, today)));
    const result = results[position];
    if (result?.status === 'rejected') countRefused(day, result.code);
    else if (result?.status === 'duplicate') day.duplicates += 1;
    else {
      const last = latest.get(caseId);
      const outOfOrder = last !== undefined && occurredAt < last;
      if (!outOfOrder) latest.set(caseId, occurredAt);
      countAccepted(day, event, outOfOrder);
    }
  }
  return days;
}
