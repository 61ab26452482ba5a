import type { LocalDay } from '#contract/time';
import { computed, shallowRef } from 'vue';
import { daysBetween } from './localDays.ts';

/** Days chosen in a calendar: one, a span from an anchor, or one more or less. */
export function useDaySelection() {
  const days = shallowRef<ReadonlySet<LocalDay>>(new Set());
  let anchor: LocalDay | undefined;

  function pick(date: LocalDay) {
    anchor = date;
    days.value = new Set([date]);
  }
  function extend(date: LocalDay) {
    anchor ??= date;
    days.value = new Set(daysBetween(anchor, date));
  }
  function toggle(date: LocalDay) {
    anchor = date;
    const next = new Set(days.value);
    if (!next.delete(date)) next.add(date);
    days.value = next;
  }
  function span(from: LocalDay, to: LocalDay) {
    anchor = from;
    days.value = new Set(daysBetween(from, to));
  }
  function clear() {
    days.value = new Set();
  }
  const sorted = computed(() => [...days.value].sort());

  return { days, sorted, pick, extend, toggle, span, clear };
}
