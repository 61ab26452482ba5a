import type { SourceSettings } from '#contract/source';
import { sourceSettings } from './importSource.ts';
import { readMapping } from './readMapping.ts';

/** What a mapping file says of its source, as an import with it would register it. */
export async function mappedSource(file: string): Promise<{
  uri: string | undefined;
  namespace: string;
  settings: SourceSettings;
}> {
  const mapping = await readMapping(file);
  return { uri: mapping.uri, namespace: mapping.namespace, settings: sourceSettings(mapping) };
}
