import { isExplained, isLateArrival } from '../clock/allowance.ts';
import { clear, exempt, raised, type Rule } from './rule.ts';

/** BKF-01 补录: an event arrived later than it happened by more than the source's declared delay. */
export const enteredAfterwards: Rule = {
  id: 'BKF-01',
  aspect: 'correctness',
  defaults: { mostSingleCases: 20 },
  ofWholeCase: true,
  judge({ state, round, clock, source, outages }) {
    const handling = clock.item?.handling;
    if (handling === 'instant') return exempt('instant');
    if (handling === 'auto') return exempt('auto_decided');
    const reporter = { settings: source, outages };
    const late = state.delayed.filter((d) => isLateArrival(d.at, d.arrivedAt, source, clock.calendar));
    const unexplained = late.filter((d) => !isExplained(d.at, d.arrivedAt, reporter));
    if (unexplained.length === 0) return late.length > 0 ? exempt('outage') : clear;
    const [first] = unexplained.toSorted(
      (a, b) => a.arrivedAt - b.arrivedAt || (a.eventId < b.eventId ? -1 : 1),
    );
    if (!first) return clear;
    const longest = Math.max(...unexplained.map((d) => d.arrivedAt - d.at));
    return raised({
      severity: 'query',
      occurrence: first.eventId,
      at: first.arrivedAt,
      caseState: round.concluded || round.notAccepted ? 'concluded' : 'open',
      facts: {
        events: unexplained.length,
        happenedAt: first.at,
        arrivedAt: first.arrivedAt,
        longestMs: longest,
      },
      events: unexplained.map((d) => d.eventId),
    });
  },
};
