import { caseEventTypes } from '#contract/caseEvent';
import { RollupArrears } from '../../cases/rollupArrears.ts';
import { appendEvents } from '../appendEvents.ts';
import type { AppendResult } from '../incomingEvent.ts';
import { planBatch } from '../planBatch.ts';
import { appendSourceEvent } from '../sourceEvents.ts';
import { checkCases, type Checked, type CheckedCase } from './checkCases.ts';
import { compareWithStored, type ImportEvent } from './compareWithStored.ts';
import type { ImportDeps } from './importFile.ts';
import type { ImportCounter } from './importSummary.ts';
import type { ToldCase } from './mappedCases.ts';
import type { PreparedImport } from './prepareImport.ts';
import { spanOfCases, storedEvents, type StoredEvent } from './storedEvents.ts';

const lifecycle = new Map<string, number>(caseEventTypes.map((type, order) => [type, order]));
const rememberedCases = 500_000;

/** Writes one batch after another: validate, compare with what is stored, append the rest. */
export class ImportBatch {
  private readonly deps: ImportDeps;
  private readonly prepared: PreparedImport;
  private readonly counter: ImportCounter;
  private readonly dryRun: boolean;
  private readonly arrears: RollupArrears;
  private readonly written = new Set<string>();

  /** `deps.catalogue` is the one to judge by: on a dry run that of the rehearsal. */
  constructor(deps: ImportDeps, prepared: PreparedImport, counter: ImportCounter, dryRun: boolean) {
    this.deps = deps;
    this.prepared = prepared;
    this.counter = counter;
    this.dryRun = dryRun;
    this.arrears = new RollupArrears(deps.pool, deps.catalogue.current().timezone);
  }

  /** After the last batch: roll-ups hold what was written. */
  end(): Promise<void> {
    return this.arrears.settle();
  }

  async write(told: readonly ToldCase[]): Promise<void> {
    const checked = await checkCases(this.deps, this.prepared.source, told, this.deps.now(), this.dryRun);
    for (const { events, own } of told) if (own) this.counter.summary.events += events.length;
    for (const fault of checked.faults) this.counter.refused(fault);
    await this.appendOthers(checked);
    // ids that a file brings itself are told apart where events are appended
    const fresh = this.prepared.idsFromFile
      ? checked.cases.flatMap(({ events }) => events)
      : await this.compare(checked.cases);
    if (fresh.length > 0) await this.append(fresh.sort(byCaseAndTime));
  }

  private async appendOthers({ others }: Checked): Promise<void> {
    const { summary } = this.counter;
    for (const { line, event, own } of others) {
      const { result } = await appendSourceEvent(this.deps, event, this.deps.now(), this.dryRun);
      if (own) this.count(result, line);
      else if (result.status === 'accepted') {
        // the share that counts it will find it stored
        summary.accepted += 1;
        summary.duplicates -= 1;
      }
    }
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
    return fresh;
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
    const events = fresh.map(({ event }) => event);
    const now = this.deps.now();
    const results = this.dryRun
      ? (await planBatch(this.deps.pool, events, this.deps.catalogue.current(), this.deps.cache, now)).results
      : await appendEvents(this.deps, events, { now, historical: true, arrears: this.arrears });
    results.forEach((result, index) => this.count(result, fresh[index]?.line ?? 0));
  }

  private count(result: AppendResult, line: number): void {
    const { summary } = this.counter;
    if (result.status === 'accepted') summary.accepted += 1;
    else if (result.status === 'duplicate') summary.duplicates += 1;
    else if (result.code === 'archived_case') summary.archived += 1;
    else this.counter.refused({ line, reason: result.message });
  }
}

function byCaseAndTime({ event: one }: ImportEvent, { event: other }: ImportEvent): number {
  if (one.caseId !== other.caseId) return one.caseId < other.caseId ? -1 : 1;
  return (
    one.occurredAt - other.occurredAt || (lifecycle.get(one.type) ?? 0) - (lifecycle.get(other.type) ?? 0)
  );
}
