import { arcMinutes, remPixels, smallestArcMinutes } from '#contract/arcMinutes';
import type { SeenCanvas } from '#contract/arcMinutes';
import { readingScale, smallestRem } from '#contract/readingScale';
import type { ReadingProfile, ScreenReport, ScreenSettings } from '#contract/screen';

/** The canvas as people see it; null as long as nobody said how wide it is and from where. */
export function seenCanvas(
  { widthMetres, distanceMetres }: Pick<ScreenSettings, 'widthMetres' | 'distanceMetres'>,
  report: Pick<ScreenReport, 'width' | 'height'> | null,
): SeenCanvas | null {
  if (!widthMetres || !distanceMetres) return null;
  const { width, height } = report ?? { width: 1920, height: 1080 };
  return { width, height, widthMetres, distanceMetres };
}

/** Arc minutes of the smallest text of a profile. */
export const smallestText = (profile: ReadingProfile, canvas: SeenCanvas): number =>
  arcMinutes(smallestRem * readingScale[profile] * remPixels(canvas), canvas);

/** From how many metres the smallest text of a profile is still read. */
export const farthest = (profile: ReadingProfile, canvas: SeenCanvas): number =>
  (canvas.distanceMetres * smallestText(profile, canvas)) / smallestArcMinutes;

export const isReadable = (profile: ReadingProfile, canvas: SeenCanvas): boolean =>
  smallestText(profile, canvas) >= smallestArcMinutes;
