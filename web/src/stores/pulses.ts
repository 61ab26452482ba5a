import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

export type PulseLevel = 'each' | 'merged' | 'aggregated';

/** ≤ 20 events/s: a ring each; above, rings merge into heat and a number; above 200 only counters. */
export function pulseLevel(perSecond: number): PulseLevel {
  if (perSecond <= 20) return 'each';
  return perSecond <= 200 ? 'merged' : 'aggregated';
}

export type Pulse = [region: number, events: number];

/** What arrived in the last second, and the pulses of the newest delta. */
export const usePulses = defineStore('pulses', () => {
  const recent: { at: number; events: number }[] = [];
  const perSecond = ref(0);
  const latest = shallowRef<readonly Pulse[]>([]);

  function forget(now: number) {
    while (recent[0] && recent[0].at <= now - 1000) recent.shift();
    perSecond.value = recent.reduce((sum, entry) => sum + entry.events, 0);
  }

  /** `now` in ms of any monotonic clock. */
  function record(pulses: readonly Pulse[], now: number) {
    if (pulses.length === 0) return;
    recent.push({ at: now, events: pulses.reduce((sum, [, events]) => sum + events, 0) });
    forget(now);
    latest.value = pulses;
  }

  return { perSecond, latest, level: computed(() => pulseLevel(perSecond.value)), record, forget };
});
