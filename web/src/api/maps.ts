import type { MapAnswer } from '#contract/map';
import type { ImportedMap, MapList, MapReport } from '#contract/mapSchema';
import { Problem } from '#contract/problem';
import { request } from './request.ts';

export type { ImportedMap, MapList, MapReport };

/**
 * The map that walls show; null: none was imported.
 * @param paired whether a paired screen asks, which is no account
 */
export async function getMap(paired: boolean): Promise<MapAnswer | null> {
  try {
    return await request<MapAnswer>('GET', paired ? '/screen/map' : '/map');
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  }
}

/** @param map with `dryRun`: only what would become of it */
export const importMap = (map: object): Promise<ImportedMap> => request('POST', '/map', map);

/** Newest first. */
export const listMaps = (): Promise<MapList> => request('GET', '/maps');
