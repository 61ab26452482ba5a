import type { CaseEventType } from '#contract/caseEvent';
import type { CaseExplanation, ClockAnswer } from '#contract/explanation';
import type { InstantText } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import { request } from './request.ts';

export interface CaseAnswer {
  caseId: string;
  stage: string;
  outcome: string | null;
  region: string | null;
  department: string | null;
  departmentName: string | null;
  item: string | null;
  itemName: string | null;
  acceptedAt: InstantText | null;
  concludedAt: InstantText | null;
  limits: ClockAnswer[];
  events: {
    type: CaseEventType;
    eventId: string;
    time: InstantText;
    receivedAt: InstantText | null;
    delay: number | null;
    data: { step?: string; outcome?: string; reason?: string; handler?: string | { code: string } };
  }[];
  flags: FlagCard[];
}

const path = (caseId: string) => `/cases/${encodeURIComponent(caseId)}`;

export function getCase(caseId: string): Promise<CaseAnswer> {
  return request('GET', path(caseId));
}

export function explainCase(caseId: string): Promise<CaseExplanation> {
  return request('GET', `${path(caseId)}/explain`);
}
