import type { Places } from '../access/scope.ts';
import type { FollowedRow } from './followupStore.ts';
import type { Person } from './peopleStore.ts';

/** Whether a flag lies inside what somebody's account is limited to. */
export function reaches(
  { role, region, department }: Person,
  flag: Pick<FollowedRow, 'region' | 'department'>,
  places: Places,
): boolean {
  if (role === 'department' && department === null) return false;
  const inRegion = region === null || (flag.region !== null && places.isWithinRegion(flag.region, [region]));
  return (
    inRegion &&
    (department === null ||
      (flag.department !== null && places.isWithinDepartment(flag.department, [department])))
  );
}
