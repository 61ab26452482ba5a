import type { CaseEvent } from '#contract/caseEvent';
import type { RemovedTestCases } from '#contract/firstRunSchema';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import { eventsOfCases } from '../cases/caseHistory.ts';
import { actOnFlags, type ActingParts, type Asking } from '../followup/actOnFlags.ts';
import { receiveEvents, type ReceiveDeps } from '../ingest/receiveEvents.ts';
import { testCases, type TestCase } from './firstRunStore.ts';

export interface RemoveParts extends ActingParts {
  ingest: ReceiveDeps;
}

type Left = RemovedTestCases['left'];

/**
 * Takes the guide's test cases back. 1. Every event of them that still holds is voided, by an event of its own source:
 * only a source may take its own word back. 2. The flags that stood on them are withdrawn. Safe to do twice.
 */
export async function removeTestCases(parts: RemoveParts, asking: Asking): Promise<RemovedTestCases> {
  const { pool, clock } = parts;
  const found = await testCases(pool);
  const standing = found.filter(({ removed }) => !removed);
  const left = await voidEvents(parts, standing);
  const withdrawn = await withdrawFlags(parts, asking, await testCases(pool));
  const done = { cases: standing.length, flags: withdrawn.flags, left: [...left, ...withdrawn.left] };
  if (standing.length > 0 || withdrawn.flags > 0)
    await recordAudit(pool, {
      at: clock(),
      actor: asking.actor,
      action: 'first_run.test_removed',
      subject: { kind: 'first_run', id: 'guide' },
      detail: { cases: standing.map(({ caseId }) => caseId), flags: withdrawn.flags },
    });
  return done;
}

async function voidEvents(
  { pool, catalogue, clock, ingest }: RemoveParts,
  cases: readonly TestCase[],
): Promise<Left> {
  const histories = await eventsOfCases(pool, cases);
  const bySource = new Map<number, CaseEvent[]>();
  for (const event of [...histories.values()].flatMap(stillHolding))
    bySource.set(event.sourceId, [...(bySource.get(event.sourceId) ?? []), event]);
  const left: Left = [];
  for (const [sourceId, events] of bySource) {
    const source = catalogue().sourceById(sourceId);
    if (!source) continue;
    const voidings = events.map((event) => ({ value: voiding(event, source, clock()) }));
    const summary = await receiveEvents(ingest, source, [voidings], clock);
    for (const { index, message } of summary.errors)
      left.push({ id: events[index]?.eventId ?? '', detail: message });
  }
  return left;
}

function stillHolding(events: readonly CaseEvent[]): CaseEvent[] {
  const voided = new Set(
    events.flatMap(({ type, data }) => (type === 'case.voided_event' ? (data.eventId ?? []) : [])),
  );
  return events.filter(({ type, eventId }) => type !== 'case.voided_event' && !voided.has(eventId));
}

function voiding({ caseId, eventId }: CaseEvent, { uri, namespace }: SourceRecord, now: Instant): object {
  return {
    specversion: '1.0',
    id: `void-${eventId}`,
    source: uri,
    type: 'case.voided_event',
    time: new Date(now).toISOString(),
    subject: namespace === '' ? caseId : caseId.slice(namespace.length + 1),
    data: { eventId },
  };
}

/**
 * Whoever removes a test has decided about its flags, which a correction by itself would only propose: nobody of the
 * office need be asked about a case of which nothing is left.
 */
async function withdrawFlags(
  parts: ActingParts,
  { account, actor }: Asking,
  cases: readonly TestCase[],
): Promise<{ flags: number; left: Left }> {
  const body = { reason: 'test case of the first day' };
  const asked = cases
    .filter(({ removed }) => removed)
    .flatMap(({ flags }) => flags)
    // it is answered with the flag that it asks about
    .filter(({ rule }) => rule !== 'AMD-01')
    .map(({ flagId }) => ({ flagId, body }));
  if (asked.length === 0) return { flags: 0, left: [] };
  const inPlace = { account: { ...account, role: 'supervisor' as const }, actor };
  const { done, refused } = await actOnFlags(parts, inPlace, 'withdraw', asked);
  return {
    flags: done.length,
    left: refused.map(({ flagId, detail }) => ({ id: String(flagId), detail })),
  };
}
