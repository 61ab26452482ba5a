import type { Stamp } from '../cases/caseState.ts';
import { clear, notEvaluable, type Judgement, type Rule } from './rule.ts';

/** ACC-03: not accepted, or returned, without a word why. */
export const refusalWithoutReason: Rule = {
  id: 'ACC-03',
  aspect: 'correctness',
  defaults: {},
  judge({ round, source }) {
    const { notAccepted, concluded } = round;
    const silent: { by: Stamp; refusal: string }[] = [];
    if (notAccepted && isEmpty(notAccepted.reason)) silent.push({ by: notAccepted, refusal: 'not_accepted' });
    if (concluded?.outcome === 'returned' && isEmpty(concluded.reason))
      silent.push({ by: concluded, refusal: 'returned' });
    if (silent.length === 0) return clear;
    if (source.cannotExpress.includes('refusal.reason')) return notEvaluable('cannot_express');
    const judgements = silent.map(({ by, refusal }): Judgement => ({
      result: 'raised',
      severity: 'yellow',
      occurrence: by.eventId,
      at: by.at,
      caseState: 'concluded',
      facts: { refusal },
      events: [by.eventId],
    }));
    return { judgements, checkAt: null };
  },
};

const isEmpty = (reason: string | undefined): boolean => (reason ?? '').trim() === '';
