/** All recorded versions of the records of one kind, by code, each list by ascending revision. */
export type Versioned<T> = ReadonlyMap<string, readonly T[]>;

/** Groups rows that come ordered by code and revision. */
export function versionsByCode<T extends { code: string }>(rows: readonly T[]): Versioned<T> {
  const byCode = new Map<string, T[]>();
  for (const row of rows) {
    const versions = byCode.get(row.code);
    if (versions) versions.push(row);
    else byCode.set(row.code, [row]);
  }
  return byCode;
}

/** The version of `code` that held at `revision`; undefined if it was recorded later or never. */
export function versionAt<T extends { revision: number }>(
  of: Versioned<T>,
  code: string,
  revision: number,
): T | undefined {
  const versions = of.get(code);
  if (versions === undefined) return undefined;
  // from the newest back, by hand: asked several times an event, and nearly always answered at once
  for (let at = versions.length - 1; at >= 0; at -= 1) {
    const version = versions[at];
    if (version !== undefined && version.revision <= revision) return version;
  }
  return undefined;
}

/** The newest version of every code, in the order of the map. */
export function newestVersions<T>(of: Versioned<T>): T[] {
  return [...of.values()].flatMap((versions) => versions.slice(-1));
}
