import type { CaseState } from '../domain/cases/caseState.ts';
import type { Raised } from '../domain/rules/rule.ts';
import type { StandingFlag } from './standingFlag.ts';

/** An event and how late it came. */
export type Arrival = CaseState['delayed'][number];

/** What decides whether data may clear a flag by itself: back-stamping is the commonest fraud. */
export interface Clearing {
  /** The case's events that came late, at least those beyond their source's usual lag. */
  arrivals: readonly Arrival[];
  /** In ms: data that took longer to arrive only proposes a withdrawal. */
  usualLag(sourceId: number): number;
  /** A declared outage touches the time between an event and its arrival. */
  inOutage(arrival: Arrival): boolean;
}

/** The events that cleared a flag and must be looked at by a person: corrections, and arrivals beyond the usual lag. */
export function doubtfulData(flag: StandingFlag, state: CaseState, clearing: Clearing): Raised | undefined {
  const since = Math.max(flag.raisedAt, flag.decidedAt ?? -Infinity);
  const amended = state.amended.filter((a) => (a.arrivedAt ?? Infinity) >= since);
  const late = clearing.arrivals.filter(
    (d) =>
      d.arrivedAt >= since && d.arrivedAt - d.at > clearing.usualLag(d.sourceId) && !clearing.inOutage(d),
  );
  if (amended.length === 0 && late.length === 0) return undefined;
  return {
    result: 'raised',
    severity: 'query',
    occurrence: `${flag.rule}/${flag.occurrence}`,
    at: Math.max(...amended.map((a) => a.arrivedAt ?? a.at), ...late.map((d) => d.arrivedAt)),
    caseState: flag.caseState ?? 'concluded',
    facts: { clears: flag.rule, flagId: flag.flagId, by: amended.length > 0 ? 'amendment' : 'late_data' },
    events: [...amended.map((a) => a.by), ...late.map((d) => d.eventId)],
  };
}
