import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { getInbox, markRead } from '../api/notifications.ts';
import type { NotificationAnswer } from '../api/notifications.ts';

const mostShown = 30;

/** What the signed-in person was told. */
export const useInbox = defineStore('inbox', () => {
  const items = shallowRef<readonly NotificationAnswer[]>([]);
  const unread = ref(0);

  async function load() {
    const inbox = await getInbox(mostShown);
    items.value = inbox.items;
    unread.value = inbox.unread;
  }

  async function readAll() {
    const newest = items.value[0];
    if (newest && unread.value > 0) unread.value = (await markRead(newest.notificationId)).unread;
  }

  return { items, unread, load, readAll };
});
