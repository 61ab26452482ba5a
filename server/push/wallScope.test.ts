import { describe, expect, it } from 'vitest';
import type { Account } from '#contract/account';
import type { Catalogue, RegionVersion } from '../catalogue/catalogue.ts';
import { isWithin } from '../catalogue/subtree.ts';
import { mayJoin } from './mayJoin.ts';
import { wallScope } from './wallScope.ts';

const common = {
  revision: 1,
  overlaps: [],
  tile: null,
  group: '',
  order: 0,
  calendar: null,
  provisional: false,
};
const region = (code: string, parent: string | null, extra: Partial<RegionVersion> = {}): RegionVersion => {
  return { ...common, code, name: code, shortName: code, parent, kind: 'division', ...extra };
};
const regions = [
  region('500112', '500000'),
  region('500112001', '500112'),
  region('500191', '500000', { kind: 'zone', overlaps: ['500112'] }),
  region('500000', null, { kind: 'city' }),
];
const byCode = new Map(regions.map((one) => [one.code, one]));
const catalogue = {
  regions,
  region: (code: string) => byCode.get(code),
  isWithinRegion: isWithin((code) => byCode.get(code)?.parent),
} as Pick<Catalogue, 'regions' | 'region' | 'isWithinRegion'> as Catalogue;

const account = (extra: Partial<Account>): Account => {
  return { id: 1, name: 'a', displayName: 'a', role: 'monitor', region: null, department: null, ...extra };
};

describe('the scope of a wall', () => {
  it('is everything for the city, and a region with all below it', () => {
    expect(wallScope('wall', catalogue)).toMatchObject({ root: '500000', regions: null });
    expect([...(wallScope('wall:500112', catalogue)?.regions ?? [])]).toEqual(['500112', '500112001']);
  });

  it('is a zone’s own cases only, though it overlaps a district, and the district’s without the zone', () => {
    expect([...(wallScope('wall:500191', catalogue)?.regions ?? [])]).toEqual(['500191']);
    expect(wallScope('wall:500112', catalogue)?.regions?.has('500191')).toBe(false);
  });

  it('knows no other rooms', () => {
    for (const room of ['', 'wall:', 'wall:nowhere', 'desk', '500112', 'wall:500112 '])
      expect(wallScope(room, catalogue), room).toBeUndefined();
  });

  it('has the sources that may report for a part of it, or for the whole above it', () => {
    const concerns = (room: string, ...codes: string[]): boolean | undefined =>
      wallScope(room, catalogue)?.concerns(codes);
    expect(concerns('wall:500112')).toBe(true);
    expect(concerns('wall:500112', '500000')).toBe(true);
    expect(concerns('wall:500112', '500112001')).toBe(true);
    expect(concerns('wall:500112', '500191')).toBe(false);
    expect(concerns('wall', '500191')).toBe(true);
  });
});

describe('who may see a wall', () => {
  it('is limited by the account’s region, and closed to accounts of one department', () => {
    const may = (extra: Partial<Account>, room: string): boolean => mayJoin(account(extra), room, catalogue);
    expect(may({}, 'wall')).toBe(true);
    expect(may({ region: '500112' }, 'wall')).toBe(false);
    expect(may({ region: '500112' }, 'wall:500112001')).toBe(true);
    expect(may({ region: '500112' }, 'wall:500191')).toBe(false);
    expect(may({ region: '500112' }, 'wall:500000')).toBe(false);
    expect(may({ department: '500112-ZJ' }, 'wall')).toBe(false);
    expect(may({ role: 'department' }, 'wall')).toBe(false);
  });
});
