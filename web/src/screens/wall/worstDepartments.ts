import type { WallState } from '#contract/wall';

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
      region: state.regions[region]?.name ?? '',
      department: state.departments[department]?.shortName ?? '',
      promise,
      law,
    }));
}
