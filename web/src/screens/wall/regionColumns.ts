import type { WallRegion } from '#contract/wall';

/** A column of a matrix: one region. */
export interface RegionColumn {
  name: string;
  kind: WallRegion['kind'];
  group: string;
  /** Index into the snapshot's `regions`. */
  region: number;
}

/** Columns in the order of the groups' first regions, the city itself last. */
export function regionColumns(regions: readonly WallRegion[]): RegionColumn[] {
  const firstOf = new Map<string, number>();
  for (const { group, order } of regions) firstOf.set(group, Math.min(firstOf.get(group) ?? Infinity, order));
  return regions
    .map((region, index) => ({ region, index }))
    .sort(
      (a, b) =>
        Number(a.region.kind === 'city') - Number(b.region.kind === 'city') ||
        (firstOf.get(a.region.group) ?? 0) - (firstOf.get(b.region.group) ?? 0) ||
        a.region.order - b.region.order ||
        a.index - b.index,
    )
    .map(({ region, index }) => ({
      name: region.shortName,
      kind: region.kind,
      group: region.group,
      region: index,
    }));
}

export interface ColumnGroup {
  name: string;
  size: number;
}

/** Runs of columns of one group. A city without a group of its own stands with the group before it. */
export function columnGroups(columns: readonly RegionColumn[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const joins = last && (last.name === column.group || (column.group === '' && column.kind === 'city'));
    if (joins) last.size++;
    else groups.push({ name: column.group, size: 1 });
  }
  return groups;
}

/** Pages of at most `most` columns that keep groups whole where they can: a column is never narrowed or left out. */
export function columnPages(columns: readonly RegionColumn[], most: number): RegionColumn[][] {
  const pages: RegionColumn[][] = [];
  let page: RegionColumn[] = [];
  let taken = 0;
  for (const { size } of columnGroups(columns)) {
    let group = columns.slice(taken, taken + size);
    taken += size;
    if (page.length > 0 && page.length + group.length > most) {
      pages.push(page);
      page = [];
    }
    for (; group.length > most; group = group.slice(most)) pages.push(group.slice(0, most));
    page = [...page, ...group];
  }
  return page.length > 0 ? [...pages, page] : pages;
}
