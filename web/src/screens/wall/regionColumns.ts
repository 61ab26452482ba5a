import type { WallRegion } from '#contract/wall';

/** A column of a matrix: one region, or all that had no room. */
export interface RegionColumn {
  /** Short name; null for the rest. */
  name: string | null;
  kind: WallRegion['kind'] | 'rest';
  group: string;
  /** Indexes into the snapshot's `regions`. */
  regions: number[];
}

/** Columns in the order of the groups' first regions, the city itself last; at most `most`, the last of them the rest. */
export function regionColumns(regions: readonly WallRegion[], most: number): RegionColumn[] {
  const firstOf = new Map<string, number>();
  for (const region of regions) {
    const place = region.order + (region.kind === 'city' ? 1e9 : 0);
    firstOf.set(region.group, Math.min(firstOf.get(region.group) ?? Infinity, place));
  }
  const ordered = regions
    .map((region, index) => ({ region, index }))
    .sort(
      (a, b) =>
        Number(a.region.kind === 'city') - Number(b.region.kind === 'city') ||
        (firstOf.get(a.region.group) ?? 0) - (firstOf.get(b.region.group) ?? 0) ||
        a.region.order - b.region.order ||
        a.index - b.index,
    )
    .map(({ region, index }): RegionColumn => ({
      name: region.shortName,
      kind: region.kind,
      group: region.group,
      regions: [index],
    }));
  if (ordered.length <= most) return ordered;
  const rest = ordered.slice(most - 1);
  return [
    ...ordered.slice(0, most - 1),
    {
      name: null,
      kind: 'rest',
      group: rest[0]?.group ?? '',
      regions: rest.flatMap((column) => column.regions),
    },
  ];
}

export interface ColumnGroup {
  name: string;
  kind: RegionColumn['kind'];
  size: number;
}

/** Runs of columns of one group. A city without a group of its own stands with the group before it. */
export function columnGroups(columns: readonly RegionColumn[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const joins = last && (last.name === column.group || (column.group === '' && column.kind === 'city'));
    if (joins) last.size++;
    else groups.push({ name: column.group, kind: column.kind, size: 1 });
  }
  return groups;
}
