import { addVectors, negate, toFigures, toVector } from '#contract/figureVector';
import type { LocalDay } from '#contract/time';
import type { FigureVector, WallState } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { catalogueOfWall } from './wallCatalogue.ts';
import type { HourVolume, PlaceFigures } from './wallFigures.ts';
import type { WallScope } from './wallScope.ts';

type WallPicture = Pick<
  WallState,
  | 'day'
  | 'timezone'
  | 'city'
  | 'catalogueRevision'
  | 'regions'
  | 'departments'
  | 'departmentKinds'
  | 'figures'
  | 'cells'
  | 'hours'
>;

/** Names and figures of a room: what its places and hours add up to. */
export function wallPicture(
  catalogue: Catalogue,
  scope: WallScope,
  day: LocalDay,
  places: readonly PlaceFigures[],
  hours: readonly HourVolume[],
): WallPicture {
  const listed = catalogueOfWall(catalogue, scope, [...places, ...hours]);
  const regionIndex = new Map(listed.regions.map((region, index) => [region.code, index]));
  const departmentIndex = new Map(listed.departments.map((department, index) => [department.code, index]));
  return {
    day,
    timezone: catalogue.timezone,
    city: scope.root,
    catalogueRevision: catalogue.revision,
    ...listed,
    figures: toFigures(places.map(withoutChildren).reduce(addVectors, [])),
    cells: places
      .map((place): WallState['cells'][number] => [
        regionIndex.get(place.region) ?? -1,
        departmentIndex.get(place.department) ?? -1,
        toVector(place),
      ])
      .filter((cell) => cell[2].length > 0)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    hours: hours
      .map((row): WallState['hours'][number] => [
        regionIndex.get(row.region) ?? -1,
        row.hour,
        row.submitted,
        row.concluded,
      ])
      .filter((hour) => hour[2] !== 0 || hour[3] !== 0)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
}

function withoutChildren(place: PlaceFigures): FigureVector {
  return addVectors(
    toVector(place),
    negate(
      toVector({ submitted: place.childSubmitted, concluded: place.childConcluded, open: place.childOpen }),
    ),
  );
}
