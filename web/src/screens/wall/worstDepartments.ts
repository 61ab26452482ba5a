import type { WallRegion, WallState } from '#contract/wall';
import { placeName } from './placeName.ts';

export interface OverdueDepartment {
  region: string;
  department: string;
  promise: number;
  law: number;
}

/** The departments with most open cases past promise or law, worst first; law breaks ties, then the catalogue. */
export function worstDepartments(
  state: Pick<WallState, 'regions' | 'departments' | 'cells'>,
  most: number,
): OverdueDepartment[] {
  const name = (region: WallRegion | undefined) => (region ? placeName(region) : '');
  return state.cells
    .map(([region, department, [, , , , promise = 0, law = 0]]) => ({ region, department, promise, law }))
    .filter((entry) => entry.promise + entry.law > 0)
    .sort(
      (a, b) =>
        b.promise + b.law - (a.promise + a.law) ||
        b.law - a.law ||
        a.region - b.region ||
        a.department - b.department,
    )
    .slice(0, most)
    .map(({ region, department, promise, law }) => ({
      region: name(state.regions[region]),
      department: state.departments[department]?.shortName ?? '',
      promise,
      law,
    }));
}
