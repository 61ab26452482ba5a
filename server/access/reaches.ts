import type { Rights } from './mustHavePlace.ts';
import type { Places } from './scope.ts';

/** Whether a row at hand lies inside what an account is limited to: in words what `scopeOf` is to a query. */
export function reaches(
  { role, region, department }: Rights,
  row: { region: string | null; department: string | null },
  places: Pick<Places, 'isWithinRegion' | 'isWithinDepartment'>,
): boolean {
  if (role === 'department' && department === null) return false;
  const inRegion = region === null || (row.region !== null && places.isWithinRegion(row.region, [region]));
  return (
    inRegion &&
    (department === null ||
      (row.department !== null && places.isWithinDepartment(row.department, [department])))
  );
}
