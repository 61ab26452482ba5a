import type { WallDepartment, WallRegion, WallState } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { WallScope } from './wallScope.ts';

/** A place that has figures; an hour has no department. */
interface Place {
  region: string;
  department?: string;
}

/**
 * The names a room shows: its regions, and every department, since a city-level one acts anywhere. Codes that
 * have figures but no entry follow, named as their code: nothing that is counted may be missing from a screen.
 */
export function catalogueOfWall(
  catalogue: Catalogue,
  scope: WallScope,
  places: readonly Place[],
): Pick<WallState, 'regions' | 'departments' | 'departmentKinds'> {
  const regions = catalogue.regions
    .filter(({ code }) => scope.regions === null || scope.regions.has(code))
    .map(({ code, name, shortName, kind, group, order, tile }): WallRegion => ({
      code,
      name,
      shortName,
      kind,
      group,
      order,
      tile,
    }))
    .sort((a, b) => a.order - b.order || byCode(a, b));
  const departments = catalogue.departments
    .map(({ code, name, shortName, region, kind }): WallDepartment => ({
      code,
      name,
      shortName,
      region,
      kind: kind ?? '',
    }))
    .sort(byCode);
  return {
    regions: [
      ...regions,
      ...missing(
        places.map((place) => place.region),
        regions,
      ).map(unnamedRegion),
    ],
    departments: [
      ...departments,
      ...missing(
        places.flatMap((place) => place.department ?? []),
        departments,
      ).map(unnamedDepartment),
    ],
    departmentKinds: catalogue.departmentKinds
      .map(({ code, name, shortName, order }) => ({ code, name, shortName, order }))
      .sort((a, b) => a.order - b.order || byCode(a, b)),
  };
}

function missing(codes: readonly string[], listed: readonly { code: string }[]): string[] {
  const known = new Set(listed.map(({ code }) => code));
  return [...new Set(codes)].filter((code) => !known.has(code)).sort();
}

function unnamedRegion(code: string): WallRegion {
  return { code, name: code, shortName: code, kind: 'division', group: '', order: 0, tile: null };
}

function unnamedDepartment(code: string): WallDepartment {
  return { code, name: code, shortName: code, region: '', kind: '' };
}

function byCode(a: { code: string }, b: { code: string }): number {
  return a.code < b.code ? -1 : 1;
}
