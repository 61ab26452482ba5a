import type { Instant } from '#contract/time';
import { endOf, type CaseFacts } from './caseFacts.ts';
import type { CaseState, Rating, Round } from './caseState.ts';

/** How urgent an open case is, as the flag job last found it (`cases.alert`). */
export const alerts = { none: 0, dueSoon: 1, promiseBroken: 2, lawBroken: 3 } as const;

/** What is counted on the day, hour and minute of an instant. */
export interface Counted {
  submitted: readonly Instant[];
  received: readonly Instant[];
  accepted: readonly Instant[];
  concluded: readonly Instant[];
  rated: readonly Pick<Rating, 'at' | 'score' | 'isDefault'>[];
}

/** How a case stands now. */
export interface Gauges {
  open: number;
  suspended: number;
  dueSoon: number;
  overdue: number;
  overdueStatutory: number;
  implausible: number;
}

/** What a case adds to the roll-ups; a change of a case subtracts it as it was and adds it as it is. */
export interface Contribution {
  region: string;
  department: string;
  item: string;
  channel: string;
  namespace: string;
  /** Child of a joint case: counted by department, not by region or city. */
  child: boolean;
  counted: Counted;
  gauges: Gauges;
}

/** @returns null for a case that is not yet named: it is counted apart. */
export function contributionOf(
  state: CaseState,
  facts: CaseFacts,
  alert: number,
  queries: number,
): Contribution | null {
  if (facts.stage === 'unopened' || facts.item === null || facts.department === null) return null;
  const open = facts.concludedAt === null ? 1 : 0;
  return {
    region: facts.region ?? '',
    department: facts.department,
    item: facts.item,
    channel: facts.channel ?? '',
    namespace: facts.namespace,
    child: facts.parentCase !== null,
    counted: {
      submitted: [(state.past[0] ?? state.round).submitted?.at ?? state.firstEventAt],
      received: instants(state, receivedAt),
      accepted: instants(state, acceptedAt),
      concluded: instants(state, endOf),
      rated: state.ratings,
    },
    gauges: {
      open,
      suspended: facts.stage === 'suspended' ? 1 : 0,
      dueSoon: open && alert === alerts.dueSoon ? 1 : 0,
      overdue: open && alert === alerts.promiseBroken ? 1 : 0,
      overdueStatutory: open && alert === alerts.lawBroken ? 1 : 0,
      implausible: queries > 0 ? 1 : 0,
    },
  };
}

const receivedAt = ({ received }: Round): Instant | null => received?.at ?? null;
const acceptedAt = ({ accepted }: Round): Instant | null => accepted?.at ?? null;
const none: readonly Instant[] = [];

/** One instant of every round that has it; nearly all cases have one round. */
function instants({ past, round }: CaseState, of: (round: Round) => Instant | null): readonly Instant[] {
  const last = of(round);
  if (past.length === 0) return last === null ? none : [last];
  return [...past.map(of), last].filter((at) => at !== null);
}
