import { ruleNames } from '#contract/ruleNames';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { flagBackgrounds, type FlagBackground } from '../../flags/flagBackgroundStore.ts';
import { listFlags, type FlagFilter, type FlagRow } from '../../flags/flagListStore.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import { placeColumns } from './placeColumns.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

/** The flags of a filter, newest first. */
export function flagSheet(
  db: Queryable,
  filter: FlagFilter,
  catalogue: Catalogue,
  language: ExportLanguage,
): Sheet {
  const words = exportWords[language];
  const place = placeColumns(catalogue, language);
  const cellsOf = (row: FlagRow, behind: FlagBackground | undefined): Cell[] => [
    row.flagId,
    row.subjectId,
    row.rule,
    ruleNames[language][row.rule],
    words.severity[row.severity],
    words.status[row.status],
    ...place.cellsOf(row),
    row.step,
    row.owner,
    instantCell(row.dueAt),
    instantCell(row.occurredAt),
    instantCell(row.raisedAt),
    instantCell(row.endedAt),
    instantCell(behind?.dueAt ?? null),
    instantCell(behind?.concludedAt ?? null),
    instantCell(behind?.lastAt ?? null),
    behind?.lastActor ?? null,
  ];
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    const pages = pagesOf((after: FlagRow | undefined, limit) =>
      listFlags(db, filter, after ? { at: after.position, key: after.flagId } : null, limit),
    );
    for await (const page of pages) {
      const behind = await flagBackgrounds(
        db,
        page.map((row) => row.flagId),
      );
      yield page.map((row) => cellsOf(row, behind.get(row.flagId)));
    }
  };
  return {
    name: words.flags,
    columns: [
      { title: words.flagId, width: 10 },
      { title: words.subject, width: 26 },
      { title: words.rule, width: 9 },
      { title: words.ruleName, width: 16 },
      { title: words.severityTitle, width: 8 },
      { title: words.statusTitle, width: 12 },
      ...place.columns,
      { title: words.step, width: 14 },
      { title: words.owner, width: 14 },
      { title: words.followupDue, width: 20 },
      { title: words.occurredAt, width: 20 },
      { title: words.raisedAt, width: 20 },
      { title: words.endedAt, width: 20 },
      { title: words.caseDue, width: 20 },
      { title: words.caseConcluded, width: 20 },
      { title: words.lastAt, width: 20 },
      { title: words.lastActor, width: 14 },
    ],
    rows: rows(),
  };
}
