import { endOf } from '../cases/caseFacts.ts';
import { clear, notEvaluable, threshold, type Judgement, type Rule } from './rule.ts';

/** HANG-02: suspended from the second of acceptance, as only a suspension made up afterwards is. */
export const suspendedAtOnce: Rule = {
  id: 'HANG-02',
  aspect: 'lawfulness',
  defaults: { withinSeconds: 60 },
  judge({ round, source, params }) {
    const { accepted, suspensions } = round;
    if (suspensions.length === 0) return clear;
    if (!accepted) return notEvaluable('no_acceptance');
    if (source.precision !== 'second') return notEvaluable('precision');
    const within = threshold(params, 'withinSeconds') * 1000;
    const judgements = suspensions.map((it): Judgement => {
      const apart = Math.abs(it.at - accepted.at);
      if (apart > within) return { result: 'clear' };
      return {
        result: 'raised',
        severity: 'query',
        occurrence: it.eventId,
        at: it.at,
        caseState: endOf(round) === null ? 'open' : 'concluded',
        facts: { acceptedAt: accepted.at, suspendedAt: it.at, apartSeconds: Math.round(apart / 1000) },
        events: [accepted.eventId, it.eventId],
      };
    });
    return { judgements, checkAt: null };
  },
};
