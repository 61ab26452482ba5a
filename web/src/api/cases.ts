import type { CaseEventType } from '#contract/caseEvent';
import type { Limit } from '#contract/limit';
import type { RuleId, Severity } from '#contract/rule';
import type { InstantText, LocalDay } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import { request } from './request.ts';

/** Durations are ms of the limit's own clock. */
export interface ClockAnswer {
  kind: 'promised' | 'statutory';
  limit: Limit | null;
  acceptedAt: InstantText | null;
  dueAt: InstantText;
  dueWithoutCredit: InstantText;
  provisional: boolean;
  allowed: number;
  used: number;
  remaining: number;
}

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
    data: { step?: string; outcome?: string; reason?: string };
  }[];
  flags: FlagCard[];
}

export interface CountedDay {
  day: LocalDay;
  kind: 'start' | 'counted' | 'suspended' | 'off';
  name?: string;
  counted: number;
  used: number;
  due: boolean;
  ahead: boolean;
}

export interface RuleAnswer {
  rule: RuleId;
  round: number;
  version: number;
  result: 'raised' | 'clear' | 'exempt' | 'not_evaluable';
  reason?: string;
  severity?: Severity;
  at?: InstantText;
  facts?: Record<string, number | string>;
}

export interface CaseExplanation {
  clocks: (ClockAnswer & { round: number; days: CountedDay[] })[];
  rules: RuleAnswer[];
}

const path = (caseId: string) => `/cases/${encodeURIComponent(caseId)}`;

export function getCase(caseId: string): Promise<CaseAnswer> {
  return request('GET', path(caseId));
}

export function explainCase(caseId: string): Promise<CaseExplanation> {
  return request('GET', `${path(caseId)}/explain`);
}
