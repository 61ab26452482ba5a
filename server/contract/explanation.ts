import type { Limit } from './limit.ts';
import type { RuleId, Severity } from './rule.ts';
import type { InstantText, LocalDay } from './time.ts';

/** One legal clock of a case. Durations are ms of the limit's own clock. */
export interface ClockAnswer {
  kind: 'promised' | 'statutory';
  /** Where the due date comes from. */
  basis: string;
  limit: Limit | null;
  /** The joint case whose due date it is, since the case's own would be later. */
  cutBy: string | null;
  duePolicy: string;
  calendar: { code: string; revision: number };
  acceptedAt: InstantText | null;
  acceptanceGround: string | null;
  startsAt: InstantText;
  dueWithoutCredit: InstantText;
  dueAt: InstantText;
  provisional: boolean;
  allowed: number;
  used: number;
  remaining: number;
  /** Working days begun after the due instant, as its flag counts them; 0 if not late. */
  daysOver: number;
  credits: CreditAnswer[];
}

/** What a suspension or an extension gave, and why. */
export interface CreditAnswer {
  kind: 'suspension' | 'extension';
  eventId: string;
  at: InstantText;
  arrivedAt: InstantText | null;
  credited: number;
  reason: string;
}

/** One line of the day-by-day arithmetic of a limit. */
export interface CountedDay {
  day: LocalDay;
  kind: 'start' | 'counted' | 'suspended' | 'off';
  /** Of the holiday or make-up day. */
  name?: string | undefined;
  counted: number;
  used: number;
  due: boolean;
  ahead: boolean;
}

export interface RuleAnswer {
  rule: RuleId;
  version: number;
  round: number;
  result: 'raised' | 'clear' | 'exempt' | 'not_evaluable';
  reason?: string;
  severity?: Severity;
  at?: InstantText;
  facts?: Record<string, number | string>;
  /** Ids of the events it rests on. */
  events?: string[];
}

/** Why a case has the flags it has: every clock day by day, and what each rule answers. */
export interface CaseExplanation {
  caseId: string;
  asOf: InstantText;
  knownAt: InstantText;
  clocks: (ClockAnswer & { round: number; days: CountedDay[] })[];
  rules: RuleAnswer[];
}
