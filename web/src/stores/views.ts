import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { listFlags } from '../api/flags.ts';
import { listViews, removeView, saveView } from '../api/views.ts';
import type { View } from '../api/views.ts';

/** Named lists of flags, with how many flags each holds. */
export const useViews = defineStore('views', () => {
  const items = shallowRef<readonly View[]>([]);
  const totals = ref<Readonly<Record<string, string>>>({});

  async function load() {
    items.value = (await listViews()).filter(({ list }) => list === 'flags');
    await count();
  }

  /** One after the other: figures beside names must not delay the list itself. */
  async function count() {
    for (const { id, query } of items.value) {
      const page = await listFlags(Object.fromEntries(new URLSearchParams(query)), null, 1).catch(() => null);
      if (page) totals.value = { ...totals.value, [id]: `${page.total}${page.more ? '+' : ''}` };
    }
  }

  async function save(name: string, query: string, shared: boolean) {
    const view = await saveView({ name, query, shared });
    items.value = [...items.value, view];
    void count();
  }

  async function remove(id: string) {
    await removeView(id);
    items.value = items.value.filter((view) => view.id !== id);
  }

  return { items, totals, load, count, save, remove };
});
