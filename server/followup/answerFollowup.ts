import type { Account } from '#contract/account';
import type { FlagAction, FollowupAnswer, Turn } from '#contract/followup';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { allowedActions, held, isFollowed } from '../domain/followup/mayAct.ts';
import { pendingAppeal, type Followup, type Signed } from '../domain/followup/followup.ts';
import { endOfWorkdays } from '../domain/followup/followupTerms.ts';
import { limitOf } from '../domain/followup/passTime.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { followupOfRow } from './followupOfRow.ts';
import { followedFlags } from './followupStore.ts';
import { basisOf } from './ground.ts';

export interface Followed {
  followup: FollowupAnswer;
  /** What this account may do with it now. */
  allowed: FlagAction[];
}

/** How the follow-up of a flag stands; undefined: there is no such flag, or the account does not see it. */
export async function answerFollowup(
  { db, catalogue, now }: { db: Queryable; catalogue: Catalogue; now: number },
  account: Account,
  flagId: number,
): Promise<Followed | undefined> {
  const [row] = await followedFlags(db, [flagId], scopeOf(account, catalogue));
  if (!row) return undefined;
  const { terms, calendar } = await basisOf(db, catalogue, now);
  const followup = followupOfRow(row);
  const unsent = followup.status === 'raised' && isFollowed(row, followup);
  const dueAt = unsent
    ? endOfWorkdays(calendar, row.raisedAt, terms.limits.send)
    : (limitOf(followup)?.dueAt ?? null);
  return {
    followup: {
      ...answerOf(followup),
      turn: unsent ? 'office' : turnOf(followup, now),
      dueAt: instantTextOrNull(dueAt),
      overdue: dueAt !== null && dueAt <= now,
      heldUntil:
        held(followup, now) && followup.status === 'sent' ? instantTextOrNull(followup.heldUntil) : null,
    },
    allowed: allowedActions(followup, row, { actor: account.name, role: account.role, now }),
  };
}

/** Whose turn it is; null: nobody's any more. */
function turnOf(followup: Followup, now: number): Turn | null {
  if (pendingAppeal(followup)) return 'office';
  switch (followup.status) {
    case 'sent':
      return held(followup, now) ? 'office' : 'department';
    case 'confirmed':
    case 'rectifying':
      return 'department';
    case 'replied':
    case 'reviewing':
    case 'withdrawal_pending':
      return 'office';
    default:
      return null;
  }
}

function answerOf(followup: Followup): Omit<FollowupAnswer, 'turn' | 'dueAt' | 'overdue' | 'heldUntil'> {
  // while a withdrawal is proposed, what was said before is still what there is to decide by
  const told = followup.status === 'withdrawal_pending' ? followup.before : followup;
  const { appeal, exemption } = followup;
  return {
    state: followup.status,
    owner: followup.owner,
    order: followup.order,
    appealUntil: 'appealUntil' in told ? instantTextOrNull(told.appealUntil) : null,
    reply: 'reply' in told && told.reply ? signed(told.reply) : null,
    verdict: 'verdict' in told && told.verdict ? signed(told.verdict) : null,
    rectification: 'rectification' in told && told.rectification ? signed(told.rectification) : null,
    review: 'review' in told && told.review ? signed(told.review) : null,
    appeal: appeal && answerAppeal(appeal),
    exemption: exemption && {
      reason: exemption.reason,
      until: exemption.until,
      by: exemption.by,
      approvedBy: exemption.approvedBy,
    },
  };
}

function answerAppeal(appeal: NonNullable<Followup['appeal']>): NonNullable<FollowupAnswer['appeal']> {
  const { reason, attachments, at, by, outcome, decision } = appeal;
  return { reason, attachments, at: instantText(at), by, outcome, decision };
}

const signed = <Said extends Signed>(said: Said): Omit<Said, 'at'> & { at: string } => ({
  ...said,
  at: instantText(said.at),
});
