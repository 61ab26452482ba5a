import type { CaseEvent } from '#contract/caseEvent';
import type { ProblemCode } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { RollupArrears } from '../cases/rollupArrears.ts';

/**
 * An event that has passed validation and scope, its personal part split off: ready to append. Its catalogue
 * revision is 0 until the batch it goes into stamps the one by which it is judged.
 */
export interface IncomingEvent extends CaseEvent {
  /** Namespace of its source; part of `caseId` unless it is ''. */
  namespace: string;
  /** SHA-256 by which "the same event again" is told from "the same id with other content" (contentHash), as hex: a Buffer each would weigh on the garbage collector. */
  contentHash: string;
  /** The personal part, AES-256-GCM; null when the event names no person. */
  sealed: Buffer | null;
}

export interface Refusal {
  code: ProblemCode;
  /** Dotted path in the event ("data.item"). */
  path?: string;
  message: string;
}

export type AppendResult =
  { status: 'accepted' } | { status: 'duplicate' } | ({ status: 'rejected' } & Refusal);

export interface AppendOptions {
  /** When this process heard the events: stored as `recorded_at`. */
  now: Instant;
  /** A past log: one `resync` instead of cells, no minutes, no flags raised live. */
  historical?: boolean;
  /** What a past log adds to the roll-ups is kept here and added for many batches at once; settling it is the caller's. */
  arrears?: RollupArrears | undefined;
}
