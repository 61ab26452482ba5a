import type { Catalogue } from '../catalogue/catalogue.ts';

/** What a wall room covers. A zone counts its own cases: `overlaps` gives no scope, only `parent` does. */
export interface WallScope {
  room: string;
  /** The region whose figures the room's totals are. */
  root: string;
  /** The regions counted; null: every one, unclassified ones too. */
  regions: ReadonlySet<string> | null;
  /** Whether a source that may report for `regions` (subtrees; none: all) matters to this room. */
  concerns(regions: readonly string[]): boolean;
}

/** Room `wall`, or `wall:{region}` of the catalogue; undefined for any other name. */
export function wallScope(room: string, catalogue: Catalogue): WallScope | undefined {
  if (room === 'wall') return { room, root: cityOf(catalogue), regions: null, concerns: () => true };
  const root = room.startsWith('wall:') ? room.slice('wall:'.length) : '';
  if (!catalogue.region(root)) return undefined;
  const codes = catalogue.regions.map((region) => region.code);
  return {
    room,
    root,
    regions: new Set(codes.filter((code) => catalogue.isWithinRegion(code, [root]))),
    concerns: (regions) =>
      regions.length === 0 ||
      regions.some(
        (code) => catalogue.isWithinRegion(code, [root]) || catalogue.isWithinRegion(root, [code]),
      ),
  };
}

function cityOf(catalogue: Catalogue): string {
  const { regions } = catalogue;
  const city =
    regions.find((region) => region.kind === 'city') ?? regions.find((region) => region.parent === null);
  return city?.code ?? '';
}
