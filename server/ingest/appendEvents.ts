import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import type { Heard } from '../catalogue/sourceWatermarkStore.ts';
import { batchChange } from './batchChange.ts';
import type { CaseCache } from './caseCache.ts';
import { databaseFault, isDiskFull } from '../db/databaseFault.ts';
import type { AppendOptions, AppendResult, IncomingEvent } from './incomingEvent.ts';
import { planBatch, type BatchPlan } from './planBatch.ts';
import { recordHeardAlone } from './recordHeardAlone.ts';
import { sourceDaysOf } from './sourceDaysOf.ts';
import { LostRace, writeBatch } from './writeBatch.ts';

export interface AppendDeps {
  pool: Pool;
  catalogue: CatalogueHolder;
  cache: CaseCache;
  /** Hears of events that failed for a reason nobody foresaw. */
  onFault?: (error: unknown, event: IncomingEvent) => void;
  /** Hears why the database did not take a batch: it is away, or has no room. */
  onUnreachable?: (error: unknown) => void;
}

const mostAttempts = 20;
const aDay = 86_400_000;

/**
 * Appends events of any number of cases in one transaction: events, cases, roll-ups, personal data, watermarks
 * and the numbered change are on disk when it returns. The answer has one entry for each event, in its order.
 * An event that the database or the law cannot take is rejected alone, however many came with it.
 * @throws Problem `busy` when the database cannot be reached: nothing is then acknowledged
 */
export async function appendEvents(
  deps: AppendDeps,
  events: readonly IncomingEvent[],
  options: AppendOptions,
): Promise<AppendResult[]> {
  if (events.length === 0) return [];
  try {
    return await appendBatch(deps, events, options);
  } catch (error) {
    deps.cache.drop(events.map((event) => event.caseId));
    if (error instanceof Problem && error.code === 'busy') throw error;
    if (databaseFault(error) === 'unreachable') {
      deps.onUnreachable?.(error);
      const detail = isDiskFull(error)
        ? 'The database has no room; send the events again until it has.'
        : 'The database does not answer; send the events again.';
      throw new Problem('busy', detail, { cause: error });
    }
    const [first] = events;
    if (events.length === 1 && first) {
      deps.onFault?.(error, first);
      const message = 'This event cannot be stored; it is kept and the log of the server says why.';
      return [
        error instanceof Problem
          ? { status: 'rejected', code: error.code, message: error.message }
          : { status: 'rejected', code: 'internal', message },
      ];
    }
    const half = events.length >> 1;
    const left = await appendEvents(deps, events.slice(0, half), options);
    return [...left, ...(await appendEvents(deps, events.slice(half), options))];
  }
}

async function appendBatch(
  deps: AppendDeps,
  events: readonly IncomingEvent[],
  options: AppendOptions,
): Promise<AppendResult[]> {
  const { pool, cache } = deps;
  for (let attempt = 1; ; attempt += 1) {
    const catalogue = deps.catalogue.current();
    const plan = await planBatch(pool, events, catalogue, cache, options.now, attempt === 1);
    const days = sourceDaysOf(events, plan, catalogue.timezone, options.now);
    const heard = heardOf(events, plan, days, options);
    try {
      if (plan.changes.length === 0) await recordHeardAlone(pool, heard, options.now);
      else {
        const changeOf = options.historical
          ? undefined
          : (rollups: Parameters<typeof batchChange>[2]) =>
              batchChange(plan.changes, heard, rollups, catalogue, options.now);
        await writeBatch(pool, {
          changes: plan.changes,
          heard,
          changeOf,
          arrears: options.arrears,
          zone: catalogue.timezone,
          now: options.now,
        });
      }
    } catch (error) {
      const raced = error instanceof LostRace || databaseFault(error) === 'raced';
      if (!raced || attempt === mostAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt));
      continue;
    }
    for (const { after } of plan.changes) cache.put(after);
    return plan.results;
  }
}

function heardOf(
  events: readonly IncomingEvent[],
  { results }: BatchPlan,
  days: ReturnType<typeof sourceDaysOf>,
  { now }: AppendOptions,
): Heard[] {
  const bySource = new Map<number, Heard>();
  for (const [position, { sourceId, occurredAt, receivedAt }] of events.entries()) {
    let heard = bySource.get(sourceId);
    if (!heard) {
      heard = {
        sourceId,
        lastOccurredAt: null,
        receivedAt: now,
        accepted: 0,
        duplicates: 0,
        rejected: 0,
        late: 0,
        day: days.get(sourceId),
      };
      bySource.set(sourceId, heard);
    }
    const status = results[position]?.status;
    if (status === 'rejected') {
      heard.rejected += 1;
      continue;
    }
    heard.lastOccurredAt = Math.max(heard.lastOccurredAt ?? occurredAt, occurredAt);
    if (status === 'duplicate') heard.duplicates += 1;
    else {
      heard.accepted += 1;
      if (receivedAt !== null && receivedAt - occurredAt > aDay) heard.late += 1;
    }
  }
  return [...bySource.values()].sort((a, b) => a.sourceId - b.sourceId);
}
