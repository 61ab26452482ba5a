import type { WallState } from '#contract/wall';
import { placeName } from '../placeName.ts';

/** Gives the short name of a place: 渝北区 住建委; what the catalogue does not know is named by its code. */
export function placeNames(
  state: Pick<WallState, 'regions' | 'departments'>,
): (place: { region: string | null; department: string | null }) => string {
  const regions = new Map(state.regions.map((region) => [region.code, placeName(region)]));
  const departments = new Map(state.departments.map(({ code, shortName }) => [code, shortName]));
  return ({ region, department }) =>
    [
      region === null ? '' : (regions.get(region) ?? region),
      department === null ? '' : (departments.get(department) ?? department),
    ]
      .filter((name) => name !== '')
      .join(' ');
}
