import type { NotificationAnswer } from '#contract/notificationSchema';
import { request } from './request.ts';

export type { NotificationAnswer };

export interface Inbox {
  items: NotificationAnswer[];
  unread: number;
}

/** Newest first. */
export function getInbox(limit: number): Promise<Inbox> {
  return request('GET', `/notifications?limit=${limit}`);
}

/** @param readUpTo this one and all before it */
export function markRead(readUpTo: number): Promise<{ unread: number }> {
  return request('POST', '/notifications', { readUpTo });
}
