import type { Instant } from '#contract/time';
import type { CaseState, Stamp } from '../cases/caseState.ts';
import { joined, type ChildCase, type ChildEvent, type Kinship } from '../cases/kinship.ts';
import type { Knowledge } from '../knowledge.ts';
import { caseClock } from './caseClock.ts';

/**
 * What a joint case and its children give each other, by case id. All states are by their own events alone (parted); a
 * case that is itself a child is no joint case, whoever names it.
 * @param parent undefined while nothing of it has been heard
 */
export function familyTies(
  parent: CaseState | undefined,
  children: readonly CaseState[],
  knowledge: Knowledge,
  asOf: Instant = Infinity,
): Map<string, Kinship> {
  const ties = new Map<string, Kinship>();
  if (!parent || parent.parentCase !== undefined || children.length === 0) return ties;
  const begun = children.map((child) => childCase(child, knowledge, asOf));
  const whole = joined(parent, { children: begun }, asOf);
  const due = caseClock(whole, whole.round, knowledge, asOf).statutory?.due ?? null;
  const known = children.map((child) => {
    const tie: Kinship = { parent: parent.caseId, due };
    ties.set(child.caseId, tie);
    return childCase(joined(child, tie), knowledge, asOf);
  });
  ties.set(parent.caseId, { children: known });
  return ties;
}

function childCase(child: CaseState, knowledge: Knowledge, asOf: Instant): ChildCase {
  const { round, caseId } = child;
  const { start, promised, statutory } = caseClock(child, round, knowledge, asOf);
  const dues = [promised, statutory].flatMap((limit) => (limit ? [limit.due] : []));
  const end = round.concluded ?? round.notAccepted;
  const revision = round.concluded?.catalogueRevision ?? knowledge.revision;
  return {
    caseId,
    began: start ? eventOf(start.by, start.at, round.accepted?.catalogueRevision ?? revision) : null,
    ended: end ? eventOf(end, end.at, revision) : null,
    due: dues.length === 0 ? null : Math.min(...dues),
  };
}

function eventOf(
  { eventId, sourceId, arrivedAt }: Stamp,
  at: Instant,
  catalogueRevision: number,
): ChildEvent {
  return { at, eventId, sourceId, arrivedAt, catalogueRevision };
}
