import { z } from 'zod';
import { languages } from './wording/language.ts';

export const channelKinds = ['mail', 'webhook', 'dingtalk', 'wecom', 'feishu'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a notification is about: what stands before the dot, or all of it. */
export const notificationKind = z
  .string()
  .max(64)
  .regex(/^[a-z_]+(\.[a-z_]+)?$/, 'a kind such as order or order.issued expected');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time HH:MM expected');
const mailAddress = z.email().max(254);
const hostName = z
  .string()
  .max(253)
  .regex(/^[\w.:-]+$/, 'a host name or an address expected');
/** A URL that carries a name and password would show them in places where URLs are shown. */
const url = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(/^https?:\/\/[^@/?#]*([/?#]|$)/, 'a URL without a user name and password expected');
const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'whsec_ and 24 to 64 random bytes as base64 expected');

const common = {
  name: z.string().trim().min(1).max(64),
  department: z.string().min(1).max(64).nullable().default(null).describe('With all below it; null: all'),
  kinds: z.array(notificationKind).max(50).default([]).describe('None: all'),
  language: z.enum(languages).default('zh'),
  rhythm: z
    .enum(['at_once', 'morning'])
    .default('at_once')
    .describe('morning: one digest each working morning'),
  hours: z
    .strictObject({ from: clock, to: clock })
    .refine(({ from, to }) => from < to, { path: ['to'], message: '`to` must be later than `from`' })
    .nullable()
    .default(null)
    .describe('On working days; null: office hours. Webhooks know no night'),
  enabled: z.boolean().default(true),
};
const robot = {
  ...common,
  url: url.optional().describe('Never returned. Left out of a change: it stays'),
};
const signingSecret = z.string().min(1).max(200).optional().describe('加签 secret. Never returned');

/** `POST /api/v1/channels`, `PUT /api/v1/channels/{id}`: what is secret may be left out of a change. */
export const channelInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('mail'),
    mail: z.strictObject({
      host: hostName,
      port: z.int().min(1).max(65535),
      security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
      user: z.string().min(1).max(254).nullable().default(null),
      from: mailAddress,
      to: z.array(mailAddress).max(20).default([]),
      toAccounts: z.boolean().default(true).describe('Also to the recipients’ own addresses'),
    }),
    password: z.string().min(1).max(200).optional().describe('Never returned'),
  }),
  z.strictObject({ ...robot, kind: z.literal('webhook'), secret: webhookSecret.optional() }),
  z.strictObject({ ...robot, kind: z.literal('dingtalk'), secret: signingSecret }),
  z.strictObject({ ...robot, kind: z.literal('wecom') }),
  z.strictObject({ ...robot, kind: z.literal('feishu'), secret: signingSecret }),
]);
export type ChannelInput = z.infer<typeof channelInputSchema>;

const instant = z.iso.datetime();
const count = z.int().nonnegative();

export const channelSchema = z.object({
  channelId: z.int(),
  name: z.string(),
  kind: z.enum(channelKinds),
  department: z.string().nullable(),
  kinds: z.array(z.string()),
  language: z.enum(languages),
  rhythm: z.enum(['at_once', 'morning']),
  hours: z.object({ from: z.string(), to: z.string() }).nullable(),
  enabled: z.boolean(),
  address: z.string().describe('Origin of the URL, or host and port of the mail server'),
  signed: z.boolean().describe('A secret or password is stored'),
  mail: z
    .object({
      host: z.string(),
      port: z.int(),
      security: z.enum(['tls', 'starttls', 'none']),
      user: z.string().nullable(),
      from: z.string(),
      to: z.array(z.string()),
      toAccounts: z.boolean(),
    })
    .nullable(),
  waiting: count.describe('Deliveries not yet made'),
  failures: count.describe('Attempts that failed since one succeeded'),
  pausedUntil: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type ChannelAnswer = z.infer<typeof channelSchema>;
export const channelListSchema = z.object({ items: z.array(channelSchema) });

/** `POST /api/v1/channels/{id}:test`. */
export const channelTestSchema = z.object({
  outcome: z.enum(['sent', 'refused', 'retry']),
  status: z.int().nullable().describe('What the other side answered'),
  detail: z.string().nullable(),
  tookMs: count,
});
export type ChannelTest = z.infer<typeof channelTestSchema>;

const deliveryStates = ['waiting', 'sent', 'failed'] as const;

export const deliverySchema = z.object({
  deliveryId: z.int(),
  notificationId: z.int(),
  kind: z.string(),
  at: instant.describe('Of the notification'),
  account: z.string().nullable().describe('null: the channel itself'),
  state: z.enum(deliveryStates),
  dueAt: instant.describe('While it waits: not before'),
  attempts: count,
  lastAttemptAt: instant.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
});
export type DeliveryAnswer = z.infer<typeof deliverySchema>;
export const deliveryListSchema = z.object({
  items: z.array(deliverySchema),
  nextCursor: z.string().nullable(),
});

export const deliveryListQuerySchema = z.strictObject({
  state: z.enum(deliveryStates).optional(),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
