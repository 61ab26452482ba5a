import type { Rung } from '../domain/followup/followupTerms.ts';
import type { Followup } from '../domain/followup/followup.ts';
import type { FollowupEvent } from '../domain/followup/followupEvent.ts';
import type { NoticeKind } from './noticeText.ts';

/** Who is told of an event, and under which kind. */
export interface Notice {
  kind: NoticeKind;
  department: boolean;
  owner: boolean;
  supervisors: boolean;
  accounts: readonly string[];
}

const nobody: Omit<Notice, 'kind'> = { department: false, owner: false, supervisors: false, accounts: [] };
const department = { ...nobody, department: true };
const owner = { ...nobody, owner: true };

/** Undefined: nobody is told. A send is told when it is delivered, no earlier. */
export function noticeOf(event: FollowupEvent, after: Followup, ladder: readonly Rung[]): Notice | undefined {
  switch (event.type) {
    case 'delivered':
      return { kind: 'flag.sent', ...department };
    case 'recalled':
      return { kind: 'flag.recalled', ...department };
    case 'replied':
      return { kind: 'reply.received', ...owner };
    case 'judged':
    case 'silence_confirmed':
      return { kind: 'verdict.given', ...department, owner: event.type === 'silence_confirmed' };
    case 'order_proposed':
      return { kind: 'order.proposed', ...nobody, supervisors: true };
    case 'order_issued':
      return { kind: 'order.issued', ...department, owner: true };
    case 'order_refused':
      return { kind: 'order.refused', ...owner };
    case 'rectified':
      return { kind: 'rectification.reported', ...owner };
    case 'reviewed':
      return event.passed ? undefined : { kind: 'review.failed', ...department };
    case 'closed':
      return { kind: 'flag.closed', ...department };
    case 'appealed':
      return { kind: 'appeal.received', ...owner };
    case 'appeal_decided':
      return event.outcome === 'escalated'
        ? { kind: 'appeal.escalated', ...nobody, supervisors: true }
        : { kind: 'appeal.decided', ...department };
    case 'exemption_requested':
      return { kind: 'exemption.requested', ...nobody, supervisors: true };
    case 'exemption_approved':
      return { kind: 'exemption.approved', ...department, owner: true };
    case 'exemption_refused':
      return { kind: 'exemption.refused', ...owner };
    case 'withdrawn_by_hand':
      return { kind: 'flag.withdrawn', ...department };
    case 'assigned':
    case 'handed_over':
      return { kind: 'flag.assigned', ...owner };
    case 'reminded':
      return { kind: 'flag.reminded', ...department };
    case 'noted':
      return event.mentions.length > 0
        ? { kind: 'note.mentioned', ...nobody, accounts: event.mentions }
        : undefined;
    case 'limit_passed': {
      const tell = ladder[event.rung - 1]?.tell ?? [];
      return {
        kind: after.status === 'sent' ? 'reply.overdue' : 'limit.passed',
        department: tell.includes('department'),
        owner: tell.includes('owner'),
        supervisors: tell.includes('supervisors'),
        accounts: [],
      };
    }
    case 'sent':
    case 'undone':
    case 'exemption_expired':
    case 'adopted':
    case 'called':
      return undefined;
  }
}
