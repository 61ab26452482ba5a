import { listAudit, type AuditFilter, type AuditRow } from '../../access/auditListStore.ts';
import type { Queryable } from '../../db/queryable.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

/** The audit's entries of a filter, newest first, each with its place in the chain. */
export function auditSheet(db: Queryable, filter: AuditFilter, language: ExportLanguage): Sheet {
  const words = exportWords[language];
  const cellsOf = (row: AuditRow): Cell[] => [
    row.seq,
    instantCell(row.at),
    row.actor,
    row.action,
    row.kind,
    row.id,
    JSON.stringify(row.detail),
  ];
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    const pages = pagesOf((after: AuditRow | undefined, limit) =>
      listAudit(db, filter, after ? { at: after.position, key: after.auditId } : null, limit),
    );
    for await (const page of pages) yield page.map(cellsOf);
  };
  return {
    name: words.audit,
    columns: [
      { title: words.chainSeq, width: 10 },
      { title: words.auditAt, width: 20 },
      { title: words.actor, width: 18 },
      { title: words.auditAction, width: 24 },
      { title: words.subjectKind, width: 12 },
      { title: words.subjectId, width: 26 },
      { title: words.detail, width: 60 },
    ],
    rows: rows(),
  };
}
