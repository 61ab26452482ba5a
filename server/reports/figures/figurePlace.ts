import type { Dimension, ReportScope } from '#contract/reports/snapshot';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { depthOf } from './tally.ts';

/** Which cases are counted to a unit, as `startTally` counts them. null: all. */
export interface FigurePlace {
  regions: string[] | null;
  departments: string[] | null;
  items: string[] | null;
  channel: string | null;
  /** With the children of joint cases. */
  children: boolean;
}

export function figurePlace(
  by: Dimension,
  code: string,
  scope: ReportScope,
  catalogue: Catalogue,
): FigurePlace {
  const all = { regions: null, departments: null, items: null, channel: null };
  const children = by === 'department' || scope.by === 'department';
  switch (by) {
    case 'all':
      return { ...all, children };
    case 'region':
      return { ...all, regions: [code], children };
    case 'department':
      return { ...all, departments: [code], children };
    case 'item':
      return { ...all, items: [code], children };
    case 'itemType': {
      const items = catalogue.itemVersions.filter(
        ({ code: item }) => catalogue.newestItem(item)?.type === code,
      );
      return { ...all, items: [...new Set(items.map((version) => version.code))], children };
    }
    case 'channel':
      return { ...all, channel: code, children };
    case 'level': {
      const regions = catalogue.regions.map((region) => region.code);
      return { ...all, regions: regions.filter((region) => depthOf(region, catalogue) === code), children };
    }
  }
}
