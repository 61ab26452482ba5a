import type { AppealOutcome, OrderLevel, ReplyCause, Verdict } from '#contract/followup';
import type { Instant, LocalDay } from '#contract/time';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import type { Followup } from './followup.ts';
import type { FollowupEvent } from './followupEvent.ts';
import { endOfDay, endOfWorkdays, type FollowupTerms, type LimitName } from './followupTerms.ts';
import { refusalOf, type Acting, type FollowedFlag, type Refusal } from './mayAct.ts';

/** What somebody wants done. */
export type FollowupCommand =
  | { action: 'send'; text?: string | undefined }
  | { action: 'undo' }
  | { action: 'recall' | 'withdraw' | 'adopt'; reason: string }
  | { action: 'reply'; cause: ReplyCause; text: string; attachments: string[] }
  | { action: 'verdict'; verdict: Verdict; reason: string; severity?: 'yellow' | 'red' | undefined }
  | { action: 'order'; level: OrderLevel; text: string; finishBy?: LocalDay | undefined }
  | { action: 'rectify'; text: string; attachments: string[] }
  | { action: 'review'; passed: boolean; text: string }
  | { action: 'close' | 'remind'; text: string }
  | { action: 'appeal'; reason: string; attachments: string[] }
  | { action: 'decide-appeal'; outcome: AppealOutcome; reason: string }
  | { action: 'exempt'; reason: string; until: LocalDay }
  | { action: 'approve'; approved: boolean; reason: string }
  | { action: 'assign'; owner: string }
  | { action: 'hand-over'; to: string; reason: string }
  | { action: 'call'; with: string; phone?: string | undefined; at: Instant; said: string }
  | { action: 'note'; text: string; mentions: string[] };

export interface FollowupContext extends Acting {
  flag: FollowedFlag;
  terms: FollowupTerms;
  /** The office's, in whose working days limits run. */
  calendar: WorkCalendar;
}

/** An order gets its number when it is stored, with all flags it is over. */
const unnumbered = 0;

/** What a command makes of a follow-up, or why it makes nothing. Limits end at 24:00 of a working day. */
export function decideFollowup(
  command: FollowupCommand,
  followup: Followup,
  context: FollowupContext,
): FollowupEvent | Refusal {
  const refusal = refusalOf(command.action, followup, context.flag, context);
  if (refusal) return refusal;
  const { now: at, actor, terms, calendar } = context;
  const signed = { at, actor };
  const within = (limit: LimitName, from = at): Instant => endOfWorkdays(calendar, from, terms.limits[limit]);
  switch (command.action) {
    case 'send': {
      const dueAt = within('reply');
      const { live, rule } = context.flag;
      const bySilence = live && followup.severity !== 'query' && (rule === 'TIM-02' || rule === 'TIM-03');
      return {
        ...signed,
        type: 'sent',
        dueAt,
        heldUntil: at + terms.holdSeconds * 1000,
        silentAt: bySilence ? within('appeal', dueAt - 1) : null,
        text: command.text ?? null,
      };
    }
    case 'undo':
      return { ...signed, type: 'undone' };
    case 'recall':
      return { ...signed, type: 'recalled', reason: command.reason };
    case 'reply': {
      const { cause, text, attachments } = command;
      return { ...signed, type: 'replied', cause, text, attachments, dueAt: within('verdict') };
    }
    case 'verdict':
      return decideVerdict(command, followup, context);
    case 'order': {
      const { level, text } = command;
      const orderId = unnumbered;
      const finishBy = command.finishBy ?? null;
      if (finishBy !== null && endOfDay(calendar, finishBy) <= at)
        return {
          code: 'invalid',
          detail: `The day ${finishBy} is over; name a later one.`,
          path: 'finishBy',
        };
      if (level !== 'blue' && context.role !== 'supervisor')
        return { ...signed, type: 'order_proposed', orderId, level, finishBy, text };
      return issued({ orderId, level, finishBy, text }, followup, context);
    }
    case 'rectify': {
      const { text, attachments } = command;
      return { ...signed, type: 'rectified', text, attachments, dueAt: within('review') };
    }
    case 'review': {
      const { passed, text } = command;
      return { ...signed, type: 'reviewed', passed, text, dueAt: within(passed ? 'review' : 'rectify') };
    }
    case 'close':
      return { ...signed, type: 'closed', text: command.text };
    case 'appeal': {
      const { reason, attachments } = command;
      return { ...signed, type: 'appealed', reason, attachments, dueAt: within('verdict') };
    }
    case 'decide-appeal': {
      const { outcome, reason } = command;
      if (outcome === 'escalated' && followup.appeal?.outcome === 'escalated')
        return {
          code: 'invalid',
          detail: 'The appeal was escalated already; withdraw or uphold the flag.',
          path: 'outcome',
        };
      const limit = outcome === 'escalated' ? 'verdict' : followup.status === 'sent' ? 'reply' : 'rectify';
      return { ...signed, type: 'appeal_decided', outcome, reason, dueAt: within(limit) };
    }
    case 'exempt':
      if (endOfDay(calendar, command.until) <= at)
        return {
          code: 'invalid',
          detail: `The day ${command.until} is over; name a later one.`,
          path: 'until',
        };
      return { ...signed, type: 'exemption_requested', reason: command.reason, until: command.until };
    case 'approve': {
      const { approved, reason } = command;
      const until = followup.exemption && endOfDay(calendar, followup.exemption.until);
      if (!approved || until === null) return { ...signed, type: 'exemption_refused', reason };
      if (until <= at)
        return {
          code: 'conflict',
          detail: 'The exemption that was asked for would be over already; refuse it.',
        };
      return { ...signed, type: 'exemption_approved', reason, until };
    }
    case 'withdraw':
      return { ...signed, type: 'withdrawn_by_hand', reason: command.reason };
    case 'adopt':
      return { ...signed, type: 'adopted', reason: command.reason };
    case 'assign':
      return { ...signed, type: 'assigned', owner: command.owner };
    case 'hand-over':
      return { ...signed, type: 'handed_over', to: command.to, reason: command.reason };
    case 'remind':
      return { ...signed, type: 'reminded', text: command.text };
    case 'call': {
      const { with: who, phone, at: calledAt, said } = command;
      if (calledAt > at) return { code: 'invalid', detail: 'The call lies in the future.', path: 'at' };
      return { ...signed, type: 'called', with: who, phone: phone ?? null, calledAt, said };
    }
    case 'note':
      return { ...signed, type: 'noted', text: command.text, mentions: command.mentions };
  }
}

/** An order as it reaches a flag, whether issued at once or approved later. */
export function issued(
  order: { orderId: number; level: OrderLevel; finishBy: LocalDay | null; text: string },
  followup: Followup,
  { now: at, actor, terms, calendar }: Pick<FollowupContext, 'now' | 'actor' | 'terms' | 'calendar'>,
): FollowupEvent {
  const running = followup.status === 'rectifying' ? followup.dueAt : undefined;
  const dueAt = order.finishBy
    ? endOfDay(calendar, order.finishBy)
    : (running ?? endOfWorkdays(calendar, at, terms.limits.rectify));
  return { at, actor, type: 'order_issued', ...order, dueAt };
}

const confirming: ReadonlySet<Verdict> = new Set(['confirmed_violation', 'confirmed_delay']);

function decideVerdict(
  command: Extract<FollowupCommand, { action: 'verdict' }>,
  followup: Followup,
  { now: at, actor, terms, calendar }: FollowupContext,
): FollowupEvent | Refusal {
  const { verdict, reason } = command;
  const { status } = followup;
  const query = followup.severity === 'query';
  if (confirming.has(verdict)) {
    if (status === 'raised' || (status === 'sent' && at < followup.dueAt))
      return {
        code: 'conflict',
        detail: 'The department has not been heard; confirm after its reply, or once the reply is overdue.',
      };
    if (!query && command.severity !== undefined)
      return {
        code: 'invalid',
        detail: `Its severity is ${followup.severity} by its rule; only a query is given one.`,
        path: 'severity',
      };
  }
  const severity = confirming.has(verdict) && query ? (command.severity ?? 'yellow') : followup.severity;
  const within = (limit: LimitName): Instant => endOfWorkdays(calendar, at, terms.limits[limit]);
  return {
    at,
    actor,
    type: 'judged',
    verdict,
    reason,
    severity,
    dueAt: within('rectify'),
    appealUntil: within('appeal'),
  };
}

export function isRefusal(decided: FollowupEvent | Refusal): decided is Refusal {
  return 'code' in decided;
}
