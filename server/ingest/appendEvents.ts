import type { Pool } from 'pg';
import type { AppendOptions, AppendResult, IncomingEvent } from './incomingEvent.ts';

/** What appending needs; `Knowledge` and the office's zone come from the catalogue holder. */
export interface AppendDeps {
  pool: Pool;
}

/**
 * Appends events of any number of cases in one transaction: events, cases, roll-ups, personal data, watermarks
 * and the numbered change are on disk when it returns. The answer has one entry for each event, in its order.
 * Throws `Problem('busy')` when the database cannot be reached: nothing of the batch is then acknowledged.
 */
export declare function appendEvents(
  deps: AppendDeps,
  events: readonly IncomingEvent[],
  options: AppendOptions,
): Promise<AppendResult[]>;
