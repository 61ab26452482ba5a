import {
  channelInputSchema,
  channelListSchema,
  channelSchema,
  channelTestSchema,
  deliveryListQuerySchema,
  deliveryListSchema,
} from '#contract/channelSchema';
import {
  notificationListQuerySchema,
  notificationListSchema,
  notificationSettingsSchema,
  readNotificationsSchema,
  retentionSchema,
  unreadSchema,
} from '#contract/notificationSchema';
import type { ApiRoute } from './apiRoute.ts';

const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account', status: 200 } as const;
const put = { method: 'put', needs: 'account', status: 200 } as const;
const json = ['application/json'] as const;
const channelBody = { types: json, schema: channelInputSchema };

/** Inboxes, and the channels by which notifications leave the house. */
export const notificationApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/notifications',
    summary: 'The caller’s inbox, newest first',
    query: notificationListQuerySchema,
    answer: notificationListSchema,
  },
  {
    ...post,
    path: '/api/v1/notifications',
    summary: 'Says what has been read',
    body: { types: json, schema: readNotificationsSchema },
    answer: unreadSchema,
  },
  {
    ...get,
    path: '/api/v1/notification-settings',
    summary: 'How the caller wants to be told',
    answer: notificationSettingsSchema,
  },
  {
    ...put,
    path: '/api/v1/notification-settings',
    summary: 'Changes that',
    body: { types: json, schema: notificationSettingsSchema },
    answer: notificationSettingsSchema,
  },
  {
    ...get,
    path: '/api/v1/notification-retention',
    summary: 'How long inboxes and delivery logs go back',
    answer: retentionSchema,
  },
  {
    ...put,
    path: '/api/v1/notification-retention',
    summary: 'Changes that',
    body: { types: json, schema: retentionSchema },
    answer: retentionSchema,
  },
  {
    ...get,
    path: '/api/v1/channels',
    summary: 'Mail servers, webhooks and robots',
    answer: channelListSchema,
  },
  {
    ...post,
    path: '/api/v1/channels',
    summary: 'Adds one',
    body: channelBody,
    status: 201,
    answer: channelSchema,
  },
  { ...get, path: '/api/v1/channels/{id}', summary: 'One of them', answer: channelSchema },
  {
    ...put,
    path: '/api/v1/channels/{id}',
    summary: 'Replaces what is set; secrets left out stay',
    body: channelBody,
    answer: channelSchema,
  },
  {
    path: '/api/v1/channels/{id}',
    method: 'delete',
    needs: 'account',
    summary: 'Ends a channel; its log stays',
    status: 204,
  },
  {
    ...post,
    path: '/api/v1/channels/{id}:test',
    summary: 'Sends a test message now and tells what the other side said',
    answer: channelTestSchema,
  },
  {
    ...get,
    path: '/api/v1/channels/{id}/deliveries',
    summary: 'What was delivered, what waits and what failed, newest first',
    query: deliveryListQuerySchema,
    answer: deliveryListSchema,
  },
  {
    ...post,
    path: '/api/v1/deliveries/{id}:replay',
    summary: 'Delivers again what has ended, as it was',
    status: 202,
  },
];
