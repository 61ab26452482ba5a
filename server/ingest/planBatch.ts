import type { Instant } from '#contract/time';
import type { Catalogue, SourceRecord } from '../catalogue/catalogue.ts';
import { eventsOfCases, type CaseSpan } from '../cases/caseHistory.ts';
import { loadCases, type StoredCase } from '../cases/caseStore.ts';
import { inCaseOrder, projectCase } from '../cases/projectCase.ts';
import type { Queryable } from '../db/queryable.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { appendToCase, foldCase } from '../domain/cases/foldCase.ts';
import { joined } from '../domain/cases/kinship.ts';
import type { CaseCache } from './caseCache.ts';
import type { AppendResult, IncomingEvent, Refusal } from './incomingEvent.ts';
import { sortOutArchived } from './sortOutArchived.ts';
import { sortOutDuplicates, spanOf, type Arrivals } from './sortOutDuplicates.ts';

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

const accepted: AppendResult = { status: 'accepted' };

/**
 * 1. cases as they are, from the cache or the table; 2. events already stored, out of scope or of archived cases are sorted out;
 * 3. the cases that late events or corrections concern get their history; 4. every case is projected.
 * Without `trustCache`, after a lost race, every case's version is looked up.
 */
export async function planBatch(
  db: Queryable,
  events: readonly IncomingEvent[],
  catalogue: Catalogue,
  cache: CaseCache,
  now: Instant,
  trustCache = true,
): Promise<BatchPlan> {
  const results = new Array<AppendResult>(events.length).fill(accepted);
  const arrivals = await casesOf(db, events, cache, trustCache);
  await sortOutDuplicates(db, events, arrivals, results);
  await sortOutArchived(db, arrivals, results, catalogue.timezone);
  const scoped = new Set(catalogue.sources.filter(hasScope).map(({ sourceId }) => sourceId));
  const work: CaseWork[] = [];
  const late: CaseSpan[] = [];
  for (const { caseId, before, positions } of arrivals) {
    if (before && scoped.size > 0) sortOutForeign(before, events, positions, scoped, catalogue, results);
    const added = inCaseOrder(freshEvents(events, positions, results, catalogue.revision));
    if (added.length === 0) continue;
    const appended = before && appendToCase(before.state, added);
    if (before && !appended) late.push(spanOf(caseId, before));
    work.push({ caseId, before, added, appended });
  }
  const history = late.length === 0 ? undefined : await eventsOfCases(db, late);
  const changes: CaseChange[] = [];
  for (const { caseId, before, added, appended } of work) {
    const stored = appended ? undefined : history?.get(caseId);
    const kept = stored ? withoutForeignCorrections(added, stored, events, results) : added;
    const [first] = kept;
    if (!first) continue;
    const state =
      appended ??
      joined(foldCase(stored ? [...stored, ...kept] : kept, first.namespace), before?.kin ?? undefined);
    const after = projectCase(before, state, kept, appended !== undefined, catalogue, now);
    changes.push({ before, after, events: kept });
  }
  return { results, changes };
}

/** A case with new events, in their order. */
interface CaseWork {
  caseId: string;
  before: StoredCase | undefined;
  added: IncomingEvent[];
  /** Undefined: to be folded from all its events. */
  appended: CaseState | undefined;
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
  trustCache: boolean,
): Promise<Arrivals[]> {
  const byCase = new Map<string, Arrivals>();
  const unread: string[] = [];
  for (const [position, { caseId }] of events.entries()) {
    const known = byCase.get(caseId);
    if (known) {
      known.positions.push(position);
      continue;
    }
    const before = trustCache ? cache.get(caseId) : undefined;
    if (!before) unread.push(caseId);
    byCase.set(caseId, { caseId, before, positions: [position] });
  }
  if (unread.length > 0) {
    for (const row of await loadCases(db, unread, { remembered: (caseId) => cache.get(caseId) })) {
      const arrivals = byCase.get(row.facts.caseId);
      if (arrivals) arrivals.before = row;
    }
  }
  return [...byCase.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
}

const rejected = (refusal: Refusal): AppendResult => ({ status: 'rejected', ...refusal });

const hasScope = ({ settings }: SourceRecord): boolean =>
  settings.departments.length + settings.regions.length > 0;

/** A source reports for cases in its scope, also with events that name no department. */
function sortOutForeign(
  { state }: StoredCase,
  events: readonly IncomingEvent[],
  positions: readonly number[],
  scoped: ReadonlySet<number>,
  catalogue: Catalogue,
  results: AppendResult[],
): void {
  for (const position of positions) {
    const event = events[position];
    if (!event || results[position] !== accepted || !scoped.has(event.sourceId)) continue;
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
