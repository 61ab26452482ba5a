import type { CaseEvent } from '#contract/caseEvent';
import type { CaseState } from './caseState.ts';

/** Folds a case's whole history, in any order of arrival: sorts, applies amendments and voidings, evolves. */
export declare function foldCase(events: readonly CaseEvent[], namespace: string): CaseState;

/** True if the event may be applied to the state as it is: newer than all before it, and no amendment. */
export declare function canAppend(state: CaseState, event: CaseEvent): boolean;

/** Applies one event that `canAppend`; gives what `foldCase` of all events would give. */
export declare function appendToCase(state: CaseState, event: CaseEvent): CaseState;

/** True if an event with this source and id may have been folded before (no false negatives). */
export declare function mayHaveSeen(state: CaseState, sourceId: number, eventId: string): boolean;
