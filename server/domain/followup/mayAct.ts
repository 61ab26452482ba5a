import type { Role } from '#contract/account';
import { flagActions, type FlagAction } from '#contract/followup';
import type { ProblemCode } from '#contract/problem';
import type { RuleId } from '#contract/rule';
import type { Instant } from '#contract/time';
import { actionTable } from './actionTable.ts';
import { pendingAppeal, type Followup } from './followup.ts';

/** What a follow-up knows of its flag. */
export interface FollowedFlag {
  rule: RuleId;
  department: string | null;
  /** Of a source whose cases are reported as they happen: silence counts as an answer. */
  live: boolean;
}

export interface Acting {
  actor: string;
  role: Role;
  now: Instant;
}

/** Why something may not be done: an expected outcome. */
export interface Refusal {
  code: Extract<ProblemCode, 'forbidden' | 'conflict' | 'invalid'>;
  /** A sentence. */
  detail: string;
  path?: string;
}

/** Announcements and matters of the office itself. */
export const neverFollowed: ReadonlySet<RuleId> = new Set(['TIM-01', 'FEED-01']);

/** Undefined: it may. Who may is asked before when, so that nobody learns a state by trying. */
export function refusalOf(
  action: FlagAction,
  followup: Followup,
  flag: FollowedFlag,
  { actor, role, now }: Acting,
): Refusal | undefined {
  const { roles, from, waitsForAppeal } = actionTable[action];
  if (!roles.includes(role))
    return {
      code: 'forbidden',
      detail: `The role ${role} may not ${action} a flag; it takes ${roles.join(' or ')}.`,
    };
  const { status } = followup;
  if (!from.includes(status))
    return conflict(
      `A flag that is ${status} cannot take ${action}; it takes one that is ${from.join(', ')}.`,
    );
  const appeal = pendingAppeal(followup);
  if (waitsForAppeal && appeal)
    return conflict(`An appeal waits for its decision; ${action} has to wait for it too.`);
  switch (action) {
    case 'send':
      return mayBeSent(followup, flag);
    case 'undo':
      return held(followup, now) && followup.status === 'sent' && followup.sent.by === actor
        ? undefined
        : conflict('Only who sent it can undo that, and only within the first seconds; recall it instead.');
    case 'reply':
      return held(followup, now)
        ? conflict('It has not been delivered yet; try again in a moment.')
        : undefined;
    case 'appeal':
      return mayAppeal(followup, now);
    case 'decide-appeal':
      if (!appeal) return conflict('There is no appeal to decide.');
      return appeal.outcome === 'escalated' && role !== 'supervisor'
        ? { code: 'forbidden', detail: 'The appeal was escalated; a supervisor decides it.' }
        : undefined;
    case 'close':
      return followup.status === 'reviewing' && followup.review?.passed
        ? undefined
        : conflict('The rectification has not passed its review; review it first.');
    case 'exempt':
      return followup.exemption ? conflict('An exemption has been asked for already.') : undefined;
    case 'approve':
      if (!followup.exemption) return conflict('No exemption has been asked for.');
      return followup.exemption.by === actor
        ? { code: 'forbidden', detail: 'Another supervisor than who asked for the exemption approves it.' }
        : undefined;
    case 'order':
      return held(followup, now)
        ? conflict('It has not been delivered yet; try again in a moment.')
        : undefined;
    case 'withdraw':
      return followup.decidedAt !== null && status !== 'withdrawal_pending' && role !== 'supervisor'
        ? { code: 'forbidden', detail: 'A verdict has been given; a supervisor withdraws it.' }
        : undefined;
    default:
      return undefined;
  }
}

/** What this account may do with it now, in the order of the list. */
export function allowedActions(followup: Followup, flag: FollowedFlag, acting: Acting): FlagAction[] {
  return flagActions.filter((action) => refusalOf(action, followup, flag, acting) === undefined);
}

/** Flags that are only announced are never sent to a department. */
export function isFollowed({ rule }: FollowedFlag, { severity }: Followup): boolean {
  return severity !== 'info' && !neverFollowed.has(rule);
}

export function held(followup: Followup, now: Instant): boolean {
  return followup.status === 'sent' && followup.heldUntil !== null && now < followup.heldUntil;
}

function mayBeSent(followup: Followup, flag: FollowedFlag): Refusal | undefined {
  if (!isFollowed(flag, followup))
    return conflict(`A flag ${flag.rule} of severity ${followup.severity} asks nothing of a department.`);
  return flag.department === null ? conflict('The flag names no department that could answer.') : undefined;
}

function mayAppeal(followup: Followup, now: Instant): Refusal | undefined {
  if (held(followup, now)) return conflict('It has not been delivered yet; try again in a moment.');
  if (followup.status === 'sent')
    return followup.appeal ? conflict('It has been contested already; answer it.') : undefined;
  return 'appealUntil' in followup && followup.appealUntil !== null && now < followup.appealUntil
    ? undefined
    : conflict('The days in which it could be contested are over.');
}

const conflict = (detail: string): Refusal => ({ code: 'conflict', detail });
