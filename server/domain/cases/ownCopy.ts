import type { CaseState, Round, Whole } from './caseState.ts';

/**
 * A state to change: itself and its round are the caller's own, lists and entries are shared with the original and may
 * only be replaced. Members are named one by one because spreading them costs as much as all the rest of an event.
 */
export function ownCopy(state: CaseState): CaseState {
  const copy: Whole<CaseState> = {
    caseId: state.caseId,
    namespace: state.namespace,
    sourceId: state.sourceId,
    region: state.region,
    department: state.department,
    item: state.item,
    channel: state.channel,
    parentCase: state.parentCase,
    kin: state.kin,
    marks: state.marks,
    applicantRef: state.applicantRef,
    applicantIdValid: state.applicantIdValid,
    firstEventAt: state.firstEventAt,
    last: state.last,
    seen: state.seen,
    round: ownRound(state.round),
    past: state.past,
    delayed: state.delayed,
    conflicts: state.conflicts,
    corrected: state.corrected,
    amended: state.amended,
    ratings: state.ratings,
  };
  return copy;
}

function ownRound(round: Round): Round {
  const copy: Whole<Round> = {
    openedBy: round.openedBy,
    submitted: round.submitted,
    preReviewed: round.preReviewed,
    received: round.received,
    corrections: round.corrections,
    notAccepted: round.notAccepted,
    accepted: round.accepted,
    steps: round.steps,
    suspensions: round.suspensions,
    extensions: round.extensions,
    decided: round.decided,
    concluded: round.concluded,
    fees: round.fees,
    issued: round.issued,
    delivered: round.delivered,
  };
  return copy;
}
