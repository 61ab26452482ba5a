import { rulesStandAfter } from '#contract/rulesRun';
import type { Instant, InstantText } from '#contract/time';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useClock } from './clock.ts';

/** When the rules last ran, as the server told the desk. */
export const useRulesRun = defineStore('rulesRun', () => {
  const clock = useClock();
  /** By the server's time; null: never; undefined: not told yet. */
  const ranAt = ref<Instant | null>();

  /** Since when it is known that they have not run. */
  const since = ref<Instant>();

  /** So long ago that what is overdue cannot be relied on; rules that never ran are given as long to begin. */
  const stand = computed(() => since.value !== undefined && clock.present - since.value > rulesStandAfter);

  /** @param serverTime when the server said so: a browser's clock may be minutes off */
  function hear(at: InstantText | null, serverTime: InstantText) {
    clock.sync(Date.parse(serverTime) - performance.now());
    since.value = at !== null ? Date.parse(at) : ranAt.value === null ? since.value : Date.parse(serverTime);
    ranAt.value = at === null ? null : Date.parse(at);
  }

  return { ranAt, stand, hear };
});
