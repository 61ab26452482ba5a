import { endOf } from '../cases/caseFacts.ts';
import { clear, exempt, raised, type Rule } from './rule.ts';

/** COR-01: what is missing is told once (Art. 32); a second notice needs documented new facts. */
export const repeatedCorrection: Rule = {
  id: 'COR-01',
  aspect: 'lawfulness',
  defaults: {},
  judge({ round }) {
    const again = round.corrections.slice(1);
    if (again.length === 0) return clear;
    const unfounded = again.filter((it) => !it.newFacts);
    const [first] = unfounded;
    if (!first) return exempt('new_facts');
    return raised({
      severity: 'yellow',
      occurrence: first.eventId,
      at: first.at,
      caseState: endOf(round) === null ? 'open' : 'concluded',
      facts: { notices: round.corrections.length, unfounded: unfounded.length, repeatedAt: first.at },
      events: round.corrections.map((it) => it.eventId),
    });
  },
};
