import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { getFirstRun } from '../api/firstRun.ts';
import type { FirstRun } from '../api/firstRun.ts';

/** How far an installation is with its first day; asked by administrators alone. */
export const useFirstRun = defineStore('firstRun', () => {
  const state = shallowRef<FirstRun | null>(null);

  /** The key that was shown last, as long as the pages stay open: it is kept nowhere else. */
  const key = ref('');
  const chosen = ref('');
  /** What the source whose key it is names itself in events. */
  const uri = computed({
    get: () => chosen.value || (state.value?.sources[0]?.uri ?? ''),
    set: (other) => (chosen.value = other),
  });

  async function load(): Promise<FirstRun> {
    return (state.value = await getFirstRun());
  }

  /** The guide is what an administrator comes for: nothing has reported yet, and nobody has put it away. */
  const isWanted = computed(
    () =>
      state.value !== null &&
      !state.value.hidden &&
      state.value.sources.every(({ lastReceivedAt }) => lastReceivedAt === null),
  );

  return { state, key, uri, load, isWanted };
});
