import type { MapDocument, RegionShape } from '#contract/map';

/** The shapes that are regions', with the place of the region in the list; in the order of the regions. */
export function matchedShapes(
  { features }: MapDocument,
  regions: readonly { code: string }[],
): { shape: RegionShape; index: number }[] {
  const byCode = new Map(features.map((shape) => [shape.properties.code, shape]));
  return regions.flatMap(({ code }, index) => {
    const shape = byCode.get(code);
    return shape ? [{ shape, index }] : [];
  });
}
