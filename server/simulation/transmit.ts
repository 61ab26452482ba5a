import type { Blackout } from './blackouts.ts';
import type { CaseScript } from './caseScript.ts';
import { sourceOfRegion } from './city/citySources.ts';
import { ratingEvents } from './lives/rating.ts';
import { dropKind } from './planted/pauses.ts';
import type { Random } from './random.ts';
import { dayOf, endOf, hour, minute, second } from './time.ts';

/** What the source's system and its line make of a case: columns it lacks, queues, and hours without a line. */
export function transmit(script: CaseScript, blackouts: readonly Blackout[], random: Random): void {
  const { uri, settings } = sourceOfRegion(script.office.region);
  if (settings.cannotExpress.includes('suspension.kind')) dropKind(script);
  if (!script.scenario && random.chance(0.02)) queueOneStep(script, random);
  const theirs = blackouts.filter((it) => it.source === uri);
  if (theirs.length === 0) return;
  for (const event of script.events) {
    if (ratingEvents.has(event.type)) continue;
    const blackout = theirs.find(({ from, to }) => event.arrives >= from && event.arrives < to);
    if (blackout)
      event.arrives =
        blackout.to + Math.round((event.arrives - blackout.from) / 60 / second) * second + 2 * second;
  }
}

/** A nightly batch, a busy queue: some steps come hours later, which is normal and nobody's fault. */
function queueOneStep(script: CaseScript, random: Random): void {
  const step = script.events.find((event) => event.type === 'case.step_completed');
  if (!step) return;
  const conclusion = script.events.find((event) => event.type === 'case.concluded');
  const latest = Math.min(endOf(dayOf(step.at)) - minute, (conclusion?.arrives ?? Infinity) - second);
  step.arrives = Math.max(step.arrives, Math.min(step.arrives + random.int(1, 9) * hour, latest));
}
