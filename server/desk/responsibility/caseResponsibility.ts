import type { CaseResponsibility } from '#contract/responsibilitySchema';
import { maskName } from '#contract/maskName';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import { caseIsInScope } from '../../cases/caseListStore.ts';
import { caseHistories } from '../../cases/caseHistory.ts';
import { loadRows, spanOfRow } from '../../cases/caseStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { custody, firstAsked, heldAt, type Holding } from '../../domain/cases/custody.ts';
import { foldCase, validEvents } from '../../domain/cases/foldCase.ts';
import { heldTime, suspendedSpans } from '../../domain/clock/heldTime.ts';
import type { Knowledge } from '../../domain/knowledge.ts';
import { instantText, instantTextOrNull } from '../../http/instantText.ts';
import { badOutcomes } from './outcomeStore.ts';

/**
 * Who had a case when and for how long, who was asked first, and who had it when something went badly; undefined when
 * there is no such case within the scope.
 */
export async function caseResponsibility(
  db: Queryable,
  caseId: string,
  { scope, knowledge, now }: { scope: Scope; knowledge: Knowledge; now: Instant },
): Promise<CaseResponsibility | undefined> {
  const [stored] = (await caseIsInScope(db, caseId, scope)) ? await loadRows(db, [caseId]) : [];
  if (!stored) return undefined;
  const known = await caseHistories(db, [spanOfRow(stored)], { asOf: now, knownAt: now });
  const events = known.get(caseId) ?? [];
  if (events.length === 0) return undefined;
  const state = foldCase(events, stored.facts.namespace);
  const holdings = custody(validEvents(events));
  const first = firstAsked(holdings);
  const spans = suspendedSpans(state, knowledge, now);
  const calendar = knowledge.calendarOf(state, knowledge.revision);
  const held = heldTime(calendar, spans);
  const outcomes = await badOutcomes(db, caseId, scope);
  return {
    caseId,
    asOf: instantText(now),
    firstAsked: first < 0 ? null : first,
    holdings: holdings.map((holding) => ({
      ...answerOf(holding, stored.facts.department),
      ...held(holding.from, holding.until ?? now),
    })),
    outcomes: outcomes.map(({ at, ...outcome }) => {
      const place = heldAt(holdings, at);
      return { ...outcome, at: instantText(at), heldBy: place < 0 ? null : place };
    }),
  };
}

function answerOf({ handler, department, from, until, taken, acts }: Holding, ofCase: string | null) {
  const { code, name, kind } = handler;
  return {
    handler: { code, name: name === undefined ? null : maskName(name), kind },
    department: department ?? ofCase,
    from: instantText(from),
    until: instantTextOrNull(until),
    taken,
    acts: acts.map(({ type, at, step }) => ({ type, at: instantText(at), step })),
  };
}
