import type { Instant } from '#contract/time';
import type { CaseScript } from './caseScript.ts';
import type { CityCases } from './cityCases.ts';
import { type CloudEvent, outageArrives, toCloudEvent, toOutageEvent } from './cloudEvent.ts';
import { type Day, dayOf } from './time.ts';

export interface StreamRange {
  /** Cases that begin on these days, both included. */
  bornFrom: Day;
  bornTo: Day;
  /** Arrivals in (after, until]. */
  after: Instant;
  until: Instant;
}

/** The outages that were over by `until`, as their sources told of them. */
export function outagesUntil(city: CityCases, until: Instant): CloudEvent[] {
  return city.blackouts.filter((it) => it.declared && outageArrives(it) <= until).map(toOutageEvent);
}

/** The cases born on a day, each with all of its events that had arrived by `until`. */
export function* casesOf(city: CityCases, on: Day, until: Instant): Generator<CloudEvent[]> {
  for (const script of city.bornOn(on)) {
    script.events.sort((a, b) => a.at - b.at);
    const events = script.events.flatMap((event, n) =>
      event.arrives <= until ? [toCloudEvent(script, event, n + 1)] : [],
    );
    if (events.length > 0) yield events;
  }
}

/** An event on its way. It is put into words only when it arrives: a day's queue is long. */
interface Delivery {
  arrives: Instant;
  tell(): CloudEvent;
}

/** The events of a city's cases in the order of their arrival; see cityDays. */
export function* cityStream(
  city: CityCases,
  range: StreamRange,
  onCase?: (script: CaseScript) => void,
): Generator<CloudEvent> {
  for (const events of cityDays(city, range, onCase)) yield* events;
}

/**
 * The events of a city's cases, a day of arrivals at a time and each day in order. Only what is under way is held
 * in memory: a case is first heard of on the day on which it is born. `onCase` sees every case once, before its events.
 */
export function* cityDays(
  city: CityCases,
  { bornFrom, bornTo, after, until }: StreamRange,
  onCase: (script: CaseScript) => void = () => undefined,
): Generator<CloudEvent[]> {
  const waiting = new Map<Day, Delivery[]>();
  const last = dayOf(until);
  const enqueue = (arrives: Instant, tell: () => CloudEvent): void => {
    if (arrives <= after || arrives > until) return;
    const on = dayOf(arrives);
    const queue = waiting.get(on);
    if (queue) queue.push({ arrives, tell });
    else waiting.set(on, [{ arrives, tell }]);
  };
  for (const blackout of city.blackouts) {
    const isTheirs = dayOf(blackout.to) >= bornFrom && dayOf(blackout.to) <= bornTo;
    if (blackout.declared && isTheirs) enqueue(outageArrives(blackout), () => toOutageEvent(blackout));
  }
  for (let on = bornFrom; on <= last; on += 1) {
    for (const script of on <= bornTo ? city.bornOn(on) : []) {
      onCase(script);
      script.events.sort((a, b) => a.at - b.at);
      script.events.forEach((event, n) => {
        enqueue(event.arrives, () => toCloudEvent(script, event, n + 1));
      });
    }
    const queue = (waiting.get(on) ?? []).sort((a, b) => a.arrives - b.arrives);
    waiting.delete(on);
    yield queue.map(({ tell }) => tell());
  }
}
