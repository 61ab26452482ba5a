import type { Instant } from '#contract/time';

export const joinsAMinute = 60;

/** Whether one more join is admitted, minute by minute. */
export function joinLimit(): (now: Instant) => boolean {
  let minute = 0;
  let joins = 0;
  return (now) => {
    const current = Math.floor(now / 60_000);
    joins = current === minute ? joins + 1 : 1;
    minute = current;
    return joins <= joinsAMinute;
  };
}
