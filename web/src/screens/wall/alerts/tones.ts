import { severities } from '#contract/rule';
import type { Severity } from '#contract/rule';
import type { ScreenSettings, TimeOfDay } from '#contract/screen';
import type { FlagCard } from '#contract/wall';
import { withinHours } from '../playlist/withinHours.ts';

/** One tone of a motif: Hz, and seconds from its beginning. */
export interface Note {
  pitch: number;
  at: number;
  length: number;
}

const note = (pitch: number, at: number, length: number): Note => ({ pitch, at, length });

/** Told apart without looking: the graver, the more tones; red falls, yellow repeats, a query rises. */
export const motifs: Record<Severity, readonly Note[]> = {
  info: [note(523, 0, 0.12)],
  notice: [note(587, 0, 0.18)],
  query: [note(523, 0, 0.16), note(784, 0.18, 0.22)],
  yellow: [note(698, 0, 0.16), note(698, 0.24, 0.16)],
  red: [note(880, 0, 0.18), note(698, 0.22, 0.18), note(523, 0.44, 0.32)],
};

/** Between the beginnings of two motifs, ms. */
export const tonePause = 3000;

/**
 * Which motif sounds for the flags just raised: the gravest of those the screen sounds for, or none.
 * @param sinceLast ms since the last one began; Infinity: none yet
 */
export function toneFor(
  flags: readonly FlagCard[],
  tones: ScreenSettings['tones'],
  minute: TimeOfDay,
  sinceLast: number,
): Severity | null {
  if (tones === null || sinceLast < tonePause) return null;
  if (tones.quiet !== null && withinHours(tones.quiet, minute)) return null;
  const raised = severities.filter(
    (severity) => tones.severities.includes(severity) && flags.some((flag) => flag.severity === severity),
  );
  return raised.at(-1) ?? null;
}
