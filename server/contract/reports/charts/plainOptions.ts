import type { ReportChart } from '../reportChart.ts';
import type { ChartColours, ChartLook } from './chartLook.ts';
import { tickText } from './valueAxis.ts';
import type { ValueAxis } from './valueAxis.ts';

/** Options that every chart has: drawn at once, and on paper deaf to the pointer. */
export function plainOptions(look: ChartLook, colours: ChartColours, more: PlainMore): object {
  const font = { family: look.font, size: look.fontSize };
  return {
    animation: false,
    ...(look.medium === 'print' ? { responsive: false, events: [] } : { maintainAspectRatio: false }),
    font,
    color: colours.ink,
    layout: { padding: { top: look.fontSize, right: look.fontSize, bottom: 0, left: 0, ...more.padding } },
    plugins: {
      legend: { display: false },
      tooltip: {
        enabled: look.medium !== 'print',
        displayColors: false,
        titleFont: font,
        bodyFont: font,
        filter: more.tipFilter,
        callbacks: { title: more.tipTitle, label: more.tip },
      },
    },
    interaction: { mode: 'nearest', intersect: false },
    scales: more.scales,
  };
}
export interface PlainMore {
  scales: Record<string, object>;
  padding?: { top?: number; right?: number; bottom?: number; left?: number };
  tipTitle: (items: readonly TipItem[]) => string;
  tip: (item: TipItem) => string;
  tipFilter?: (item: TipItem) => boolean;
}
/** What chart.js tells of the point under the pointer. */
export interface TipItem {
  datasetIndex: number;
  dataIndex: number;
  dataset: { label?: string };
}

/** The axis that values are read from: faint lines, no frame. */
export function valueScale(
  axis: ValueAxis,
  unit: ReportChart['unit'],
  look: ChartLook,
  colours: ChartColours,
): object {
  return {
    type: 'linear',
    min: axis.min,
    max: axis.max,
    grid: { color: colours.grid, drawTicks: false },
    border: { display: false },
    ticks: {
      stepSize: axis.step,
      padding: look.fontSize / 2,
      font: { family: look.font, size: look.fontSize },
      color: colours.ink,
      callback: (value: number | string) => tickText(Number(value), axis, unit),
    },
  };
}

/** The axis that names things. */
export const nameScale = (look: ChartLook, colours: ChartColours, more: object = {}): object => ({
  type: 'category',
  ...plainScale(look, colours, more),
});

/** A line without a grid, as much written along it as has room. `more`: of its ticks. */
export function plainScale(look: ChartLook, colours: ChartColours, more: object): object {
  return {
    grid: { display: false },
    border: { color: colours.muted },
    ticks: {
      font: { family: look.font, size: look.fontSize },
      color: colours.ink,
      maxRotation: 0,
      autoSkipPadding: look.fontSize / 2,
      ...more,
    },
  };
}
