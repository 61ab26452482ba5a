import type { ReportChart } from '#contract/reports/reportChart';
import type { ReportDocument } from '#contract/reports/reportDocument';

/** Charts of the text and of its annexes, in their order. */
export function chartsOf({ blocks, annexes }: ReportDocument): ReportChart[] {
  return [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block) =>
    block.kind === 'chart' ? [block.chart] : [],
  );
}
