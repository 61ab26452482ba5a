import type { StoredCase } from './caseStore.ts';

/** True only if nothing countable changed; parts of a state that did not change keep their identity. */
export function countsAlike(before: StoredCase, after: StoredCase): boolean {
  const [was, is] = [before.state.round, after.state.round];
  return (
    was.submitted === is.submitted &&
    was.received === is.received &&
    was.accepted === is.accepted &&
    was.concluded === is.concluded &&
    was.notAccepted === is.notAccepted &&
    before.state.past === after.state.past &&
    before.state.ratings === after.state.ratings &&
    sameFacts(before.facts, after.facts) &&
    before.alert === after.alert &&
    before.queries === after.queries
  );
}

const sameFacts = (a: StoredCase['facts'], b: StoredCase['facts']): boolean =>
  a.stage === b.stage &&
  a.region === b.region &&
  a.department === b.department &&
  a.item === b.item &&
  a.channel === b.channel &&
  a.parentCase === b.parentCase &&
  a.historical === b.historical &&
  a.concludedAt === b.concludedAt;
