import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

const patience = 600_000;

/** A past that is played: it was at `at` when the monotonic clock stood at `since`, and ends at `to`. */
interface Played {
  at: number;
  to: number;
  speed: number;
  since: number;
}

/**
 * The server's time as far as this page knows it; ticks with every full second of the server. `now` is the time of what
 * is shown, `present` that of whoever looks at it: they differ while the past is played.
 */
export const useClock = defineStore('clock', () => {
  const offset = ref(Date.now() - performance.now());
  const syncedAt = ref(0);
  const present = ref(Date.now());
  const now = ref(present.value);
  let played: Played | null = null;

  let timer: ReturnType<typeof setTimeout> | undefined;
  function tick() {
    const at = performance.now() + offset.value;
    present.value = at;
    show();
    timer = setTimeout(tick, 1000 - (at % 1000) + 5);
  }
  function show() {
    now.value = played
      ? Math.min(played.to, played.at + (performance.now() - played.since) * played.speed)
      : performance.now() + offset.value;
  }

  function start() {
    // a page that has just opened is given a minute to ask
    if (syncedAt.value === 0) syncedAt.value = present.value - patience + 60_000;
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

  /** Where the past that is shown stands; null: the present is. */
  function play(past: Omit<Played, 'since'> | null) {
    played = past && { ...past, since: performance.now() };
    show();
  }

  /** No answer about the time for ten minutes. */
  const unsure = computed(() => present.value - syncedAt.value > patience);

  return { now, present, offset, unsure, start, stop, sync, play };
});
