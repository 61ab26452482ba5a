import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { listExemptions } from '../api/exemptions.ts';
import type { AskedExemption } from '../api/exemptions.ts';
import { listOrders } from '../api/orders.ts';
import type { OrderAnswer } from '../api/orders.ts';

/** What waits for a supervisor: proposed orders, exemptions that were asked for. Null: not read yet. */
export const useApprovals = defineStore('approvals', () => {
  const orders = shallowRef<readonly OrderAnswer[] | null>(null);
  const exemptions = shallowRef<readonly AskedExemption[] | null>(null);
  const total = computed(() => (orders.value?.length ?? 0) + (exemptions.value?.length ?? 0));

  async function load() {
    const [proposed, asked] = await Promise.all([listOrders('proposed'), listExemptions()]);
    // the longest waiting first, as exemptions come
    orders.value = [...proposed.items].reverse();
    exemptions.value = asked.items;
  }

  return { orders, exemptions, total, load };
});
