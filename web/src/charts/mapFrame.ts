import type { Position, RegionShape } from '#contract/map';
import { mercator } from './mercator.ts';

export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface MapBounds {
  /** South-west and north-east. */
  corners: [Position, Position];
  /** Width to height as it is drawn. */
  aspect: number;
}

/** @param shapes at least one */
export function boundsOf(shapes: readonly RegionShape[]): MapBounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of shapes)
    for (const [longitude, latitude] of geometry.coordinates.flat(2)) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  const [left, bottom] = mercator([west, south]);
  const [right, top] = mercator([east, north]);
  return {
    corners: [
      [west, south],
      [east, north],
    ],
    aspect: (right - left) / (bottom - top),
  };
}

/** The largest frame of the map's own proportions inside another, in its middle. */
export function fitted({ aspect }: Pick<MapBounds, 'aspect'>, room: Frame): Frame {
  const width = Math.min(room.width, room.height * aspect);
  const height = width / aspect;
  return {
    left: room.left + (room.width - width) / 2,
    top: room.top + (room.height - height) / 2,
    width,
    height,
  };
}

/** Where a position lies when the bounds fill the frame. */
export function projection({ corners }: MapBounds, frame: Frame): (position: Position) => [number, number] {
  const [left, bottom] = mercator(corners[0]);
  const [right, top] = mercator(corners[1]);
  const across = frame.width / (right - left);
  const down = frame.height / (bottom - top);
  return (position) => {
    const [x, y] = mercator(position);
    return [frame.left + (x - left) * across, frame.top + (y - top) * down];
  };
}
