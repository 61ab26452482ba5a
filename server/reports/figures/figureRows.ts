import type { FigureCases } from '#contract/reports/figureCasesSchema';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { readNumberCursor, readTextCursor } from '../../http/cursor.ts';
import { instantText, instantTextOrNull } from '../../http/instantText.ts';
import { countedUpTo, pageOf } from '../../http/page.ts';
import { countFigureCases, figureCases, type FigureAsked, type FigureCase } from './figureCases.ts';
import { countFigureFlags, figureFlags, type FigureFlag } from './figureFlags.ts';
import { flagGrounds } from './flagGrounds.ts';

export type FigureRows = Pick<FigureCases, 'of' | 'items' | 'nextCursor' | 'total' | 'more' | 'cases'>;
interface Page {
  cursor: string | undefined;
  limit: number;
}

/**
 * A page of what stands behind a figure: flags where it counts flags, so that they are as many as it says, else cases.
 * @throws Problem `not_found`: nothing stands behind it one by one
 */
export function figureRows(db: Queryable, asked: FigureAsked, page: Page): Promise<FigureRows> {
  return flagGrounds[asked.indicator] === undefined ? caseRows(db, asked, page) : flagRows(db, asked, page);
}

async function caseRows(db: Queryable, asked: FigureAsked, { cursor, limit }: Page): Promise<FigureRows> {
  const after = readTextCursor(cursor);
  const rows = await figureCases(db, asked, { after, limit: limit + 1 });
  const counted = await countFigureCases(db, asked, countedUpTo + 1);
  const toItem = (row: FigureCase): FigureCases['items'][number] => ({
    flag: null,
    caseId: row.caseId,
    ...placedItem(row, asked.catalogue),
  });
  const positionOf = ({ position, caseId }: FigureCase) => ({ at: position, key: caseId });
  return { of: 'cases', ...pageOf(rows, limit, counted, toItem, positionOf), cases: null };
}

async function flagRows(db: Queryable, asked: FigureAsked, { cursor, limit }: Page): Promise<FigureRows> {
  const after = readNumberCursor(cursor);
  const rows = await figureFlags(db, asked, { after, limit: limit + 1 });
  const { n, cases } = await countFigureFlags(db, asked, countedUpTo + 1);
  const toItem = (row: FigureFlag): FigureCases['items'][number] => ({
    flag: {
      flagId: row.flagId,
      subject: { kind: row.subjectKind, id: row.subjectId },
      rule: row.rule,
      severity: row.severity,
      standing: row.standing,
      verdict: row.verdict,
      occurredAt: instantText(row.occurredAt),
    },
    caseId: row.subjectKind === 'case' ? row.subjectId : null,
    ...placedItem(row, asked.catalogue),
  });
  const page = pageOf(rows, limit, n, toItem, ({ position, key }) => ({ at: position, key }));
  return { of: 'flags', ...page, cases: n > countedUpTo ? null : cases };
}

type Placed = Pick<FigureCase, 'item' | 'department' | 'region' | 'acceptedAt' | 'dueAt' | 'concludedAt'>;

const placedItem = (
  { item, department, region, acceptedAt, dueAt, concludedAt }: Placed,
  catalogue: Catalogue,
) => ({
  item,
  itemName: item === null ? '' : (catalogue.newestItem(item)?.name ?? item),
  department,
  departmentName: department === null ? '' : (catalogue.department(department)?.name ?? department),
  region,
  acceptedAt: instantTextOrNull(acceptedAt),
  dueAt: instantTextOrNull(dueAt),
  concludedAt: instantTextOrNull(concludedAt),
});
