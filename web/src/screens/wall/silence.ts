import type { SourceState } from '#contract/wall';

/** Whether nothing can be known about a department just now, because what reports for it is silent. */
export type Silence = (region: string, department: string) => boolean;

/**
 * The sources that name a department or its region decide; only where none does, those that may report for
 * everything. A department is silent when all that decide are.
 */
export function silence(sources: readonly SourceState[], cityRegions: ReadonlySet<string>): Silence {
  const isWide = (source: SourceState) =>
    source.departments.length === 0 &&
    (source.regions.length === 0 || source.regions.some((code) => cityRegions.has(code)));
  const wide = sources.filter(isWide);
  const narrow = sources.filter((source) => !isWide(source));
  const allSilent = (list: readonly SourceState[]) =>
    list.length > 0 && list.every((source) => source.staleSince !== null);
  return (region, department) => {
    const own = narrow.filter(
      (source) =>
        source.departments.includes(department) ||
        (source.departments.length === 0 && source.regions.includes(region)),
    );
    return allSilent(own.length > 0 ? own : wide);
  };
}
