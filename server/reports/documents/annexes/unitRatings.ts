import type { Annex, AnnexId } from '../annex.ts';
import { behindFirst, firstPrinted } from '../longTable.ts';
import { figuresTable, type ColumnGroup } from '../figuresTable.ts';
import type { Paper } from '../paper.ts';

const words = {
  zh: {
    all: '全部评价',
    voluntary: '主动评价',
    bad: '差评整改',
    region: { id: 'regionRatings', first: '区县', sheet: '区县好差评', caption: '各区县好差评情况' },
    department: { id: 'departmentRatings', first: '部门', sheet: '部门好差评', caption: '各部门好差评情况' },
    span: (span: string) => `（统计期间${span}）`,
    note: (whole: string) =>
      `注：首行为${whole}。系统默认评价不计入主动评价。差评整改为整改期限（15个工作日）在本期内届满的差评。比率样本不足的，列出但不比较。`,
    gap: (n: string) => `另有${n}，见Excel版附表`,
    cut: (printed: number) => `按评价数由多到少排列，印发时列前${printed}个，Excel版附表列出全部。`,
  },
  en: {
    all: 'All',
    voluntary: 'Voluntary',
    bad: 'Bad ones due',
    region: {
      id: 'regionRatings',
      first: 'Region',
      sheet: 'Ratings by region',
      caption: 'Ratings by region',
    },
    department: {
      id: 'departmentRatings',
      first: 'Department',
      sheet: 'Ratings by department',
      caption: 'Ratings by department',
    },
    span: (span: string) => `, ${span}`,
    note: (whole: string) =>
      `The first row is ${whole}. What systems filled in is not voluntary. Bad ones due: those whose 15 working days for rectification ended in the period. Shares of too few ratings are shown and not compared.`,
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) =>
      `Printed are the ${printed} with the most ratings, most first. The Excel file has all.`,
  },
} as const;

const counted = { region: 'regions', department: 'departments' } as const;

/** How every region or department was rated, by level, and what was done about bad ratings. */
export function unitRatings(paper: Paper, by: 'region' | 'department'): Annex | null {
  const { tongue, isExtract } = paper;
  const codes = mostRated(paper, by);
  if (codes.length === 0) return null;
  const said = words[tongue.language];
  const { id, first, sheet, caption } = said[by];
  const gap = (left: number): string => said.gap(tongue.count(left, counted[by]));
  // an extract is of one's own units
  const leftOut = isExtract ? null : behindFirst(codes.length, gap, 1);
  const table = figuresTable(paper, {
    id,
    sheet,
    caption: caption + said.span(tongue.span(paper.snapshot.period)),
    by,
    codes,
    first,
    firstWidth: by === 'region' ? 12 : 18,
    groups: groups(paper),
    withWhole: !isExtract,
    notes: [said.note(paper.place), ...(leftOut ? [said.cut(firstPrinted)] : [])],
  });
  return {
    id: id satisfies AnnexId,
    blocks: [{ kind: 'table', table: { ...table, ...(leftOut ? { leftOut } : {}) } }],
  };
}

function groups(paper: Paper): ColumnGroup[] {
  const said = words[paper.tongue.language];
  return [
    {
      header: said.all,
      columns: [
        ['rated', 'value'],
        ['goodRate', 'value'],
        ['defaultRated', 'value'],
      ],
    },
    {
      header: said.voluntary,
      columns: [
        ['goodRateVoluntary', 'n'],
        ['goodRateVoluntary', 'value'],
        ['verySatisfied', 'value'],
        ['satisfied', 'value'],
        ['fairlySatisfied', 'value'],
        ['dissatisfied', 'value'],
        ['veryDissatisfied', 'value'],
      ],
    },
    {
      header: said.bad,
      columns: [
        ['badRectifiedRate', 'n'],
        ['badCalledBackRate', 'value'],
        ['badRectifiedRate', 'value'],
      ],
    },
  ];
}

/** Those that were rated, most first, equal ones by code. */
function mostRated(paper: Paper, by: 'region' | 'department'): string[] {
  const rated = (code: string): number => paper.figure(by, code, 'rated')?.now.n ?? 0;
  return paper
    .codes(by)
    .filter((code) => rated(code) > 0)
    .toSorted((a, b) => rated(b) - rated(a) || (a < b ? -1 : 1));
}
