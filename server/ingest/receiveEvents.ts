import type { ProblemCode } from '#contract/problem';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { countRefused, emptyDay } from '../domain/quality/sourceDay.ts';
import type { AppendLanes } from './appendLanes.ts';
import type { CaseCache } from './caseCache.ts';
import { isRecord } from './fieldReaders.ts';
import type { AppendResult, IncomingEvent } from './incomingEvent.ts';
import { keepDeadLetters, type RefusedEvent } from './keepDeadLetters.ts';
import { planBatch } from './planBatch.ts';
import { prepareEvents, type PrepareDeps } from './prepareEvents.ts';
import type { RawEvent } from './rawEvent.ts';
import { recordHeardAlone } from './recordHeardAlone.ts';
import { appendSourceEvent } from './sourceEvents.ts';

export interface ReceiveDeps extends PrepareDeps {
  lanes: AppendLanes;
  cache: CaseCache;
  /** Codes that became known by an event: dead letters may wait for them. */
  onNowKnown(codes: readonly string[]): void;
}

export interface EventError {
  index: number;
  id?: string;
  code: ProblemCode;
  path?: string;
  message: string;
}

/** The answer to a request of events. `errors` lists the first 1,000; `errorsLeftOut` counts the rest. */
export interface IngestSummary {
  received: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  errors: EventError[];
  errorsLeftOut?: number;
}

const mostErrors = 1000;
/** Slices of a stream under way to the disk while the next one is read. */
const mostInFlight = 4;

/**
 * Validates and appends the events of one request and says what became of each: `accepted` are on disk. With
 * `dryRun` nothing is written, and duplicates are told all the same.
 * @throws Problem `source_mismatch` when none of the first slice bears the key's source; `busy`; what `slices` throws.
 * Before it throws, slices under way come to their end.
 */
export async function receiveEvents(
  deps: ReceiveDeps,
  source: SourceRecord,
  slices: AsyncIterable<RawEvent[]> | Iterable<RawEvent[]>,
  clock: () => Instant,
  dryRun = false,
): Promise<IngestSummary> {
  const summary: IngestSummary = { received: 0, accepted: 0, duplicates: 0, rejected: 0, errors: [] };
  const inFlight = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  try {
    for await (const slice of slices) {
      const first = summary.received;
      if (first === 0) refuseForeign(slice, source);
      summary.received += slice.length;
      const work = receiveSlice(deps, source, slice, first, summary, clock(), dryRun)
        .catch((error: unknown) => void (failure ??= { error }))
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
      if (inFlight.size >= mostInFlight) await Promise.race(inFlight);
      if (failure) break;
    }
  } finally {
    await Promise.all(inFlight);
  }
  if (failure) throw failure.error;
  summary.errors.sort((a, b) => a.index - b.index);
  return summary;
}

/** A whole request under another source's name is refused; a single such event in a batch is a rejected event. */
function refuseForeign(slice: readonly RawEvent[], { uri }: SourceRecord): void {
  const foreign = (raw: RawEvent): boolean =>
    isRecord(raw.value) && typeof raw.value['source'] === 'string' && raw.value['source'] !== uri;
  if (slice.length === 0 || !slice.every(foreign)) return;
  throw new Problem('source_mismatch', `The events name another source; this key belongs to ${uri}.`, {
    path: 'source',
  });
}

async function receiveSlice(
  deps: ReceiveDeps,
  source: SourceRecord,
  slice: readonly RawEvent[],
  first: number,
  summary: IngestSummary,
  now: Instant,
  dryRun: boolean,
): Promise<void> {
  const validated = await prepareEvents(deps, source, slice, now, dryRun);
  const events: IncomingEvent[] = [];
  const positions: number[] = [];
  const refused: RefusedEvent[] = [];
  const refuse = (position: number, refusal: RefusedEvent['refusal'], waitsFor?: string): void => {
    const raw = slice[position];
    if (raw) refused.push({ raw, refusal, waitsFor });
    addError(summary, first + position, raw, refusal);
  };
  let refusedHere = 0;
  const zone = timezone(deps.catalogue.current().timezone);
  const refusedDay = emptyDay(source.sourceId, dayText(zone.dayOf(now)));
  for (const [position, one] of validated.entries()) {
    if (one.kind === 'case') {
      events.push(one.event);
      positions.push(position);
    } else if (one.kind === 'refused') {
      refuse(position, one.refusal, one.waitsFor);
      refusedHere += 1;
      countRefused(refusedDay, one.refusal.code);
    } else {
      const { result, nowKnown } = await appendSourceEvent(deps, one.event, now, dryRun);
      if (nowKnown.length > 0) deps.onNowKnown(nowKnown);
      if (result.status === 'rejected') refuse(position, result);
      else count(summary, result);
    }
  }
  const results = dryRun ? await wouldAppend(deps, events, now) : await deps.lanes.append(events);
  for (const [i, result] of results.entries()) {
    if (result.status === 'rejected') refuse(positions[i] ?? 0, result);
    else count(summary, result);
  }
  if (dryRun || refused.length === 0) return;
  await keepDeadLetters(deps.pool, deps.sealer, source, refused, now);
  if (refusedHere > 0) {
    const none = { accepted: 0, duplicates: 0, late: 0, lastOccurredAt: null };
    const { sourceId } = source;
    const heard = { sourceId, receivedAt: now, rejected: refusedHere, day: refusedDay, ...none };
    await recordHeardAlone(deps.pool, [heard], now);
  }
}

async function wouldAppend(
  deps: ReceiveDeps,
  events: readonly IncomingEvent[],
  now: Instant,
): Promise<AppendResult[]> {
  if (events.length === 0) return [];
  return (await planBatch(deps.pool, events, deps.catalogue.current(), deps.cache, now)).results;
}

function count(summary: IngestSummary, { status }: AppendResult): void {
  if (status === 'accepted') summary.accepted += 1;
  else summary.duplicates += 1;
}

function addError(
  summary: IngestSummary,
  index: number,
  raw: RawEvent | undefined,
  refusal: RefusedEvent['refusal'],
): void {
  summary.rejected += 1;
  if (summary.errors.length >= mostErrors) {
    summary.errorsLeftOut = (summary.errorsLeftOut ?? 0) + 1;
    return;
  }
  const id = isRecord(raw?.value) ? raw.value['id'] : undefined;
  const { code, path, message } = refusal;
  summary.errors.push({
    index,
    ...(typeof id === 'string' ? { id: id.slice(0, 200) } : {}),
    code,
    ...(path === undefined || path === '' ? {} : { path }),
    message,
  });
}
