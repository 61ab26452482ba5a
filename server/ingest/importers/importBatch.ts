import { caseEventTypes } from '#contract/caseEvent';
import { provisionalEntries, unclassified } from '../../catalogue/provisionalEntries.ts';
import { inTransaction } from '../../db/transaction.ts';
import { appendEvents } from '../appendEvents.ts';
import { validateEvent, type UnknownCodes } from '../validateEvent.ts';
import { compareWithStored, type ImportEvent } from './compareWithStored.ts';
import type { ImportDeps } from './importFile.ts';
import type { ImportCounter } from './importSummary.ts';
import type { ToldCase, ToldEvent } from './mappedCases.ts';
import type { PreparedImport } from './prepareImport.ts';
import { spanOfCases, storedEvents, type StoredEvent } from './storedEvents.ts';

const lifecycle = new Map<string, number>(caseEventTypes.map((type, order) => [type, order]));

const rememberedCases = 500_000;

interface CheckedCase {
  events: ImportEvent[];
  whole: boolean;
}

/** Writes one batch after another: validate, enter unknown codes, compare with what is stored, append the rest. */
export class ImportBatch {
  private readonly deps: ImportDeps;
  private readonly prepared: PreparedImport;
  private readonly counter: ImportCounter;
  private readonly dryRun: boolean;
  private readonly written = new Set<string>();

  constructor(deps: ImportDeps, prepared: PreparedImport, counter: ImportCounter, dryRun: boolean) {
    this.deps = deps;
    this.prepared = prepared;
    this.counter = counter;
    this.dryRun = dryRun;
  }

  async write(told: readonly ToldCase[]): Promise<void> {
    const unknown: UnknownCodes[] = [];
    const cases = told.map(({ events, whole }) => ({
      events: events.flatMap((one) => this.check(one, unknown)),
      whole,
    }));
    if (unknown.length > 0 && !this.dryRun) await enterProvisional(this.deps, unknown);
    const fresh = await this.compare(cases);
    if (fresh.length > 0) await this.append(fresh);
  }

  private check({ line, event }: ToldEvent, unknown: UnknownCodes[]): ImportEvent[] {
    const { source, catalogue } = this.prepared;
    this.counter.summary.events += 1;
    const named =
      event['source'] === undefined || event['source'] === source.name
        ? { ...event, source: source.uri }
        : event;
    const context = { source, catalogue: catalogue(), sealer: this.deps.sealer, now: this.deps.now() };
    const validated = validateEvent(named, context);
    if (validated.kind === 'refused') {
      this.counter.refused({ line, reason: validated.refusal.message });
      return [];
    }
    if (validated.kind === 'source') {
      this.counter.refused({
        line,
        reason: `${validated.event.type} is told by a source itself and is not imported; send it to POST /api/v1/events`,
      });
      return [];
    }
    if (validated.unknown) unknown.push({ ...validated.unknown, ...regionOf(validated.event.data.region) });
    return [{ line, event: validated.event }];
  }

  private async compare(cases: readonly CheckedCase[]): Promise<ImportEvent[]> {
    const stored = await this.stored(cases);
    const fresh: ImportEvent[] = [];
    for (const { events, whole } of cases) {
      const caseId = events[0]?.event.caseId;
      if (caseId === undefined) continue;
      const known = stored.get(caseId) ?? new Map<string, StoredEvent>();
      stored.set(caseId, known);
      const compared = compareWithStored(events, known, whole);
      this.counter.summary.duplicates += compared.duplicates;
      for (const amendment of compared.amendments) this.counter.proposed(amendment);
      fresh.push(...compared.fresh);
    }
    return fresh.sort(byCaseAndTime);
  }

  private async stored(cases: readonly CheckedCase[]): Promise<Map<string, Map<string, StoredEvent>>> {
    const told = new Set(cases.flatMap(({ events }) => events.slice(0, 1).map(({ event }) => event.caseId)));
    const ids = [...told].filter((caseId) => this.mayBeStored(caseId));
    const span = ids.length === 0 ? undefined : await spanOfCases(this.deps.pool, ids);
    const found = new Map<string, Map<string, StoredEvent>>();
    if (!span) return found;
    for (const event of await storedEvents(this.deps.pool, this.prepared.source.sourceId, ids, span)) {
      const of = found.get(event.caseId) ?? new Map<string, StoredEvent>();
      found.set(event.caseId, of.set(event.eventId, event));
    }
    return found;
  }

  /** A source heard for the first time has stored nothing but what this very import wrote. */
  private mayBeStored(caseId: string): boolean {
    if (this.prepared.heardBefore || this.written.size >= rememberedCases) return true;
    if (this.written.has(caseId)) return true;
    this.written.add(caseId);
    return false;
  }

  private async append(fresh: readonly ImportEvent[]): Promise<void> {
    if (this.dryRun) {
      this.counter.summary.accepted += fresh.length;
      return;
    }
    // two writers, a case never in both: one works out its cases while the database writes the other's
    const middle = fresh.findIndex(
      ({ event }, index) => index >= fresh.length / 2 && event.caseId !== fresh[index - 1]?.event.caseId,
    );
    const halves = middle < 0 ? [fresh] : [fresh.slice(0, middle), fresh.slice(middle)];
    await Promise.all(halves.map((half) => this.appendHalf(half)));
  }

  private async appendHalf(half: readonly ImportEvent[]): Promise<void> {
    const { summary } = this.counter;
    const events = half.map(({ event }) => event);
    const results = await appendEvents(this.deps, events, { now: this.deps.now(), historical: true });
    results.forEach((result, index) => {
      if (result.status === 'accepted') summary.accepted += 1;
      else if (result.status === 'duplicate') summary.duplicates += 1;
      else this.counter.refused({ line: half[index]?.line ?? 0, reason: result.message });
    });
  }
}

function regionOf(region: string | undefined): { region?: string } {
  return region === undefined ? {} : { region };
}

async function enterProvisional(deps: ImportDeps, unknown: readonly UnknownCodes[]): Promise<void> {
  const regions = new Set(unknown.flatMap(({ region }) => region ?? []));
  const items = new Set(unknown.flatMap(({ item }) => item ?? []));
  const departments = new Map(
    unknown.flatMap(({ department, region }) =>
      department === undefined ? [] : [[department, region ?? unclassified]],
    ),
  );
  const codes = {
    regions: [...regions],
    items: [...items],
    departments: [...departments].map(([code, region]) => ({ code, region })),
  };
  await inTransaction(deps.pool, (db) =>
    provisionalEntries(db, codes, { actor: 'duban import' }, deps.now()),
  );
  await deps.catalogue.refresh(deps.pool);
}

function byCaseAndTime({ event: one }: ImportEvent, { event: other }: ImportEvent): number {
  if (one.caseId !== other.caseId) return one.caseId < other.caseId ? -1 : 1;
  return (
    one.occurredAt - other.occurredAt || (lifecycle.get(one.type) ?? 0) - (lifecycle.get(other.type) ?? 0)
  );
}
