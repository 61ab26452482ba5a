import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#contract/time';
import { caseFromNow } from './alwaysOpen.ts';
import type { CaseScript } from './caseScript.ts';
import { type CloudEvent, toCloudEvent } from './cloudEvent.ts';
import { anomalyFromNow } from './liveAnomalies.ts';
import { postEvents } from './postEvents.ts';
import { createRandom } from './random.ts';
import { dayOf, toLocalDay } from './time.ts';

export interface LiveOptions {
  url: string;
  /** Keys by the URI of their source; events of other sources are not told. */
  keys: ReadonlyMap<string, string>;
  /** Events a second of cases that begin now, around the clock; 0: only `story`. */
  rate: number;
  /** Of those cases, how many break a rule. */
  anomalies?: number;
  seed: number;
  signal: AbortSignal;
  clock?: () => Instant;
  /** The rest of a history, a day of arrivals at a time: what its open cases do next. */
  story?: Iterable<CloudEvent[]>;
  onSent?: (events: number) => void;
  onFault?: (sentence: string) => void;
}

const tickMs = 250;
/** What an average case tells within its first hour; the rest of a promised one takes days. */
const eventsPerCase = 4.2;
/** Events that wait for their time; beyond it no case begins. */
const mostWaiting = 50_000;

/**
 * Lets departments report to a running server until `signal` ends it: each event when its arrival has come, one
 * request a source and tick. A server that is away is waited for; meanwhile no new case begins.
 */
export async function liveDepartments(options: LiveOptions): Promise<void> {
  const { keys, rate, anomalies = 0.03, seed, signal, clock = Date.now, onFault } = options;
  const random = createRandom(seed, 'live', clock());
  const waiting = new Queue();
  const story = new Story(options.story);
  let owed = 0;
  let count = 0;
  let last = clock();
  while (!signal.aborted) {
    const now = clock();
    owed = Math.min(owed + ((now - last) / 1000) * (rate / eventsPerCase), rate);
    last = now;
    for (; owed >= 1 && waiting.size < mostWaiting; owed -= 1) {
      const number = (region: string) =>
        `${region}-${toLocalDay(dayOf(now)).replaceAll('-', '')}-${liveNumber(now, (count += 1))}`;
      const whole = Math.floor(now / 1000) * 1000;
      const script = random.chance(anomalies)
        ? anomalyFromNow({ number, random, now: whole })
        : caseFromNow(number, random, whole);
      for (const event of script.events) if (event.at >= whole) event.arrives = event.at + 1000;
      waiting.add(script);
    }
    const due = waiting.take(now);
    due.push(...(await story.take(now)));
    await Promise.all(
      [...bySource(due)].map(async ([source, events]) => {
        const key = keys.get(source);
        if (key === undefined) return;
        try {
          const { accepted, fault } = await postEvents(events, { url: options.url, key, signal });
          options.onSent?.(accepted);
          if (fault !== undefined) onFault?.(fault);
        } catch (error) {
          if (!signal.aborted) onFault?.(error instanceof Error ? error.message : String(error));
        }
      }),
    );
    await sleep(tickMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Unlike any number of the history, and of another run on the same day: by the second of the day. */
const liveNumber = (now: Instant, count: number): string =>
  `L${Math.floor(now / 1000)
    .toString(36)
    .slice(-4)}${String(count)}`;

function bySource(events: readonly CloudEvent[]): Map<string, CloudEvent[]> {
  const groups = new Map<string, CloudEvent[]>();
  for (const event of events) groups.set(event.source, [...(groups.get(event.source) ?? []), event]);
  return groups;
}

/** Reads a story no further than it must, and lets others work between its days. */
class Story {
  private readonly days: Iterator<CloudEvent[]> | undefined;
  private today: CloudEvent[] = [];
  private read = 0;
  private isOver = false;

  constructor(story: Iterable<CloudEvent[]> | undefined) {
    this.days = story?.[Symbol.iterator]();
  }

  async take(now: Instant): Promise<CloudEvent[]> {
    const events: CloudEvent[] = [];
    for (;;) {
      const next = this.today[this.read];
      if (next) {
        if (Date.parse(next.receivedtime) > now) return events;
        events.push(next);
        this.read += 1;
        continue;
      }
      if (this.isOver) return events;
      await breathe();
      const day = this.days?.next();
      [this.today, this.read, this.isOver] = [day?.done === false ? day.value : [], 0, day?.done !== false];
    }
  }
}

/** Events that wait for their time, kept by the second of their arrival. */
class Queue {
  size = 0;
  private readonly bySecond = new Map<number, (() => CloudEvent)[]>();
  private read = Infinity;

  add(script: CaseScript): void {
    script.events.sort((a, b) => a.at - b.at);
    for (const [n, event] of script.events.entries()) {
      const at = Math.floor(event.arrives / 1000);
      const tell = () => toCloudEvent(script, event, n + 1);
      const row = this.bySecond.get(at);
      if (row) row.push(tell);
      else this.bySecond.set(at, [tell]);
      this.read = Math.min(this.read, at);
      this.size += 1;
    }
  }

  take(now: Instant): CloudEvent[] {
    const events: CloudEvent[] = [];
    for (; this.read <= Math.floor(now / 1000); this.read += 1) {
      for (const tell of this.bySecond.get(this.read) ?? []) events.push(tell());
      this.bySecond.delete(this.read);
    }
    this.size -= events.length;
    return events;
  }
}
