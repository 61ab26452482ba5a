import type { Instant } from '#contract/time';
import type { CaseState } from './caseState.ts';
import { ownCopy } from './ownCopy.ts';

/** An event of a child that a joint case takes for its own. */
export interface ChildEvent {
  at: Instant;
  eventId: string;
  sourceId: number;
  arrivedAt: Instant | null;
  catalogueRevision: number;
}

/** What a joint case needs to know of one of its children. */
export interface ChildCase {
  caseId: string;
  /** When its clock began. */
  began: ChildEvent | null;
  ended: ChildEvent | null;
  /** The earliest of its due dates. */
  due: Instant | null;
}

/** What the cases of a joint handling (并联审批) give each other: the children to the joint case, it to them. */
export type Kinship =
  | { children: readonly ChildCase[] }
  /** A child, whose own limits end no later than the joint case's. */
  | { parent: string; due: Instant | null };

/** The case that this one names as its parent, within its namespace. */
export function parentOf({ caseId, namespace, parentCase }: CaseState): string | undefined {
  if (parentCase === undefined) return undefined;
  const parent = namespace === '' ? parentCase : `${namespace}:${parentCase}`;
  return parent === caseId ? undefined : parent;
}

export function childrenOf({ kin }: CaseState): readonly ChildCase[] | undefined {
  return kin && 'children' in kin ? kin.children : undefined;
}

/**
 * A case as its relatives make it: a joint case that tells no acceptance of its own is accepted with its first child,
 * and one that tells no end of its own ends with its last.
 * @param asOf what happened to children later is not seen
 */
export function joined(state: CaseState, kin: Kinship | undefined, asOf: Instant = Infinity): CaseState {
  if (!kin) return state;
  const next = ownCopy(state);
  next.kin = kin;
  const { round } = next;
  const children = childrenOf(next);
  if (!children || next.past.length > 0) return next;
  const first = children
    .flatMap(({ began }) => (began && began.at <= asOf ? [began] : []))
    .reduce<ChildEvent | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
  if (first && !round.accepted && !round.notAccepted) round.accepted = { ...first, byChild: true };
  const ends = children.flatMap(({ ended }) => (ended && ended.at <= asOf ? [ended] : []));
  const last = ends.reduce<ChildEvent | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);
  if (last && ends.length === children.length && !round.concluded && !round.notAccepted)
    round.concluded = { ...last, outcome: 'other', byChild: true };
  return next;
}

/** A case by its own events alone: what `joined` began with. */
export function parted(state: CaseState): CaseState {
  if (!state.kin) return state;
  const next = ownCopy(state);
  next.kin = undefined;
  const { round } = next;
  if (round.accepted?.byChild) round.accepted = undefined;
  if (round.concluded?.byChild) round.concluded = undefined;
  return next;
}

/** One of the children was, by `now`, later than a limit of its own. */
export function hasLateChild(children: readonly ChildCase[], now: Instant): boolean {
  return children.some(({ due, ended }) => due !== null && Math.min(ended?.at ?? now, now) > due);
}
