import type { Position } from '#contract/map';

const radians = Math.PI / 180;

/** Across and down, as maps of cities are drawn: shapes keep their form. Unit and origin are nobody's. */
export function mercator([longitude, latitude]: Position): [x: number, y: number] {
  return [longitude * radians, -Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2))];
}
