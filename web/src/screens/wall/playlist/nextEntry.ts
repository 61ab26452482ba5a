import type { PlaylistEntry, TimeOfDay } from '#contract/screen';
import { withinHours } from './withinHours.ts';

export interface Turn {
  entries: readonly PlaylistEntry[];
  /** Index of the entry that is shown; −1 before the first. */
  at: number;
  /** 1 to the next, −1 to the one before. */
  step: 1 | -1;
  /** Local time now. */
  minute: TimeOfDay;
  /** Its page cannot be shown just now, or is empty and says so. */
  isSkipped: (entry: PlaylistEntry) => boolean;
}

/** Index of the entry whose turn it is; that of the shown one when no other may be; null when none may. */
export function nextEntry({ entries, at, step, minute, isSkipped }: Turn): number | null {
  const count = entries.length;
  const start = at < 0 && step < 0 ? 0 : at;
  for (let away = 1; away <= count; away++) {
    const index = (((start + step * away) % count) + count) % count;
    const entry = entries[index];
    if (entry && withinHours(entry.hours, minute) && !isSkipped(entry)) return index;
  }
  return null;
}
