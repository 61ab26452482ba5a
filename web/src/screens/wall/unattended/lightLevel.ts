import type { ScreenSettings, TimeOfDay } from '#contract/screen';
import { withinHours } from '../playlist/withinHours.ts';

/** How bright the screen is, 0.2–1 of full light, at a local time of day. */
export function lightLevel(dim: ScreenSettings['dim'], minute: TimeOfDay): number {
  return dim !== null && withinHours(dim, minute) ? dim.level : 1;
}
