import { catalogueSchema } from '#contract/catalogueSchema';
import { describe, expect, it } from 'vitest';
import { demoCity } from './demoCity.ts';
import { demoItems, itemsOfKind } from './demoItems.ts';
import { officeKinds } from './departmentKinds.ts';
import { departments } from './offices.ts';
import { regions } from './regions.ts';

const unique = <T>(values: T[]): T[] => [...new Set(values)];

describe('demo city', () => {
  it('is a valid catalogue document', () => {
    expect(catalogueSchema.safeParse(demoCity()).error?.issues).toBeUndefined();
  });

  it('has 38 districts and counties, three overlapping zones and the city itself', () => {
    expect(regions.filter((region) => region.kind === 'division')).toHaveLength(38);
    expect(regions.filter((region) => region.kind === 'zone' && region.overlaps?.length)).toHaveLength(3);
    expect(regions.filter((region) => region.kind === 'city').map((region) => region.code)).toEqual([
      '500000',
    ]);
  });

  it('gives every region a tile of its own and codes that exist', () => {
    expect(unique(regions.map((region) => String(region.tile)))).toHaveLength(regions.length);
    const codes = new Set(regions.map((region) => region.code));
    expect(
      regions
        .flatMap((region) => [...(region.overlaps ?? []), region.parent ?? '500000'])
        .every((c) => codes.has(c)),
    ).toBe(true);
  });

  it('has at least 30 kinds of department and regions that lack some of them', () => {
    expect(officeKinds.length).toBeGreaterThanOrEqual(30);
    expect(departments.length).toBeGreaterThan(1000);
    expect(departments.length).toBeLessThan(regions.length * officeKinds.length);
    expect(unique(departments.map((department) => department.code))).toHaveLength(departments.length);
  });

  it('has at least 150 items of all handlings, some for every kind of department', () => {
    expect(demoItems.length).toBeGreaterThanOrEqual(150);
    expect(unique(demoItems.map((item) => item.code))).toHaveLength(demoItems.length);
    expect(unique(demoItems.map((item) => item.handling)).sort()).toEqual(['auto', 'instant', 'promised']);
    expect(officeKinds.filter((kind) => itemsOfKind(kind.code).length < 3)).toEqual([]);
  });

  it('never promises more than the law allows', () => {
    const worse = demoItems.filter(
      (item) =>
        item.promisedLimit &&
        item.statutoryLimit &&
        item.promisedLimit.unit === item.statutoryLimit.unit &&
        item.promisedLimit.value >= item.statutoryLimit.value,
    );
    expect(worse).toEqual([]);
  });
});
