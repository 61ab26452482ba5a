import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { listConcerned, type ConcernedCase, type ConcernedFilter } from '../../flags/calendarCaseStore.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import { placeColumns } from './placeColumns.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

/** The cases that a change of a calendar concerns, by number: their due dates before and after, and their flags. */
export function calendarCaseSheet(
  db: Queryable,
  filter: ConcernedFilter,
  catalogue: Catalogue,
  language: ExportLanguage,
): Sheet {
  const words = exportWords[language];
  const place = placeColumns(catalogue, language);
  const flagText = ({ rule, effect, before, after }: ConcernedCase['flags'][number]): string => {
    const ends = [before, after].flatMap((severity) => (severity === null ? [] : words.severity[severity]));
    return `${rule} ${words.effect[effect]} ${ends.join(' → ')}`;
  };
  const cellsOf = (row: ConcernedCase): Cell[] => [
    row.caseId,
    ...place.cellsOf(row),
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
      ...place.columns,
      { title: words.promisedFrom, width: 20 },
      { title: words.promisedTo, width: 20 },
      { title: words.statutoryFrom, width: 20 },
      { title: words.statutoryTo, width: 20 },
      { title: words.flagEffects, width: 40 },
    ],
    rows: rows(),
  };
}
