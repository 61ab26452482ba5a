import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { channelHours } from './channelHours.ts';
import { senders } from './channels/senders.ts';
import { nextMorning, nextRinging } from './quietHours.ts';
import { channelHears, isOfKind, recipientsOf, withStandIns, type Recipient } from './recipients.ts';
import {
  addDeliveries,
  addToInboxes,
  listRecipients,
  listRoutes,
  markRouted,
  runningStandIns,
  takeUnrouted,
  type ChannelRoute,
  type NewDelivery,
  type UnroutedRow,
} from './routeStore.ts';

const pageSize = 500;

/**
 * Finds for each new notification of the outbox who is told: a row in the inbox of every recipient at once, with a
 * change of the feed that rings open desks, and a delivery for each channel, due when people may be disturbed.
 * @returns how many notifications; call it again while it is not 0
 */
export function routeNotifications(pool: Pool, catalogue: Catalogue, now: Instant): Promise<number> {
  return inTransaction(pool, async (db) => {
    const waiting = await takeUnrouted(db, pageSize);
    if (waiting.length === 0) return 0;
    const [accounts, routes] = [await listRecipients(db), await listRoutes(db)];
    const standIns = await runningStandIns(db, now);
    const told: { accountId: number; notificationId: number; kind: string; standingFor: string | null }[] =
      [];
    const deliveries: NewDelivery[] = [];
    for (const notification of waiting) {
      const { notificationId, kind } = notification;
      const parentOf = (code: string) => catalogue.department(code)?.parent;
      const addressed = withStandIns(
        recipientsOf(notification, accounts, parentOf),
        accounts,
        notification.isAboutFlags ? standIns : [],
      );
      for (const { recipient, standingFor } of addressed)
        told.push({ accountId: recipient.accountId, notificationId, kind, standingFor });
      const recipients = addressed.map(({ recipient }) => recipient);
      for (const route of routes)
        deliveries.push(...deliveriesOf(notification, route, recipients, catalogue, now));
    }
    await addToInboxes(db, told);
    await addDeliveries(db, deliveries);
    await markRouted(
      db,
      waiting.map(({ notificationId }) => notificationId),
      now,
    );
    if (told.length > 0)
      await appendChange(db, now, {
        notified: told.map(({ accountId, notificationId, kind }) => [accountId, notificationId, kind]),
      });
    return waiting.length;
  });
}

function deliveriesOf(
  notification: UnroutedRow,
  route: ChannelRoute,
  recipients: readonly Recipient[],
  catalogue: Catalogue,
  now: Instant,
): NewDelivery[] {
  const { notificationId, kind } = notification;
  const { channelId } = route;
  const { calendar, hours } = channelHours(route, catalogue);
  const dueAt = (rhythm: ChannelRoute['rhythm']): Instant => {
    if (!senders[route.kind].rings) return now;
    return (rhythm === 'morning' ? nextMorning : nextRinging)(calendar, hours, now);
  };
  const own =
    route.hasOwn && channelHears(route, notification, catalogue.isWithinDepartment)
      ? [{ channelId, notificationId, accountId: null, dueAt: dueAt(route.rhythm) }]
      : [];
  if (!route.toAccounts || (route.kinds.length > 0 && !isOfKind(kind, route.kinds))) return own;
  const theirs = recipients.flatMap(({ accountId, department: home, mail, muted }) =>
    mail === 'off' || isOfKind(kind, muted) || !serves(route, home, catalogue)
      ? []
      : [{ channelId, notificationId, accountId, dueAt: dueAt(mail) }],
  );
  return [...own, ...theirs];
}

/** A department's mail server carries the mail of its own people. */
const serves = (route: ChannelRoute, home: string | null, catalogue: Catalogue): boolean =>
  route.department === null || (home !== null && catalogue.isWithinDepartment(home, [route.department]));
