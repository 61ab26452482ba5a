import { Problem } from '#contract/problem';
import type { FlagStatus, Severity } from '#contract/rule';
import { besideNothing, pendingAppeal, type Beside, type Followup, type Found } from './followup.ts';
import type { FollowupEvent } from './followupEvent.ts';

/** The follow-up after what happened. @throws Problem `internal` for what cannot happen in its state */
export function evolveFollowup(before: Followup, event: FollowupEvent): Followup {
  const { at, actor: by } = event;
  switch (event.type) {
    case 'delivered':
      return before.status === 'sent' ? { ...before, heldUntil: null } : impossible(before, event);
    case 'sent': {
      const { dueAt, heldUntil, silentAt } = event;
      const beside = before.status === 'withdrawal_pending' ? decided(before, at) : besideOf(before);
      const owner = before.owner ?? event.for ?? by;
      return { ...beside, owner, status: 'sent', sent: { at, by }, heldUntil, silentAt, dueAt, rung: 0 };
    }
    case 'undone':
    case 'recalled': {
      if (before.status !== 'sent') return impossible(before, event);
      const decidedAt = before.decidedAt === before.sent.at ? null : before.decidedAt;
      return { ...besideOf(before), decidedAt, status: 'raised' };
    }
    case 'replied': {
      const { cause, text, attachments, dueAt } = event;
      const reply = { at, by, cause, text, attachments };
      return before.status === 'sent'
        ? { ...besideOf(before), status: 'replied', reply, dueAt, rung: 0 }
        : impossible(before, event);
    }
    case 'judged':
      return judged(before, event);
    case 'silence_confirmed': {
      if (before.status !== 'sent') return impossible(before, event);
      const verdict = { at, by, verdict: 'confirmed_delay', reason: '', bySilence: true } as const;
      const found = { reply: null, verdict, appealUntil: null };
      return { ...decided(before, at), status: 'confirmed', ...found, dueAt: event.dueAt, rung: 0 };
    }
    case 'order_proposed': {
      const { orderId, level, finishBy } = event;
      return { ...before, order: { orderId, level, finishBy, state: 'proposed' } };
    }
    case 'order_issued': {
      const { orderId, level, finishBy, dueAt } = event;
      const ordered = { ...before, order: { orderId, level, finishBy, state: 'issued' as const } };
      if (ordered.status !== 'confirmed' && ordered.status !== 'rectifying') return ordered;
      return { ...besideOf(ordered), ...foundOf(ordered), status: 'rectifying', dueAt, rung: 0 };
    }
    case 'order_refused':
      return before.order ? { ...before, order: { ...before.order, state: 'refused' } } : before;
    case 'rectified': {
      if (before.status !== 'confirmed' && before.status !== 'rectifying') return impossible(before, event);
      const { text, attachments, dueAt } = event;
      const done = { rectification: { at, by, text, attachments }, review: null, dueAt, rung: 0 };
      return { ...besideOf(before), ...foundOf(before), status: 'reviewing', ...done };
    }
    case 'reviewed': {
      if (before.status !== 'reviewing') return impossible(before, event);
      const { passed, text, dueAt } = event;
      if (passed) return { ...before, review: { at, by, passed, text }, dueAt, rung: 0 };
      return { ...besideOf(before), ...foundOf(before), status: 'rectifying', dueAt, rung: 0 };
    }
    case 'closed': {
      if (before.status !== 'reviewing') return impossible(before, event);
      const { rectification, review } = before;
      return { ...besideOf(before), ...foundOf(before), status: 'closed', rectification, review };
    }
    case 'appealed': {
      const { reason, attachments, dueAt } = event;
      const appeal = { at, by, reason, attachments, dueAt, outcome: null, decision: null };
      return climbed({ ...before, appeal }, 0);
    }
    case 'appeal_decided':
      return appealDecided(before, event);
    case 'exemption_requested':
      return { ...before, exemption: { at, by, reason: event.reason, until: event.until, approvedBy: null } };
    case 'exemption_approved': {
      if (!before.exemption) return impossible(before, event);
      const exemption = { ...before.exemption, approvedBy: by };
      return {
        ...decided(before, at),
        exemption,
        status: 'exempt',
        exempt: { at, by, until: event.until },
      };
    }
    case 'exemption_refused':
      return { ...before, exemption: null };
    case 'exemption_expired':
      return { ...besideNothing(before.severity, before.owner), status: 'resolved' };
    case 'withdrawn_by_hand':
      return withdrawn(before, event, null);
    case 'adopted':
      return { ...besideNothing(before.severity, before.owner ?? event.for ?? by), status: 'raised' };
    case 'assigned':
      return { ...before, owner: event.owner };
    case 'handed_over':
      return { ...before, owner: event.to };
    case 'limit_passed':
      return climbed(before, event.rung);
    case 'reminded':
    case 'called':
    case 'noted':
      return before;
  }
}

/**
 * The follow-up after the rules changed their flag's status or severity: a withdrawal that is only proposed keeps what
 * was going on, and it goes on when the condition is met again; one that ends or begins anew begins from nothing.
 */
export function movedByRules(before: Followup, status: FlagStatus, severity: Severity): Followup {
  if (before.status === status)
    return before.status === 'withdrawal_pending'
      ? { ...before, severity, before: { ...before.before, severity } }
      : { ...before, severity };
  if (status === 'withdrawal_pending')
    return { ...besideOf(before), severity, status, before: { ...before, severity } };
  if (before.status === 'withdrawal_pending' && before.before.status === status && status !== 'raised')
    return { ...before.before, severity, owner: before.owner };
  const beside = besideNothing(severity, before.owner);
  if (status === 'withdrawn') return { ...beside, status, withdrawn: null, verdict: null };
  return { ...beside, status: status === 'archived' || status === 'resolved' ? status : 'raised' };
}

function judged(before: Followup, event: Extract<FollowupEvent, { type: 'judged' }>): Followup {
  const { at, actor: by, reason, dueAt, appealUntil, severity } = event;
  const verdict = { at, by, verdict: event.verdict, reason, bySilence: false };
  const reply = replyOf(before);
  switch (event.verdict) {
    case 'false_alarm':
    case 'data_problem':
      return withdrawn(before, { ...event, reason }, verdict);
    case 'objective_cause': {
      const found = { reply, verdict, appealUntil: null, rectification: null, review: null };
      return { ...decided(before, at), status: 'closed', ...found };
    }
    case 'confirmed_violation':
    case 'confirmed_delay': {
      const found = { reply, verdict, appealUntil };
      return { ...decided(before, at), severity, status: 'confirmed', ...found, dueAt, rung: 0 };
    }
  }
}

/** What a person ends against the rules stays ended; what data had ended already may come back with other data. */
function withdrawn(
  before: Followup,
  { at, actor: by, reason }: { at: number; actor: string; reason: string },
  verdict: Found['verdict'] | null,
): Followup {
  const decidedAt = before.status === 'withdrawal_pending' ? null : at;
  return { ...besideOf(before), decidedAt, status: 'withdrawn', withdrawn: { at, by, reason }, verdict };
}

function appealDecided(
  before: Followup,
  event: Extract<FollowupEvent, { type: 'appeal_decided' }>,
): Followup {
  const appeal = pendingAppeal(before);
  if (!appeal) return impossible(before, event);
  const { outcome, reason, dueAt } = event;
  const marked = { ...before, appeal: { ...appeal, outcome, decision: reason } };
  if (outcome === 'withdrawn') return withdrawn(marked, event, null);
  if (outcome === 'escalated') return climbed({ ...marked, appeal: { ...marked.appeal, dueAt } }, 0);
  // it stands: whoever had to act acts, with a limit that begins anew
  switch (marked.status) {
    case 'sent':
      return { ...marked, silentAt: null, dueAt, rung: 0 };
    case 'confirmed':
    case 'rectifying':
      return { ...marked, appealUntil: null, dueAt, rung: 0 };
    default:
      return marked;
  }
}

function climbed(before: Followup, rung: number): Followup {
  return 'rung' in before ? { ...before, rung } : before;
}

function replyOf(before: Followup): Found['reply'] {
  if (before.status === 'withdrawal_pending') return replyOf(before.before);
  return 'reply' in before ? before.reply : null;
}

const foundOf = ({ reply, verdict, appealUntil }: Found): Found => ({ reply, verdict, appealUntil });

function besideOf({ severity, owner, order, appeal, exemption, decidedAt }: Followup): Beside {
  return { severity, owner, order, appeal, exemption, decidedAt };
}

const decided = (before: Followup, at: number): Beside => ({ ...besideOf(before), decidedAt: at });

function impossible(before: Followup, event: FollowupEvent): never {
  throw new Problem('internal', `a follow-up that is ${before.status} cannot be ${event.type}`);
}
