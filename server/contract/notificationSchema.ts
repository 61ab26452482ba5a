import { z } from 'zod';
import { notificationKind } from './channelSchema.ts';

const instant = z.iso.datetime();

export const notificationSchema = z.object({
  notificationId: z.int(),
  at: instant,
  kind: z.string(),
  department: z.string().nullable(),
  flagIds: z.array(z.int()),
  reportId: z.string().nullable().describe('The report that it tells of'),
  text: z.object({ zh: z.string(), en: z.string() }),
  readAt: instant.nullable(),
  standingFor: z.string().nullable().describe('The account in whose place one was told'),
});
export type NotificationAnswer = z.infer<typeof notificationSchema>;

export const notificationListSchema = z.object({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
  unread: z.int().nonnegative().describe('Of the whole inbox'),
});

export const notificationListQuerySchema = z.strictObject({
  unread: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: those alone'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `POST /api/v1/notifications`: what has been read. */
export const readNotificationsSchema = z
  .strictObject({
    read: z.array(z.int().positive()).min(1).max(1000).optional().describe('Their ids'),
    readUpTo: z.int().positive().optional().describe('That one and all before it'),
  })
  .refine(({ read, readUpTo }) => (read === undefined) !== (readUpTo === undefined), {
    path: ['read'],
    message: 'either read or readUpTo expected',
  });

export const unreadSchema = z.object({ unread: z.int().nonnegative() });

/** `GET`, `PUT /api/v1/notification-settings`: the caller's own. */
export const notificationSettingsSchema = z
  .strictObject({
    mail: z.enum(['off', 'at_once', 'morning']).describe('morning: one digest each working morning'),
    mailAddress: z.email().max(254).nullable(),
    muted: z.array(notificationKind).max(50).default([]).describe('Kinds not sent by mail'),
  })
  .refine(({ mail, mailAddress }) => mail === 'off' || mailAddress !== null, {
    path: ['mailAddress'],
    message: 'an address is needed for mail',
  });
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

const days = z.int().min(1).max(3650);
/** `GET`, `PUT /api/v1/notification-retention`, in natural days. */
export const retentionSchema = z
  .strictObject({
    readDays: days.describe('How long an inbox keeps what was read'),
    allDays: days.describe('How long it keeps anything, and delivery logs go back'),
  })
  .refine(({ readDays, allDays }) => readDays <= allDays, {
    path: ['readDays'],
    message: 'no more than allDays expected',
  });
export type Retention = z.infer<typeof retentionSchema>;
