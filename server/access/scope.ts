import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Rights } from './mustHavePlace.ts';

/** What an account may see: codes it is limited to, null for no limit. Every list query takes one. */
export interface Scope {
  regions: string[] | null;
  departments: string[] | null;
}

export type Places = Pick<Catalogue, 'regions' | 'departments' | 'isWithinRegion' | 'isWithinDepartment'>;

/**
 * An account's region and department with all below them. An account of the role `department` without a
 * department sees nothing.
 */
export function scopeOf(account: Rights, places: Places): Scope {
  const { region, department } = account;
  const nothing = account.role === 'department' && department === null;
  return {
    regions: region === null ? null : regionsBelow([region], places),
    departments: nothing ? [] : department === null ? null : departmentsBelow([department], places),
  };
}

/** The codes, known or not, and all below them. `overlaps` is for display only and gives no scope. */
export function regionsBelow(codes: readonly string[], places: Places): string[] {
  const below = places.regions.map(({ code }) => code).filter((code) => places.isWithinRegion(code, codes));
  return [...new Set([...codes, ...below])];
}

/** The codes, known or not, and all below them. */
export function departmentsBelow(codes: readonly string[], places: Places): string[] {
  const below = places.departments
    .map(({ code }) => code)
    .filter((code) => places.isWithinDepartment(code, codes));
  return [...new Set([...codes, ...below])];
}
