import type { DepartmentInput } from './catalogueInput.ts';
import { officeKinds, type OfficeKind } from './departmentKinds.ts';
import { cityCode, regionWeights, regions } from './regions.ts';

/** A department of the demo city with its share of the city's cases. */
export interface Office {
  code: string;
  region: string;
  kind: OfficeKind;
  weight: number;
}

/** FNV-1a as a share of one: which county lacks which office must not depend on a seed. */
const fixedShare = (text: string): number => {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};

const isPresent = (region: string, kind: OfficeKind): boolean =>
  region === cityCode || kind.reach >= 1 || fixedShare(`${kind.code}/${region}`) < kind.reach;

export const offices: readonly Office[] = regions.flatMap((region) =>
  officeKinds
    .filter((kind) => isPresent(region.code, kind))
    .map((kind) => ({
      code: `${region.code}-${kind.code}`,
      region: region.code,
      kind,
      weight: kind.weight * (regionWeights.get(region.code) ?? 1),
    })),
);

const regionNames = new Map(regions.map((region) => [region.code, region.name]));

/** One fictitious number an office: the 0000 block is not assigned. */
const phone = (n: number): string => `023-0000${String(1000 + n)}`;

export const departments: DepartmentInput[] = offices.map(({ code, region, kind }, n) => ({
  code,
  name: `${regionNames.get(region) ?? region}${kind.name}`,
  shortName: kind.shortName,
  region,
  kind: kind.code,
  phone: phone(n),
  ...(region === cityCode ? {} : { parent: `${cityCode}-${kind.code}` }),
}));
