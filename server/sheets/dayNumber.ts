import type { LocalDay } from '#contract/time';

const dayMs = 86_400_000;
/** Days from the beginning of Excel's count to 1970. */
const epochDay = 25_569;

/** Milliseconds of the clock on a wall as Excel counts: days, and their parts. */
export const dayNumber = (wall: number): number => wall / dayMs + epochDay;

export const numberOfDay = (day: LocalDay): number => dayNumber(Date.parse(`${day}T00:00:00Z`));
