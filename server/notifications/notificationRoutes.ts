import express, { Router } from 'express';
import {
  notificationListQuerySchema,
  notificationSettingsSchema,
  readNotificationsSchema,
  type NotificationAnswer,
} from '#contract/notificationSchema';
import { signedIn, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { readNumberCursor, writeCursor } from '../http/cursor.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import { readBody, readQuery } from '../http/readInput.ts';
import { countUnread, listInbox, markRead, type InboxRow } from './inboxStore.ts';
import { saveSettings, settingsOf } from './settingsStore.ts';

/** `GET`, `POST /api/v1/notifications` and `GET`, `PUT /api/v1/notification-settings`: the caller's own, nobody else's. */
export function notificationRoutes({ db, clock }: Pick<AccessParts, 'db' | 'clock'>): Router {
  const router = Router();
  const reader = requireRole(...permitted.readNotifications);
  const json = express.json({ limit: '16kb' });
  router.get('/api/v1/notifications', reader, async (req, res) => {
    const { id } = signedIn(res);
    const { unread: unreadOnly = false, cursor, limit } = readQuery(req, notificationListQuerySchema);
    const before = readNumberCursor(cursor)?.key ?? null;
    const [rows, unread] = await Promise.all([
      listInbox(db, id, { unreadOnly, before, limit: limit + 1 }),
      countUnread(db, id),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = rows.length > limit && last ? writeCursor({ at: 0, key: last.notificationId }) : null;
    res.json({ items: shown.map(answerOf), nextCursor, unread });
  });
  router.post('/api/v1/notifications', reader, json, async (req, res) => {
    const { id } = signedIn(res);
    const { read, readUpTo } = readBody(req, readNotificationsSchema);
    await markRead(db, id, read ? { ids: read } : { upTo: readUpTo ?? 0 }, clock());
    res.json({ unread: await countUnread(db, id) });
  });
  router.get('/api/v1/notification-settings', reader, async (_req, res) => {
    res.json(await settingsOf(db, signedIn(res).id));
  });
  router.put('/api/v1/notification-settings', reader, json, async (req, res) => {
    const settings = readBody(req, notificationSettingsSchema);
    await saveSettings(db, signedIn(res).id, settings);
    res.json(settings);
  });
  return router;
}

const answerOf = ({ textZh, textEn, at, readAt, reportId, ...row }: InboxRow): NotificationAnswer => ({
  ...row,
  reportId: reportId === null ? null : String(reportId),
  at: instantText(at),
  text: { zh: textZh, en: textEn },
  readAt: instantTextOrNull(readAt),
});
