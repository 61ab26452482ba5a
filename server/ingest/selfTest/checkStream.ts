import type { SelfTest } from '#contract/selfTestSchema';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import type { CaseCache } from '../caseCache.ts';
import type { IncomingEvent } from '../incomingEvent.ts';
import { planBatch } from '../planBatch.ts';
import { prepareEvents, type PrepareDeps } from '../prepareEvents.ts';
import type { RawEvent } from '../rawEvent.ts';
import { appendSourceEvent } from '../sourceEvents.ts';
import { exampleOf, type LookedAt } from './lookedAt.ts';
import { selfTestReport } from './selfTestReport.ts';

export interface SelfTestDeps extends PrepareDeps {
  cache: CaseCache;
}

const mostEvents = 10_000;

/**
 * Validates, folds and judges a stream as if it were taken in now; nothing of it is stored. Events beyond the first
 * 10,000 are not looked at.
 */
export async function checkStream(
  deps: SelfTestDeps,
  source: SourceRecord,
  slices: AsyncIterable<readonly RawEvent[]>,
  now: Instant,
): Promise<SelfTest> {
  const raws: RawEvent[] = [];
  let whole = true;
  for await (const slice of slices) {
    raws.push(...slice.slice(0, mostEvents - raws.length));
    whole = raws.length < mostEvents || slice.length === 0;
    if (!whole) break;
  }
  const validated = await prepareEvents(deps, source, raws, now, true);
  const events: LookedAt[] = [];
  const incoming: IncomingEvent[] = [];
  const lookedOf: LookedAt[] = [];
  for (const [index, one] of validated.entries()) {
    const looked: LookedAt = { example: exampleOf(raws[index], index), status: 'accepted' };
    events.push(looked);
    if (one.kind === 'refused') Object.assign(looked, { status: 'rejected', refusal: one.refusal });
    else if (one.kind === 'source')
      Object.assign(looked, statusOf((await appendSourceEvent(deps, one.event, now, true)).result));
    else {
      looked.event = one.event;
      incoming.push(one.event);
      lookedOf.push(looked);
    }
  }
  const catalogue = deps.catalogue.current();
  const plan = await planBatch(deps.pool, incoming, catalogue, deps.cache, now);
  for (const [i, result] of plan.results.entries()) Object.assign(lookedOf[i] ?? {}, statusOf(result));
  const cases = plan.changes.map(({ before, after, events: own }) => ({
    ...(before ? { before: before.state } : {}),
    after: after.state,
    events: own,
  }));
  return selfTestReport({ source, of: 'stream', whole, events, cases }, catalogue, now);
}

function statusOf(result: Awaited<ReturnType<typeof appendSourceEvent>>['result']): Partial<LookedAt> {
  if (result.status !== 'rejected') return { status: result.status };
  const { status, ...refusal } = result;
  return { status, refusal };
}
