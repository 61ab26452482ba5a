import type { ItemVersion } from '#contract/item';
import type { SourceSettings } from '#contract/source';
import type { Instant, LocalDay } from '#contract/time';
import type { WorkCalendar } from './calendar/workCalendar.ts';

/** When a source last gave a sign of life, for the rules that rest on an event's absence. */
export interface ProofOfLife {
  /** Latest event time the source has reported. `Infinity`: the log is complete. */
  lastOccurredAt: Instant;
  /** It is being heard: not silent beyond its usual gap. */
  live: boolean;
}

/**
 * How long an item's peers took from acceptance to conclusion on the merits: the natural logarithm of natural time in
 * ms, over the twelve months before the baseline was taken; the median to 0.5 % of the time, the deviation to 1.5 %.
 */
export interface Peers {
  n: number;
  median: number;
  /** Median absolute deviation from the median. */
  mad: number;
  /** The baseline's number, under which the figures are kept for good. */
  baseline: number;
  takenAt: Instant;
}

export interface PeersOf {
  item: string;
  /** The item version's. */
  revision: number;
  /** Peers in the other departments than this; left out, in all. */
  without?: string | undefined;
}

/** What the law needs to know beside a case's events: the recorded catalogue, by revision. */
export interface Knowledge {
  /** Newest revision. */
  revision: number;
  /** The item version in force on `day`, among those recorded up to `revision`. */
  item(code: string, day: LocalDay, revision: number): ItemVersion | undefined;
  itemRevision(code: string, revision: number): ItemVersion | undefined;
  /** The calendar of a case: item's, department's, region's, source's, else `CN`; as recorded up to `revision`. */
  calendarOf(of: CalendarKey, revision: number): WorkCalendar;
  source(sourceId: number): SourceSettings;
  /** The region a department belongs to: the region of its cases that name none. */
  regionOf(department: string): string | undefined;
  /** Declared outages of a source that touch the span. */
  outages(sourceId: number): readonly { from: Instant; to: Instant }[];
  /** By the baseline in force at `at`; undefined: none had been taken, or there were no such peers. */
  peers(of: PeersOf, at: Instant): Peers | undefined;
}

export interface CalendarKey {
  item?: string | undefined;
  department?: string | undefined;
  region?: string | undefined;
  sourceId: number;
}
