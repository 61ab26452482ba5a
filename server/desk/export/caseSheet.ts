import { alerts } from '#contract/answerSchema';
import { listCases, type CaseFilter, type CaseRow } from '../../cases/caseListStore.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import { placeColumns } from './placeColumns.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

/** The cases of a filter, newest first. */
export function caseSheet(
  db: Queryable,
  filter: CaseFilter,
  catalogue: Catalogue,
  language: ExportLanguage,
): Sheet {
  const words = exportWords[language];
  const place = placeColumns(catalogue, language);
  const cellsOf = (row: CaseRow): Cell[] => [
    row.caseId,
    ...place.cellsOf(row),
    row.channel,
    words.stage[row.stage],
    row.outcome === null ? null : words.outcome[row.outcome],
    instantCell(row.submittedAt),
    instantCell(row.receivedAt),
    instantCell(row.acceptedAt),
    instantCell(row.promisedDueAt),
    instantCell(row.statutoryDueAt),
    instantCell(row.concludedAt),
    words.alert[alerts[row.concludedAt === null ? row.alert : 0] ?? 'none'],
    row.queries,
  ];
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    const pages = pagesOf((after: CaseRow | undefined, limit) =>
      listCases(db, filter, after ? { at: after.position, key: after.caseId } : null, limit),
    );
    for await (const page of pages) yield page.map(cellsOf);
  };
  return {
    name: words.cases,
    columns: [
      { title: words.caseId, width: 26 },
      ...place.columns,
      { title: words.channel, width: 10 },
      { title: words.stageTitle, width: 10 },
      { title: words.outcomeTitle, width: 12 },
      { title: words.submittedAt, width: 20 },
      { title: words.receivedAt, width: 20 },
      { title: words.acceptedAt, width: 20 },
      { title: words.promisedDueAt, width: 20 },
      { title: words.statutoryDueAt, width: 20 },
      { title: words.caseConcluded, width: 20 },
      { title: words.alertTitle, width: 14 },
      { title: words.queries, width: 8 },
    ],
    rows: rows(),
  };
}
