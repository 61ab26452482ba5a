import type { CaseEvent } from '#contract/caseEvent';
import type { CaseExplanation, ClockAnswer } from '#contract/explanation';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { catalogueAt } from '../catalogue/catalogueAt.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { flagCards, flagIdsOfCase } from '../changes/flagCards.ts';
import type { Queryable } from '../db/queryable.ts';
import { caseFacts, endOf } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import { dayByDay } from '../domain/clock/dayByDay.ts';
import { usedAt, type LimitClock } from '../domain/clock/limitClock.ts';
import { daysOver, type CaseClock } from '../domain/clock/caseClock.ts';
import { judgeCase, type CaseVerdict } from '../domain/rules/judgeCase.ts';
import { caseHistories, type Viewpoint } from './caseHistory.ts';
import { loadRows, spanOfRow } from './caseStore.ts';
import { joinFamilies } from './joinFamilies.ts';
import { proofsAt } from './proofsAt.ts';
import { unreliableDuration } from './unreliableDuration.ts';

export interface ExplainParts {
  db: Queryable;
  catalogue: () => Catalogue;
}

type Answer = Record<string, unknown>;

interface CaseAt {
  state: CaseState;
  events: CaseEvent[];
  verdict: CaseVerdict;
}

/** Folds and judges a case as it was: the same functions that decide. Undefined: no such case by then. */
async function caseAt(
  { db, catalogue }: ExplainParts,
  caseId: string,
  at: Viewpoint,
): Promise<CaseAt | undefined> {
  const [stored] = await loadRows(db, [caseId]);
  if (!stored) return undefined;
  const events = (await caseHistories(db, [spanOfRow(stored)], at)).get(caseId) ?? [];
  if (events.length === 0) return undefined;
  const own = foldCase(events, stored.facts.namespace);
  const known = await catalogueAt(db, catalogue(), at.knownAt);
  const [state = own] = await joinFamilies(db, [own], known, at);
  const proofs = await proofsAt(db, known, [state.sourceId], at.knownAt);
  const bench = ruleBench(known, proofs, at.asOf, at.knownAt);
  return { state, events, verdict: judgeCase(state, bench, at.asOf) };
}

/** Day-by-day arithmetic of every clock, and every rule with its result, inputs and versions. */
export async function explainCase(
  parts: ExplainParts,
  caseId: string,
  at: Viewpoint,
): Promise<CaseExplanation | undefined> {
  const found = await caseAt(parts, caseId, at);
  if (!found) return undefined;
  const { verdict } = found;
  return {
    caseId,
    asOf: text(at.asOf),
    knownAt: text(at.knownAt),
    clocks: verdict.rounds.flatMap(({ round, clock }, index) =>
      limitsOf(clock).map((limit) => ({
        round: index + 1,
        ...clockAnswer(limit, clock, endOf(round), at.asOf),
        days: dayByDay(limit, clock.calendar, clock.start?.at ?? limit.start, endOf(round) ?? at.asOf),
      })),
    ),
    rules: verdict.rules.flatMap(({ rule, version, round, judgements }) =>
      judgements.map((judgement) => {
        const of = { rule, version, round };
        return judgement.result === 'raised'
          ? { ...of, ...judgement, at: text(judgement.at) }
          : { ...of, ...judgement };
      }),
    ),
  };
}

/**
 * State, limits, due dates, used and remaining time, and events: a case as its page shows it. Of its flags those inside
 * the scope: a step of another department's is that one's.
 */
export async function viewCase(
  parts: ExplainParts,
  caseId: string,
  at: Viewpoint,
  scope: Scope,
): Promise<Answer | undefined> {
  const found = await caseAt(parts, caseId, at);
  if (!found) return undefined;
  const { state, events, verdict } = found;
  const catalogue = parts.catalogue();
  const { round, clock } = verdict.rounds.at(-1) ?? {};
  const facts = caseFacts(state, catalogue);
  return {
    caseId,
    asOf: text(at.asOf),
    stage: facts.stage,
    outcome: facts.outcome,
    round: facts.round,
    region: facts.region,
    department: facts.department,
    departmentName: facts.department === null ? null : (catalogue.department(facts.department)?.name ?? null),
    item: facts.item,
    itemName: facts.item === null ? null : (catalogue.newestItem(facts.item)?.name ?? null),
    channel: facts.channel,
    marks: state.marks,
    parentCase: facts.parentCase,
    submittedAt: textOrNull(facts.submittedAt),
    receivedAt: textOrNull(facts.receivedAt),
    acceptedAt: textOrNull(clock?.start?.at),
    acceptanceGround: clock?.start?.ground ?? null,
    concludedAt: textOrNull(facts.concludedAt),
    durationUnreliable: await unreliableDuration(parts.db, caseId),
    limits: clock
      ? limitsOf(clock).map((limit) => clockAnswer(limit, clock, round ? endOf(round) : null, at.asOf))
      : [],
    events: [...events].sort((a, b) => a.occurredAt - b.occurredAt).map(eventAnswer),
    flags: await flagCards(parts.db, await flagIdsOfCase(parts.db, caseId, scope)),
  };
}

function limitsOf({ promised, statutory }: CaseClock): LimitClock[] {
  return [promised, statutory].filter((limit) => limit !== undefined);
}

function clockAnswer(
  limit: LimitClock,
  { calendar, start }: CaseClock,
  end: Instant | null,
  asOf: Instant,
): ClockAnswer {
  const stands = Math.min(end ?? asOf, asOf);
  const used = usedAt(limit, stands);
  return {
    kind: limit.kind,
    basis: limit.basis,
    limit: limit.limit ?? null,
    cutBy: limit.cutBy ?? null,
    duePolicy: limit.policy,
    calendar: { code: calendar.version.code, revision: calendar.version.revision },
    acceptedAt: textOrNull(start?.at),
    acceptanceGround: start?.ground ?? null,
    startsAt: text(limit.start),
    dueWithoutCredit: text(limit.bareDue),
    dueAt: text(limit.due),
    provisional: limit.provisional,
    allowed: limit.allowed,
    used,
    remaining: limit.allowed - used,
    daysOver: daysOver(limit, calendar, stands),
    credits: limit.credits.map(({ by, kind, from, to, reason }) => ({
      kind,
      eventId: by.eventId,
      at: text(by.at),
      arrivedAt: textOrNull(by.arrivedAt),
      credited: to - from,
      reason,
    })),
  };
}

function eventAnswer({ type, eventId, sourceId, occurredAt, receivedAt, data }: CaseEvent): Answer {
  const delay = receivedAt === null ? null : receivedAt - occurredAt;
  return { type, eventId, sourceId, time: text(occurredAt), receivedAt: textOrNull(receivedAt), delay, data };
}

function text(at: Instant): string {
  return new Date(at).toISOString();
}

function textOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : text(at);
}
