import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Whether figures of a whole department or region may be shown: it lies in the scope with all of it. */
export function seesUnit(
  code: string,
  by: 'department' | 'region',
  scope: Scope,
  catalogue: Pick<Catalogue, 'department'>,
): boolean {
  const region = by === 'region' ? code : (catalogue.department(code)?.region ?? '');
  const department = by === 'region' ? '' : code;
  return (scope.regions?.includes(region) ?? true) && (scope.departments?.includes(department) ?? true);
}
