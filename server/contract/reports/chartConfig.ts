import { barsConfig } from './charts/barsConfig.ts';
import type { ChartLook } from './charts/chartLook.ts';
import { distributionConfig } from './charts/distributionConfig.ts';
import type { ChartConfig } from './charts/drawnChart.ts';
import { funnelConfig } from './charts/funnelConfig.ts';
import { intervalsConfig } from './charts/intervalsConfig.ts';
import { trendConfig } from './charts/trendConfig.ts';
import type { ReportChart } from './reportChart.ts';

/** A configuration of chart.js: the same picture on a screen and on paper. */
export function chartConfig(chart: ReportChart, look: ChartLook): ChartConfig {
  switch (chart.kind) {
    case 'intervals':
      return intervalsConfig(chart, look);
    case 'funnel':
      return funnelConfig(chart, look);
    case 'trend':
      return trendConfig(chart, look);
    case 'bars':
      return barsConfig(chart, look);
    case 'distribution':
      return distributionConfig(chart, look);
  }
}

/** Height in the unit of the width it is drawn at; lying bars need as much as there are of them. */
export function chartHeight(chart: ReportChart, width: number, fontSize: number): number {
  if (chart.kind === 'bars' && chart.horizontal) return fontSize * (chart.bars.length * 2 + 4);
  return Math.max(width * 0.42, fontSize * 18);
}
