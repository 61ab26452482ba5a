import type { Spot } from '#contract/wall';
import { severities } from '#contract/rule';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

const waiting = 3;

function weight(spot: Spot): number {
  return spot.severity ? severities.indexOf(spot.severity) : -1;
}

/** A late card is worse than a missing one: of more than three waiting, the mildest oldest one goes. */
export function queueSpot(queue: readonly Spot[], spot: Spot): Spot[] {
  const all = [...queue, spot];
  if (all.length <= waiting) return all;
  const mildest = all.reduce((worst, candidate) => (weight(candidate) < weight(worst) ? candidate : worst));
  return all.filter((candidate) => candidate !== mildest);
}

/** The pop-up card: one every two seconds, and gone when nothing followed it. */
export const useSpots = defineStore('spots', () => {
  const queue = shallowRef<Spot[]>([]);
  const shown = shallowRef<Spot | null>(null);
  const idleTurns = ref(0);

  function offer(spot: Spot) {
    queue.value = queueSpot(queue.value, spot);
  }

  /** Called every two seconds by the screen. */
  function turn() {
    const [next, ...rest] = queue.value;
    if (next) {
      shown.value = next;
      queue.value = rest;
      idleTurns.value = 0;
    } else if (shown.value && ++idleTurns.value >= 3) {
      shown.value = null;
    }
  }

  function clear() {
    queue.value = [];
    shown.value = null;
  }

  return { queue, shown, offer, turn, clear };
});
