import type { Instant } from '#contract/time';
import { reaches } from '../access/reaches.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Rung } from '../domain/followup/followupTerms.ts';
import { enqueueNotification } from '../notifications/enqueue.ts';
import { noticeOf } from './noticeOf.ts';
import { noticeText, type NoticeKind } from './noticeText.ts';
import { peopleOf, type Person } from './peopleStore.ts';
import type { FollowedChange } from './saveFollowed.ts';

interface Message {
  kind: NoticeKind;
  department: string | null;
  /** Whose flags they are, whoever is told. */
  place: string;
  accounts: string[];
  flagIds: number[];
}

/** Puts what people are to be told into the outbox: one notification for all flags that tell the same people the same. */
export async function tellPeople(
  db: Queryable,
  catalogue: Catalogue,
  changes: readonly FollowedChange[],
  ladder: readonly Rung[],
  now: Instant,
): Promise<void> {
  const messages = new Map<string, Message>();
  let chiefs: Person[] | undefined;
  for (const { row, events, after } of changes)
    for (const event of events) {
      const notice = noticeOf(event, after, ladder);
      if (!notice) continue;
      const accounts = new Set(notice.accounts);
      if (notice.owner && after.owner !== null && after.owner !== event.actor) accounts.add(after.owner);
      if (notice.supervisors) {
        chiefs ??= await peopleOf(db, 'supervisor');
        for (const chief of chiefs) if (reaches(chief, row, catalogue)) accounts.add(chief.name);
      }
      const department = notice.department ? row.department : null;
      if (department === null && accounts.size === 0) continue;
      const place = (row.department !== null && catalogue.department(row.department)?.name) || '—';
      const { kind } = notice;
      const key = JSON.stringify([kind, department, place, [...accounts].sort()]);
      const message = messages.get(key);
      if (message) message.flagIds.push(row.flagId);
      else
        messages.set(key, { kind, department, place, accounts: [...accounts].sort(), flagIds: [row.flagId] });
    }
  for (const { place, ...message } of messages.values())
    await enqueueNotification(db, {
      ...message,
      at: now,
      text: noticeText(message.kind, message.flagIds.length, place),
    });
}
