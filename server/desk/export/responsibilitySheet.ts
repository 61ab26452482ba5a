import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { responsibilityLine } from '../responsibility/responsibilityLine.ts';
import {
  listResponsibility,
  type ResponsibilityFilter,
  type ResponsibilityRow,
} from '../responsibility/responsibilityStore.ts';
import type { ExportLanguage } from './exportWords.ts';
import { pagesOf } from './pagesOf.ts';
import type { Cell, Sheet } from './sheet.ts';

const words = {
  zh: {
    name: '责任追溯',
    by: { handler: '经办人', department: '部门', item: '事项' },
    nobody: '未注明',
    called: '名称',
    outcomes: '不良结果数',
    held: '发生时承办',
    firstAsked: '首问',
    red: '其中红牌',
    cases: '办件数',
    worked: '承办工作日',
  },
  en: {
    name: 'Responsibility',
    by: { handler: 'Handler', department: 'Department', item: 'Item' },
    nobody: 'nobody named',
    called: 'Name',
    outcomes: 'Bad outcomes',
    held: 'Had it then',
    firstAsked: 'First asked',
    red: 'Red',
    cases: 'Cases',
    worked: 'Working days held',
  },
} as const satisfies Record<ExportLanguage, object>;

const day = 86_400_000;

/** Whose the bad outcomes of a period are, most first. */
export function responsibilitySheet(
  db: Queryable,
  filter: ResponsibilityFilter,
  catalogue: Catalogue,
  language: ExportLanguage,
): Sheet {
  const said = words[language];
  const lineOf = responsibilityLine(filter.by, catalogue);
  const cellsOf = (row: ResponsibilityRow): Cell[] => {
    const { code, name, outcomes, held, firstAsked, red, cases, worked } = lineOf(row);
    return [
      code ?? said.nobody,
      name,
      outcomes,
      held,
      firstAsked,
      red,
      cases,
      Math.round((worked / day) * 100) / 100,
    ];
  };
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    const pages = pagesOf((after: ResponsibilityRow | undefined, limit) =>
      listResponsibility(db, filter, after ? { at: after.outcomes, key: after.code } : null, limit),
    );
    for await (const page of pages) yield page.map(cellsOf);
  };
  return {
    name: said.name,
    columns: [
      { title: said.by[filter.by], width: 26 },
      { title: said.called, width: 28 },
      { title: said.outcomes, width: 12 },
      { title: said.held, width: 12 },
      { title: said.firstAsked, width: 10 },
      { title: said.red, width: 10 },
      { title: said.cases, width: 10 },
      { title: said.worked, width: 14 },
    ],
    rows: rows(),
  };
}
