import type { Block, ReportTable } from '#contract/reports/reportDocument';
import type { ItemFinding } from '#contract/reports/snapshot';
import { behindFirst, firstPrinted } from '../longTable.ts';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '时限和力量',
    shorten: {
      told: (n: string) =>
        `95%的办件用时不到承诺时限一半的事项${n}（样本不少于30件），可以研究压缩承诺时限。`,
      none: '没有用时远低于承诺、可以研究压缩承诺时限的事项。',
      caption: '可以研究压缩承诺时限的事项',
      sheet: '可压缩时限的事项',
    },
    staff: {
      told: (n: string) => `超过一成办件超期的事项${n}（样本不少于30件），需要研究人员力量和办理流程。`,
      none: '没有超过一成办件超期的事项。',
      caption: '需要研究人员力量的事项',
      sheet: '需要力量的事项',
    },
    columns: ['事项', '办件', '承诺时限（工作日）', '法定时限（工作日）', '95%用时（工作日）', '超期（件）'],
    gap: (n: string) => `另有${n}，见Excel版`,
    cut: (printed: number) => `注：办件多的列在前，印发时列前${printed}个，Excel版列出全部。`,
  },
  en: {
    title: 'Limits and staff',
    shorten: {
      told: (n: string) =>
        `Items of which 95% of the cases took less than half of the promise, with at least 30 cases: ${n}. Their promised limit could be shortened.`,
      none: 'No item is so much faster than its promise that it could be shortened.',
      caption: 'Items whose promise could be shortened',
      sheet: 'Promises to shorten',
    },
    staff: {
      told: (n: string) =>
        `Items of which more than a tenth of the cases are late, with at least 30 cases: ${n}. They need people, or another procedure.`,
      none: 'No item has more than a tenth of its cases late.',
      caption: 'Items that need people',
      sheet: 'Items that need people',
    },
    columns: [
      'Item',
      'Cases',
      'Promised (working days)',
      'Statutory (working days)',
      '95% within (working days)',
      'Late',
    ],
    gap: (n: string) => `Another ${n}, in the Excel file`,
    cut: (printed: number) =>
      `Those of most cases come first. Printed are ${printed}; the Excel file has all.`,
  },
};

/** Which promises could be shortened, and where people are missing. */
export function itemAdvice(paper: Paper): Section | null {
  if (paper.isExtract) return null;
  const { language } = paper.tongue;
  const blocks = (['shorten', 'staff'] as const).flatMap((advice): Block[] => {
    const said = words[language][advice];
    const items = paper.snapshot.items.filter((one) => one.advice === advice);
    if (items.length === 0) return [paragraph(say`${said.none}`)];
    return [
      paragraph(say`${said.told(paper.tongue.count(items.length, 'items'))}`),
      {
        kind: 'table',
        table: { id: advice, sheet: said.sheet, caption: said.caption, ...rowsOf(paper, items) },
      },
    ];
  });
  return { title: words[language].title, blocks };
}

function rowsOf(
  paper: Paper,
  items: readonly ItemFinding[],
): Pick<ReportTable, 'columns' | 'rows' | 'leftOut' | 'notes'> {
  const { columns: headers, gap, cut } = words[paper.tongue.language];
  const leftOut = behindFirst(items.length, (left) => gap(paper.tongue.count(left, 'items')));
  const keys = ['item', 'n', 'promised', 'statutory', 'p95', 'late'];
  return {
    columns: keys.map((key, i) => ({
      key,
      header: headers[i] ?? key,
      kind: i === 0 ? 'text' : i === 1 || i === 5 ? 'count' : 'decimal',
      ...(key === 'promised' || key === 'statutory' ? { decimals: 0 } : {}),
      width: i === 0 ? 20 : 9,
    })),
    rows: items.map(({ item, n, promised, statutory, p95, late }) => ({
      cells: [
        { value: paper.name('item', item) },
        { value: n },
        { value: promised },
        { value: statutory },
        { value: p95 },
        { value: late },
      ],
    })),
    ...(leftOut ? { leftOut } : {}),
    notes: leftOut ? [cut(firstPrinted)] : [],
  };
}
