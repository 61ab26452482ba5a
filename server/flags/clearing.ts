import { isExplained } from '../domain/clock/allowance.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Arrival, Clearing } from './doubtfulData.ts';

/** No source's usual lag counts for more, and a source that is not yet known well is given this much. */
export const longestUsualLag = 3_600_000;

/** @param usualLags by source, in ms; `arrivals` other than the long delays that a state keeps by itself */
export function clearingOf(
  state: CaseState,
  knowledge: Knowledge,
  usualLags: ReadonlyMap<number, number>,
  arrivals: readonly Arrival[] = state.delayed,
): Clearing {
  return {
    arrivals,
    usualLag: (sourceId) => Math.min(usualLags.get(sourceId) ?? longestUsualLag, longestUsualLag),
    inOutage: ({ sourceId, at, arrivedAt }) =>
      isExplained(at, arrivedAt, {
        settings: knowledge.source(sourceId),
        outages: knowledge.outages(sourceId),
      }),
  };
}
