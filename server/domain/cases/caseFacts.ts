import type { Outcome } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Knowledge } from '../knowledge.ts';
import type { CaseState, Stage } from './caseState.ts';

/** The columns of `cases` that are functions of its state: what lists, roll-ups and jobs look at. */
export interface CaseFacts {
  caseId: string;
  namespace: string;
  sourceId: number;
  region: string | null;
  department: string | null;
  item: string | null;
  channel: string | null;
  parentCase: string | null;
  stage: Stage;
  outcome: Outcome | null;
  round: number;
  historical: boolean;
  submittedAt: Instant | null;
  receivedAt: Instant | null;
  acceptedAt: Instant | null;
  concludedAt: Instant | null;
  promisedDueAt: Instant | null;
  statutoryDueAt: Instant | null;
  provisionalDue: boolean;
  itemRevision: number | null;
  calendar: string | null;
  calendarRevision: number | null;
  firstEventAt: Instant;
  lastEventAt: Instant;
}

export declare function caseFacts(state: CaseState, knowledge: Knowledge): CaseFacts;
