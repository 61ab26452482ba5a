import type { PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { WorkCalendar } from '../domain/calendar/workCalendar.ts';
import { evolveFollowup } from '../domain/followup/evolveFollowup.ts';
import { hasEnded, type Followup } from '../domain/followup/followup.ts';
import type { FollowupEvent } from '../domain/followup/followupEvent.ts';
import type { FollowupTerms } from '../domain/followup/followupTerms.ts';
import { limitOf, nextFollowupCheck } from '../domain/followup/passTime.ts';
import { changeFlags } from '../flags/flagStore.ts';
import type { FlagTopic } from '../flags/reconcileFlags.ts';
import { lookAgainAt } from '../flags/scans/groupFlagStore.ts';
import { tellFlags } from '../flags/scans/saveGroups.ts';
import {
  insertTransitions,
  proposedWithdrawals,
  saveFollowups,
  type FollowedRow,
  type NewTransition,
  type ProposedWithdrawal,
} from './followupStore.ts';
import { tellPeople } from './tellPeople.ts';

/** What happened to the follow-up of one locked flag. */
export interface FollowedChange {
  row: FollowedRow;
  before: Followup;
  events: FollowupEvent[];
  after: Followup;
}

export interface SaveParts {
  catalogue: Catalogue;
  terms: FollowupTerms;
  calendar: WorkCalendar;
  now: Instant;
}

/**
 * Stores what happened to locked flags, with transitions, audit, notifications and the numbered change: to be called
 * once in a transaction, as its last step.
 * @param action as the audit names it, of a command; without, each event is named by its type
 * @returns the flags' new versions
 */
export async function saveFollowed(
  db: PoolClient,
  changes: readonly FollowedChange[],
  { catalogue, terms, calendar, now }: SaveParts,
  { actor, action }: { actor: string; action?: string },
): Promise<Map<number, number>> {
  if (changes.length === 0) return new Map();
  const moved = changes.filter(
    ({ before, after }) => before.status !== after.status || before.severity !== after.severity,
  );
  // their own counts follow, and nobody judges by flags that have changed meanwhile
  await lookAgainAt(db, casesOf(moved), now);
  const versions = await saveFollowups(
    db,
    changes.map(({ row, after }) => ({
      flag_id: row.flagId,
      status: after.status,
      severity: after.severity,
      ended: hasEnded(after.status),
      owner: after.owner,
      due_at: limitOf(after)?.dueAt ?? null,
      check_at: nextFollowupCheck(after, { now, terms, calendar, heard: row.heard }),
      followup: after,
    })),
    now,
  );
  await insertTransitions(db, changes.flatMap(transitionsOf));
  const topics = new Map(
    moved
      .filter(({ row }) => !row.caseId?.includes(':'))
      .map((change): [number, FlagTopic] => [change.row.flagId, topicOf(change)]),
  );
  const answered = await answerProposals(db, moved, actor, now);
  for (const { flagId, shown } of answered) if (shown) topics.set(flagId, 'flag:changed');
  await tellPeople(db, catalogue, changes, terms.ladder, now);
  await recordAudit(
    db,
    ...changes.flatMap(({ row, events }) =>
      events.map(({ type, at, actor: _by, ...detail }) => ({
        at,
        actor,
        action: `flag.${action ?? type}`,
        subject: { kind: 'flag', id: String(row.flagId) },
        detail: { ...detail, event: type },
      })),
    ),
  );
  await tellFlags(db, topics, now, [...versions.keys(), ...answered.map(({ flagId }) => flagId)]);
  return versions;
}

/** The follow-up after events. */
export function changeOf(row: FollowedRow, before: Followup, events: FollowupEvent[]): FollowedChange {
  return { row, before, events, after: events.reduce(evolveFollowup, before) };
}

function transitionsOf({ row, before, events }: FollowedChange): NewTransition[] {
  let was = before;
  return events.map((event) => {
    const is = evolveFollowup(was, event);
    const { type, at, actor, ...detail } = event;
    const transition = {
      flag_id: row.flagId,
      at: new Date(at).toISOString(),
      reason: type,
      from_status: was.status,
      to_status: is.status,
      from_severity: was.severity,
      to_severity: is.severity,
      actor,
      detail,
    };
    was = is;
    return transition;
  });
}

const topicOf = ({ before, after }: FollowedChange): FlagTopic => {
  if (after.status === 'withdrawn') return 'flag:withdrawn';
  return before.severity === 'query' && after.severity !== 'query' ? 'flag:escalated' : 'flag:changed';
};

/** A person has decided on a withdrawal that was proposed: the question whether to (AMD-01) is answered. */
async function answerProposals(
  db: PoolClient,
  moved: readonly FollowedChange[],
  actor: string,
  now: Instant,
): Promise<ProposedWithdrawal[]> {
  const decided = moved.filter(({ before }) => before.status === 'withdrawal_pending');
  if (decided.length === 0) return [];
  const proposals = await proposedWithdrawals(
    db,
    decided.map(({ row }) => row.flagId),
  );
  await changeFlags(
    db,
    proposals.map(({ flagId, severity, caseState }) => ({
      flag_id: flagId,
      reason: 'answered',
      status: 'resolved' as const,
      severity,
      case_state: caseState,
      ended: true,
      transition: true,
      occurred_at: null,
      evidence: null,
      rule_version: 0,
    })),
    now,
    { actor, detail: {} },
  );
  return proposals;
}

function casesOf(changes: readonly FollowedChange[]): string[] {
  return [...new Set(changes.flatMap(({ row }) => row.caseId ?? []))];
}
