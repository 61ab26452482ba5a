/** One module or chunk in what vite writes to `.vite/manifest.json`. */
export interface ManifestEntry {
  file: string;
  imports?: string[];
  css?: string[];
}
export type Manifest = Readonly<Record<string, ManifestEntry>>;

/**
 * The scripts and styles that a browser has once the modules `keys` run: their own and those of all they import, not
 * what they may load later. Throws when the build knows no such module.
 */
export function routeFiles(manifest: Manifest, keys: readonly string[]): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const take = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const entry = manifest[key];
    if (!entry) throw new Error(`The build has no module ${key}.`);
    files.add(entry.file);
    for (const style of entry.css ?? []) files.add(style);
    entry.imports?.forEach(take);
  };
  keys.forEach(take);
  return [...files].sort();
}
