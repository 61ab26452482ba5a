import type { Block, ReportDocument, ReportTable, TableRow } from '#contract/reports/reportDocument';

/** A document as paper and screens show it: one line in the place of rows that are left out. */
export function asPrinted(document: ReportDocument): ReportDocument {
  return {
    ...document,
    blocks: printedBlocks(document.blocks),
    annexes: document.annexes.map((annex) => ({ ...annex, blocks: printedBlocks(annex.blocks) })),
  };
}

const printedBlocks = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => (block.kind === 'table' ? { ...block, table: printedTable(block.table) } : block));

function printedTable({ leftOut = [], ...table }: ReportTable): ReportTable {
  if (leftOut.length === 0) return table;
  const rows: TableRow[] = [];
  let at = 0;
  for (const { from, to, gap } of leftOut) {
    rows.push(...table.rows.slice(at, from), { tone: 'gap', cells: [{ value: gap }] });
    at = to;
  }
  return { ...table, rows: [...rows, ...table.rows.slice(at)] };
}
