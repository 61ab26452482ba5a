import type { InstantText } from './time.ts';

/**
 * What a desk hears in the rooms `desk` and `desk:{department}`: which flags of its scope are not as they were. What
 * has become of them it reads over HTTP.
 */
export type DeskChange =
  | { topic: 'flag:changed'; flags: [flagId: number, version: number][] }
  /** The rules last ran then; null: never. Told every half minute, and at once when they run again. */
  | { topic: 'rules:ran'; at: InstantText | null }
  /** Too many changed to name them, or nobody knows which: the list is asked. */
  | { topic: 'resync'; reason: 'many' | 'gap' | 'catalogue' | 'import' | 'rebuild' | 'rejudgement' }
  | { topic: 'server:restarting' };

/** A client whose seq is not `after` has missed something and asks its list. */
export interface DeskDelta {
  /** As it was joined: one socket may be in several rooms. */
  room: string;
  after: number;
  seq: number;
  changes: DeskChange[];
  serverTime: InstantText;
  /** Newest event time behind the changes; null where no event was. */
  dataTime: InstantText | null;
}

/** The answer to `join`; the list is read over HTTP, after it. */
export interface DeskSnapshot {
  seq: number;
  /** When the rules last ran; null: never; left out: told as soon as it is known. */
  state: { rulesRanAt?: InstantText | null };
  serverTime: InstantText;
  /** No figures are in it. */
  dataTime: null;
}
