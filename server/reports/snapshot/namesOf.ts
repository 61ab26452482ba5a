import type { FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import type { Catalogue } from '../../catalogue/catalogue.ts';

type Names = ReportSnapshot['names'];

/** Names of the places and items that have figures; one that the catalogue does not know stands for itself. */
export function namesOf(figures: readonly FigureSet[], catalogue: Catalogue): Names {
  const named = (
    by: keyof Names,
    find: (code: string) => { name: string; shortName?: string | undefined } | undefined,
  ) =>
    Object.fromEntries(
      figures
        .filter((set) => set.by === by)
        .map(({ code }) => {
          const found = find(code);
          const name = found?.name ?? code;
          return [code, { name, shortName: found?.shortName ?? name }];
        }),
    );
  return {
    region: named('region', (code) => catalogue.region(code)),
    department: named('department', (code) => catalogue.department(code)),
    item: named('item', (code) => catalogue.newestItem(code)),
  };
}
