export interface Age {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  value: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration in ms as one whole number of its largest unit, never negative: 200 s are 3 minutes. */
export function age(duration: number): Age {
  const ms = Math.max(0, duration);
  if (ms < 100 * second) return { unit: 'seconds', value: Math.floor(ms / second) };
  if (ms < 100 * minute) return { unit: 'minutes', value: Math.floor(ms / minute) };
  if (ms < 2 * day) return { unit: 'hours', value: Math.floor(ms / hour) };
  return { unit: 'days', value: Math.floor(ms / day) };
}
