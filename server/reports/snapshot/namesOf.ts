import type { ReportSnapshot } from '#contract/reports/snapshot';
import type { Catalogue } from '../../catalogue/catalogue.ts';

type Names = ReportSnapshot['names'];
type Telling = Pick<ReportSnapshot, 'figures' | 'typical' | 'work' | 'items' | 'corrections'>;

/** Names of the places and items that occur; one that the catalogue does not know stands for itself. */
export function namesOf(
  { figures, typical, work, items, corrections }: Telling,
  catalogue: Catalogue,
): Names {
  const units = (of: keyof Names): string[] =>
    [...figures, ...corrections].filter(({ by }) => by === of).map(({ code }) => code);
  const departments = [...typical, ...work].map(({ department }) => department);
  return {
    region: named(units('region'), (code) => catalogue.region(code)),
    department: named([...units('department'), ...departments], (code) => catalogue.department(code)),
    item: named([...units('item'), ...[...typical, ...items].map(({ item }) => item)], (code) =>
      catalogue.newestItem(code),
    ),
  };
}

function named(
  codes: readonly string[],
  find: (code: string) => { name: string; shortName?: string | undefined } | undefined,
): Names['item'] {
  return Object.fromEntries(
    [...new Set(codes)].sort().map((code) => {
      const { name, shortName } = find(code) ?? { name: code };
      return [code, { name, shortName: shortName ?? name }];
    }),
  );
}
