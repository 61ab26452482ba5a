import type { ScreenChange } from '#contract/screen';
import type { Instant, LocalDay } from '#contract/time';
import type { FigureVector, FlagCard, JobState, SourceState, Spot } from '#contract/wall';

/** Increments of one region × department on one local day; `hour` carries submitted and concluded alone. */
export type StoredCell = [region: string, department: string, day: LocalDay, figures: FigureVector];
export type StoredHour = [region: string, day: LocalDay, hour: number, submitted: number, concluded: number];

/** What a wall screen is told, or that its credential has ended. */
export type ScreenNews = Exclude<ScreenChange, { topic: 'server:restarting' }> | { topic: 'screen:ended' };

/**
 * One row of `changes`: what one transaction did to what screens show, in codes, default namespace only.
 * Gauges (open, due soon, overdue, …) ride in the cell of the day on which they changed; the reader adds them
 * whatever the day, and adds the day's counters only if it is the wall's day.
 */
export interface StoredChange {
  cells?: StoredCell[];
  /** Without children of joint cases: an hour is a region's volume. */
  hours?: StoredHour[];
  /**
   * What of `cells` are children of joint cases: their `submitted`, `concluded` and `open`, nothing else. A
   * region's and the city's figures are cells − children; these are few.
   */
  children?: StoredCell[];
  /** Events by region, for the pulses. */
  pulses?: [region: string, events: number][];
  /** At most one candidate a region for the pop-ups. */
  spots?: Spot[];
  flags?: { topic: 'flag:raised' | 'flag:escalated' | 'flag:withdrawn' | 'flag:changed'; flag: FlagCard }[];
  /** Flags that have another version and are not among `flags`: no wall shows them, or nothing a wall shows changed. */
  touched?: number[];
  sources?: { topic: 'source:stale' | 'source:recovered' | 'source:changed'; source: SourceState }[];
  heard?: [sourceId: number, at: Instant][];
  job?: JobState;
  /** Whose inbox has something new. */
  notified?: [accountId: number, notificationId: number, kind: string][];
  /** Told to one screen each, wherever its socket hangs. */
  screens?: [screenId: number, news: ScreenNews][];
  resync?: 'catalogue' | 'import' | 'rebuild' | 'rejudgement';
  /** Newest event time contained. */
  dataTime?: Instant;
}
