import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

const patience = 600_000;

/** The server's time as far as this page knows it; ticks with every full second of the server. */
export const useClock = defineStore('clock', () => {
  const offset = ref(Date.now() - performance.now());
  const syncedAt = ref(0);
  const now = ref(Date.now());

  let timer: ReturnType<typeof setTimeout> | undefined;
  function tick() {
    const at = performance.now() + offset.value;
    now.value = at;
    timer = setTimeout(tick, 1000 - (at % 1000) + 5);
  }

  function start() {
    // a page that has just opened is given a minute to ask
    if (syncedAt.value === 0) syncedAt.value = now.value - patience + 60_000;
    if (timer === undefined) tick();
  }

  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }

  /** `offset` in ms to add to the monotonic clock. */
  function sync(newOffset: number) {
    offset.value = newOffset;
    syncedAt.value = performance.now() + newOffset;
  }

  /** No answer about the time for ten minutes. */
  const unsure = computed(() => now.value - syncedAt.value > patience);

  return { now, offset, unsure, start, stop, sync };
});
