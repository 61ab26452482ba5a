import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { countingOf, type Counting } from '../cases/countCase.ts';
import { countedFacts, type CaseFacts } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { appendToCase, foldCase } from '../domain/cases/foldCase.ts';
import { compareEvents } from '../domain/cases/eventOrder.ts';
import { joined, parentOf, type Kinship } from '../domain/cases/kinship.ts';
import { familyTies } from '../domain/clock/family.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { standingAt, type PastFlag } from './standingAt.ts';

/** A case with all its events and flags, whenever they became known. */
export interface PastCase {
  caseId: string;
  namespace: string;
  events: readonly CaseEvent[];
  flags: readonly PastFlag[];
}

/** Cases that give each other something: a joint case, named by its children as `parent`, with them; or one alone. */
export interface Household {
  parent: string | null;
  members: readonly PastCase[];
}

/** What one instant changed of one case. Null: it was, or is, not counted. */
export interface CaseStep {
  at: Instant;
  before: Counting | null;
  after: Counting | null;
  /** Of the case as it is then; undefined while nothing was known of it. */
  facts: CaseFacts | undefined;
  /** What became known at that instant, in order. */
  events: readonly CaseEvent[];
}

/** Known on arrival; history without arrivals when it happened. */
export const knownAt = ({ receivedAt, occurredAt }: CaseEvent): Instant => receivedAt ?? occurredAt;

interface Counted {
  state: CaseState | undefined;
  facts: CaseFacts | undefined;
  counting: Counting | null;
}
const unknown: Counted = { state: undefined, facts: undefined, counting: null };

/**
 * What became known from `from` until before `to` of these cases, instant by instant. The first of a household's steps
 * starts from what was known before `from`.
 */
export function* caseSteps(
  { parent, members }: Household,
  knowledge: Knowledge,
  { from, to }: { from: Instant; to: Instant },
): Generator<CaseStep> {
  const lives = members.map((member) => new Life(member));
  const within = (at: Instant): boolean => at >= from && at < to;
  const moments = lives.flatMap((life) => life.moments().filter(within));
  let before = countedAt(parent, lives, knowledge, from);
  for (const at of [...new Set(moments)].sort((a, b) => a - b)) {
    // what becomes known at an instant is known right after it
    const after = countedAt(parent, lives, knowledge, at + 1);
    for (const [i, life] of lives.entries()) {
      const [was, is] = [before[i] ?? unknown, after[i] ?? unknown];
      const events = life.knownOnly(at);
      if (events.length > 0 || was.counting !== is.counting)
        yield { at, before: was.counting, after: is.counting, facts: is.facts, events };
    }
    before = after;
  }
}

/** What each member counted before `at`. */
export function countingsAt(
  { parent, members }: Household,
  knowledge: Knowledge,
  at: Instant,
): (Counting | null)[] {
  const lives = members.map((member) => new Life(member));
  return countedAt(parent, lives, knowledge, at).map(({ counting }) => counting);
}

/** One case by its own events alone, gone through in the order in which they became known. */
class Life {
  readonly #case: PastCase;
  readonly #events: readonly CaseEvent[];
  #known = 0;
  #state: CaseState | undefined;

  constructor(of: PastCase) {
    this.#case = of;
    this.#events = [...of.events].sort((a, b) => knownAt(a) - knownAt(b) || compareEvents(a, b));
  }

  get caseId(): string {
    return this.#case.caseId;
  }

  moments(): Instant[] {
    return [
      ...this.#events.map(knownAt),
      ...this.#case.flags.flatMap(({ transitions }) => transitions.map(({ at }) => at)),
    ];
  }

  knownOnly(at: Instant): CaseEvent[] {
    return this.#events.filter((event) => knownAt(event) === at);
  }

  /** By what was known before `at`, which never goes back. */
  stateAt(at: Instant): CaseState | undefined {
    let count = this.#known;
    for (let next = this.#events[count]; next && knownAt(next) < at; next = this.#events[count]) count += 1;
    if (count === this.#known) return this.#state;
    const added = this.#events.slice(this.#known, count).sort(compareEvents);
    this.#known = count;
    this.#state =
      (this.#state && appendToCase(this.#state, added)) ??
      foldCase(this.#events.slice(0, count), this.#case.namespace);
    return this.#state;
  }

  counted(state: CaseState, knowledge: Knowledge, at: Instant): Counted {
    const facts = countedFacts(state, knowledge);
    const counting = countingOf({ state, facts, ...standingAt(this.#case.flags, at, state.past.length > 0) });
    // a past log is played as if it had been live
    return { state, facts, counting: counting && { ...counting, historical: false } };
  }
}

function countedAt(
  parent: string | null,
  lives: readonly Life[],
  knowledge: Knowledge,
  at: Instant,
): Counted[] {
  const states = lives.map((life) => life.stateAt(at));
  const ties = tiesOf(parent, lives, states, knowledge);
  return lives.map((life, i) => {
    const state = states[i];
    return state ? life.counted(joined(state, ties?.get(life.caseId)), knowledge, at) : unknown;
  });
}

function tiesOf(
  parent: string | null,
  lives: readonly Life[],
  states: readonly (CaseState | undefined)[],
  knowledge: Knowledge,
): Map<string, Kinship> | undefined {
  if (parent === null) return undefined;
  const known = states.filter((state) => state !== undefined);
  const children = known.filter((state) => parentOf(state) === parent);
  return familyTies(states[lives.findIndex(({ caseId }) => caseId === parent)], children, knowledge);
}
