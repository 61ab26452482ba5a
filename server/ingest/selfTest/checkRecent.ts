import type { SelfTest } from '#contract/selfTestSchema';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import { eventsOfCases } from '../../cases/caseHistory.ts';
import { loadRows, spanOfRow } from '../../cases/caseStore.ts';
import { foldCase } from '../../domain/cases/foldCase.ts';
import { inCaseOrder } from '../../cases/projectCase.ts';
import { newestLetters } from '../letters/letterStore.ts';
import { rawOfLetter } from '../letters/resendLetters.ts';
import { prepareEvents } from '../prepareEvents.ts';
import type { SelfTestDeps } from './checkStream.ts';
import { exampleOf, exampleOfEvent, type LookedAt } from './lookedAt.ts';
import { recentEvents } from './recentEventStore.ts';
import { selfTestReport } from './selfTestReport.ts';

/** Looks at the newest events that a source has sent: those stored, with their whole cases, and the open letters. */
export async function checkRecent(
  deps: SelfTestDeps,
  source: SourceRecord,
  most: number,
  now: Instant,
): Promise<SelfTest> {
  const stored = (await recentEvents(deps.pool, source.sourceId, most, now)).reverse();
  const letters = await newestLetters(deps.pool, source.sourceId, null, most);
  const raws = letters.map((letter) => rawOfLetter(deps, letter));
  const validated = await prepareEvents(deps, source, raws, now, true);
  const refused = validated.flatMap((one, i): LookedAt[] => {
    const raw = raws[i];
    return one.kind === 'refused'
      ? [{ example: { ...exampleOf(raw, -1) }, status: 'rejected', refusal: one.refusal }]
      : [];
  });
  const rows = await loadRows(deps.pool, [...new Set(stored.map(({ caseId }) => caseId))]);
  const histories = await eventsOfCases(deps.pool, rows.map(spanOfRow));
  const cases = rows.flatMap((row) => {
    const events = histories.get(row.facts.caseId) ?? [];
    if (events.length === 0) return [];
    return [{ after: foldCase(events, row.facts.namespace), events: inCaseOrder(events) }];
  });
  const events: LookedAt[] = [
    ...stored.map((event): LookedAt => ({ example: exampleOfEvent(event), status: 'accepted', event })),
    ...refused,
  ];
  const whole = stored.length < most;
  return selfTestReport({ source, of: 'recent', whole, events, cases }, deps.catalogue.current(), now);
}
