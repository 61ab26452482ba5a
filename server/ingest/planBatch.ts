import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { appendAll, inCaseOrder, projectCase } from '../cases/projectCase.ts';
import type { Queryable } from '../db/queryable.ts';
import { mayHaveSeen } from '../domain/cases/foldCase.ts';
import type { CaseCache } from './caseCache.ts';
import { eventsOfCases, storedHashes, suspectKey, type CaseSpan, type Suspect } from './eventStore.ts';
import type { AppendResult, IncomingEvent, Refusal } from './incomingEvent.ts';

/** What a batch will write, and the answer for each of its events. */
export interface BatchPlan {
  results: AppendResult[];
  /** By case id ascending. */
  changes: CaseChange[];
}

export interface CaseChange {
  before: StoredCase | undefined;
  after: StoredCase;
  events: IncomingEvent[];
}

interface Arrivals {
  caseId: string;
  before: StoredCase | undefined;
  /** Positions in the batch. */
  positions: number[];
}

const accepted: AppendResult = { status: 'accepted' };
const duplicate: AppendResult = { status: 'duplicate' };

/**
 * 1. cases as they are, from the cache or the table; 2. events already stored or out of scope are sorted out;
 * 3. the cases that late events or corrections concern get their history; 4. every case is projected.
 */
export async function planBatch(
  db: Queryable,
  events: readonly IncomingEvent[],
  catalogue: Catalogue,
  cache: CaseCache,
  now: Instant,
): Promise<BatchPlan> {
  const results: AppendResult[] = events.map(() => accepted);
  const arrivals = await casesOf(db, events, cache);
  await sortOutDuplicates(db, events, arrivals, results);
  for (const { before, positions } of arrivals)
    if (before) sortOutForeign(before, events, positions, catalogue, results);
  const work = arrivals.map(({ caseId, before, positions }) => ({
    caseId,
    before,
    events: inCaseOrder(freshEvents(events, positions, results, catalogue.revision)),
  }));
  const changed = work.filter((arrival) => arrival.events.length > 0);
  const late = changed.filter(({ before, events: added }) => before && !appendAll(before.state, added));
  const history =
    late.length === 0
      ? undefined
      : await eventsOfCases(
          db,
          late.map((a) => spanOf(a.caseId, a.before)),
        );
  const changes: CaseChange[] = [];
  for (const { caseId, before, events: added } of changed) {
    const stored = history?.get(caseId);
    const kept = stored ? withoutForeignCorrections(added, stored, events, results) : added;
    const [first] = kept;
    if (!first) continue;
    const after = projectCase(before, kept, stored, first.namespace, catalogue, now);
    changes.push({ before, after, events: kept });
  }
  return { results, changes };
}

/** The revision is stamped into the events as they are: copying them all would cost more than planning them. */
function freshEvents(
  events: readonly IncomingEvent[],
  positions: readonly number[],
  results: readonly AppendResult[],
  revision: number,
): IncomingEvent[] {
  const fresh: IncomingEvent[] = [];
  for (const position of positions) {
    const event = events[position];
    if (!event || results[position] !== accepted) continue;
    event.catalogueRevision = revision;
    fresh.push(event);
  }
  return fresh;
}

async function casesOf(
  db: Queryable,
  events: readonly IncomingEvent[],
  cache: CaseCache,
): Promise<Arrivals[]> {
  const byCase = new Map<string, Arrivals>();
  const unread: string[] = [];
  for (const [position, { caseId }] of events.entries()) {
    const known = byCase.get(caseId);
    if (known) {
      known.positions.push(position);
      continue;
    }
    const before = cache.get(caseId);
    if (!before) unread.push(caseId);
    byCase.set(caseId, { caseId, before, positions: [position] });
  }
  if (unread.length > 0) {
    for (const row of await loadCases(db, unread)) {
      const arrivals = byCase.get(row.facts.caseId);
      if (arrivals) arrivals.before = row;
    }
  }
  return [...byCase.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
}

function spanOf(caseId: string, before: StoredCase | undefined): CaseSpan {
  return { caseId, from: before?.state.firstEventAt ?? 0, to: before?.state.last[0] ?? 0 };
}

async function sortOutDuplicates(
  db: Queryable,
  events: readonly IncomingEvent[],
  arrivals: readonly Arrivals[],
  results: AppendResult[],
): Promise<void> {
  const suspects = new Map<string, Suspect>();
  for (const { caseId, before, positions } of arrivals) {
    if (!before) continue;
    for (const position of positions) {
      const event = events[position];
      if (event && mayHaveSeen(before.state, event.sourceId, event.eventId)) {
        const { sourceId, eventId } = event;
        suspects.set(suspectKey(event), { ...spanOf(caseId, before), sourceId, eventId });
      }
    }
  }
  const stored = suspects.size === 0 ? undefined : await storedHashes(db, [...suspects.values()]);
  for (const { positions } of arrivals) {
    if (!stored && positions.length === 1) continue;
    const seen = new Map<string, string>();
    for (const position of positions) {
      const event = events[position];
      if (!event) continue;
      const key = suspectKey(event);
      const known = stored?.get(key) ?? seen.get(key);
      if (known) results[position] = known === event.contentHash ? duplicate : conflict(event);
      else seen.set(key, event.contentHash);
    }
  }
}

const rejected = (refusal: Refusal): AppendResult => ({ status: 'rejected', ...refusal });

function conflict({ eventId }: IncomingEvent): AppendResult {
  const message = `id is "${eventId}", which this case has with other content; send a case.amended event, or a new id.`;
  return rejected({ code: 'conflicting_duplicate', path: 'id', message });
}

/** A source reports for cases in its scope, also with events that name no department. */
function sortOutForeign(
  { state }: StoredCase,
  events: readonly IncomingEvent[],
  positions: readonly number[],
  catalogue: Catalogue,
  results: AppendResult[],
): void {
  for (const position of positions) {
    const event = events[position];
    if (!event || results[position] !== accepted) continue;
    const { region, department } = state;
    if (
      !catalogue.outOfScope(event.sourceId, { ...(region && { region }), ...(department && { department }) })
    )
      continue;
    const message = `subject is "${state.caseId}", a case of ${department ?? region ?? ''}, which this source may not report for.`;
    results[position] = rejected({ code: 'out_of_scope', path: 'subject', message });
  }
}

/** Amending and voiding reach the own source's events; one not known yet may still arrive. */
function withoutForeignCorrections(
  added: readonly IncomingEvent[],
  stored: readonly { sourceId: number; eventId: string }[],
  events: readonly IncomingEvent[],
  results: AppendResult[],
): IncomingEvent[] {
  return added.filter((event) => {
    const target = event.data.eventId;
    if (target === undefined || (event.type !== 'case.amended' && event.type !== 'case.voided_event'))
      return true;
    const named = [...stored, ...added].filter((other) => other.eventId === target);
    if (named.length === 0 || named.some((other) => other.sourceId === event.sourceId)) return true;
    const message = `data.eventId is "${target}", an event of another source; only that source or an administrator corrects it.`;
    results[events.indexOf(event)] = rejected({ code: 'out_of_scope', path: 'data.eventId', message });
    return false;
  });
}
