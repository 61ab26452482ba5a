import type { SelfTestFinding } from '#contract/selfTestSchema';
import type { Precision } from '#contract/source';
import type { Instant } from '#contract/time';
import { timezone } from '../../domain/calendar/timezone.ts';
import { finding } from './finding.ts';
import { exampleOfEvent, type Looked } from './lookedAt.ts';

/** Fewer times tell nothing of how precise they are. */
const least = 20;
const minute = 60_000;
const tolerance = 1000;

/** Events a little ahead, and times that are rounder than the source is registered for. */
export function clockFindings({ events, source }: Looked, zone: string, now: Instant): SelfTestFinding[] {
  const found: SelfTestFinding[] = [];
  const taken = events.flatMap(({ event, example }) => (event ? [{ event, example }] : []));
  const ahead = taken.filter(({ event }) => (event.receivedAt ?? now) - event.occurredAt < -tolerance);
  const most = ahead.reduce(
    (furthest, { event }) => Math.max(furthest, event.occurredAt - (event.receivedAt ?? now)),
    0,
  );
  if (ahead.length > 0)
    found.push(
      finding({
        code: 'ahead',
        n: ahead.length,
        of: taken.length,
        path: 'time',
        facts: { seconds: Math.round(most / 1000) },
        examples: ahead.map(({ example }) => example),
      }),
    );
  const seen = precisionOf(
    taken.map(({ event }) => event.occurredAt),
    source.settings.timezone ?? zone,
  );
  const finer = { second: 0, minute: 1, day: 2 };
  if (seen !== undefined && finer[seen] > finer[source.settings.precision])
    found.push(
      finding({
        code: 'coarse_time',
        n: taken.length,
        of: taken.length,
        path: 'time',
        facts: { precision: { zh: seen === 'day' ? '天' : '分钟', en: seen } },
        rules: seen === 'day' ? ['STEP-02', 'HANG-02', 'FAST-01'] : ['STEP-02', 'HANG-02'],
        examples: taken.map(({ event }) => exampleOfEvent(event)),
      }),
    );
  return found;
}

/** How precise times look; undefined: too few to tell. */
export function precisionOf(times: readonly Instant[], zone: string): Precision | undefined {
  if (times.length < least) return undefined;
  if (times.some((at) => at % minute !== 0)) return 'second';
  const { dayOf, startOf } = timezone(zone);
  return times.every((at) => startOf(dayOf(at)) === at) ? 'day' : 'minute';
}
