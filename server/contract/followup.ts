import type { FlagStatus } from './rule.ts';
import type { InstantText, LocalDay } from './time.ts';

/** `POST /api/v1/flags/{id}/{action}`. */
export const flagActions = [
  'send',
  'undo',
  'recall',
  'reply',
  'verdict',
  'order',
  'rectify',
  'review',
  'close',
  'appeal',
  'decide-appeal',
  'exempt',
  'approve',
  'withdraw',
  'adopt',
  'assign',
  'hand-over',
  'remind',
  'call',
  'note',
] as const;
export type FlagAction = (typeof flagActions)[number];

/** Why it happened, in the department's words: 交接 系统 网络 申请人 上级 材料 人手 其他. */
export const replyCauses = [
  'handover',
  'system_fault',
  'network',
  'applicant',
  'superior',
  'materials',
  'staff_shortage',
  'other',
] as const;
export type ReplyCause = (typeof replyCauses)[number];

export const verdicts = [
  'confirmed_violation',
  'confirmed_delay',
  'objective_cause',
  'data_problem',
  'false_alarm',
] as const;
export type Verdict = (typeof verdicts)[number];

/** 撤销 the flag goes, 打回 the flag stands, 上报 a supervisor decides. */
export const appealOutcomes = ['withdrawn', 'upheld', 'escalated'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** Ascending: remind, finish by a date, the last before an interview. */
export const orderLevels = ['blue', 'orange', 'red'] as const;
export type OrderLevel = (typeof orderLevels)[number];
export const orderStates = ['proposed', 'issued', 'refused'] as const;
export type OrderState = (typeof orderStates)[number];

/** Whose turn it is. */
export type Turn = 'office' | 'department';

/** How the follow-up of a flag stands, as `GET /api/v1/flags/{id}` answers it. */
export interface FollowupAnswer {
  state: FlagStatus;
  owner: string | null;
  turn: Turn | null;
  /** End of the limit of what is to be done next, in working time. */
  dueAt: InstantText | null;
  overdue: boolean;
  /** A send can be undone until then. */
  heldUntil: InstantText | null;
  /** The last day's end on which the department may contest it. */
  appealUntil: InstantText | null;
  reply: { cause: ReplyCause; text: string; attachments: string[]; at: InstantText; by: string } | null;
  verdict: { verdict: Verdict; reason: string; at: InstantText; by: string; bySilence: boolean } | null;
  order: { orderId: number; level: OrderLevel; state: OrderState; finishBy: LocalDay | null } | null;
  rectification: { text: string; attachments: string[]; at: InstantText; by: string } | null;
  review: { passed: boolean; text: string; at: InstantText; by: string } | null;
  appeal: {
    reason: string;
    attachments: string[];
    at: InstantText;
    by: string;
    outcome: AppealOutcome | null;
    decision: string | null;
  } | null;
  exemption: { reason: string; until: LocalDay; by: string; approvedBy: string | null } | null;
}

/** `GET /api/v1/orders`. */
export interface OrderAnswer {
  orderId: number;
  department: string;
  level: OrderLevel;
  state: OrderState;
  text: string;
  finishBy: LocalDay | null;
  flags: number;
  /** Of these: not ended yet. */
  open: number;
  createdAt: InstantText;
  createdBy: string;
  decidedAt: InstantText | null;
  decidedBy: string | null;
  decision: string | null;
  version: number;
}
