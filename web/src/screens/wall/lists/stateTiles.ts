import type { FollowupLists, FollowupState } from '#contract/wall';

/** A state as the page shows it; named by its first status in the locales. */
export interface StateTileData extends FollowupState {
  /** Of the fullest state, 0 to 1, by what waits there: red, yellow, query and the rest. */
  parts: { level: 'red' | 'yellow' | 'query' | 'notice'; count: number; share: number }[];
}

/** Confirmed and rectifying are one for whoever looks on: the department has to mend it, and the same limit runs. */
export function stateTiles({ states }: Pick<FollowupLists, 'states'>): StateTileData[] {
  const confirmed = states.find(({ status }) => status === 'confirmed');
  const merged = states
    .filter((state) => state !== confirmed)
    .map((state) => (state.status === 'rectifying' && confirmed ? together(state, confirmed) : state));
  const top = Math.max(1, ...merged.map((state) => state.count));
  return merged.map((state) => {
    const { red, yellow, query, count } = state;
    const counts = [
      ['red', red],
      ['yellow', yellow],
      ['query', query],
      ['notice', count - red - yellow - query],
    ] as const;
    return {
      ...state,
      parts: counts.flatMap(([level, n]) => (n > 0 ? [{ level, count: n, share: n / top }] : [])),
    };
  });
}

/** How many flags wait for somebody. */
export function waiting({ states }: Pick<FollowupLists, 'states'>): number {
  return states.reduce((sum, state) => sum + state.count, 0);
}

/** Nothing on the whole page. */
export function hasNoFollowup(followup: Pick<FollowupLists, 'states' | 'closed'>): boolean {
  return waiting(followup) === 0 && followup.closed.month === 0;
}

function together(state: FollowupState, other: FollowupState): FollowupState {
  return {
    ...state,
    count: state.count + other.count,
    overdue: state.overdue + other.overdue,
    red: state.red + other.red,
    yellow: state.yellow + other.yellow,
    query: state.query + other.query,
    moved: state.moved,
  };
}
