import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { listConcerned, type ConcernedCase, type ConcernedFilter } from '../../flags/calendarCaseStore.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

/** The cases that a change of a calendar concerns, by number: their due dates before and after, and their flags. */
export function calendarCaseSheet(
  db: Queryable,
  filter: ConcernedFilter,
  catalogue: Catalogue,
  language: ExportLanguage,
): Sheet {
  const words = exportWords[language];
  const flagText = ({ rule, effect, before, after }: ConcernedCase['flags'][number]): string => {
    const ends = [before, after].flatMap((severity) => (severity === null ? [] : words.severity[severity]));
    return `${rule} ${words.effect[effect]} ${ends.join(' → ')}`;
  };
  const cellsOf = (row: ConcernedCase): Cell[] => [
    row.caseId,
    row.region,
    row.region === null ? null : (catalogue.region(row.region)?.name ?? null),
    row.department,
    row.department === null ? null : (catalogue.department(row.department)?.name ?? null),
    row.item,
    row.item === null ? null : (catalogue.newestItem(row.item)?.name ?? null),
    instantCell(row.promisedFrom),
    instantCell(row.promisedTo),
    instantCell(row.statutoryFrom),
    instantCell(row.statutoryTo),
    row.flags.map(flagText).join('; '),
  ];
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    const pages = pagesOf((after: ConcernedCase | undefined, limit) =>
      listConcerned(db, filter, after?.caseId ?? null, limit),
    );
    for await (const page of pages) yield page.map(cellsOf);
  };
  return {
    name: words.calendarCases,
    columns: [
      { title: words.caseId, width: 26 },
      { title: words.region, width: 11 },
      { title: words.regionName, width: 16 },
      { title: words.department, width: 14 },
      { title: words.departmentName, width: 28 },
      { title: words.item, width: 14 },
      { title: words.itemName, width: 36 },
      { title: words.promisedFrom, width: 20 },
      { title: words.promisedTo, width: 20 },
      { title: words.statutoryFrom, width: 20 },
      { title: words.statutoryTo, width: 20 },
      { title: words.flagEffects, width: 40 },
    ],
    rows: rows(),
  };
}
