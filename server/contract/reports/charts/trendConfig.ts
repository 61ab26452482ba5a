import type { ReportChart } from '../reportChart.ts';
import { chartColours } from './chartLook.ts';
import type { ChartLook } from './chartLook.ts';
import type { ChartConfig, DrawnChart } from './drawnChart.ts';
import { marks } from './marks.ts';
import type { Marker } from './marks.ts';
import { nameScale, plainOptions, valueScale } from './plainOptions.ts';
import { cutText } from './cutText.ts';
import { textWidth } from '../textWidth.ts';
import { valueAxis, valueText } from './valueAxis.ts';

type Trend = Extract<ReportChart, { kind: 'trend' }>;

/** Lines are told apart by colour, dash and mark: one of them survives every printer. */
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3]];
const pointStyles = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot'];
const turn = <T>(list: readonly T[], index: number) => list[index % list.length];

/** Values over periods; where nothing was observed there is a gap, never a line across it. */
export function trendConfig(chart: Trend, look: ChartLook): ChartConfig {
  const colours = chartColours[look.medium];
  const { unit, series } = chart;
  const values = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const axis = valueAxis(values, unit, unit !== 'share');
  const named = series.length > 1 ? series.map(({ label }) => cutText(label, 8)) : [];
  const room = (Math.max(0, ...named.map(textWidth)) / 2 + 1) * look.fontSize;

  /** Each line's name at its end, aside where two ends meet. */
  function mark({ scales }: DrawnChart, marker: Marker) {
    named.forEach((label, index) => {
      const values = series[index]?.values ?? [];
      const last = values.findLastIndex((value) => value !== null);
      const value = values[last];
      if (value == null) return;
      const x = (scales['x']?.getPixelForValue(values.length - 1) ?? 0) + marker.size * 0.7;
      const y = scales['y']?.getPixelForValue(value) ?? 0;
      const colour = turn(colours.series, index) ?? colours.ink;
      for (const aside of [0, 1, -1, 2, -2, 3, -3, 4])
        if (marker.text(label, [x, y + aside * marker.size * 1.1], { colour, align: 'left', bold: true }))
          return;
    });
  }
  return {
    type: 'line',
    data: {
      labels: [...chart.periods],
      datasets: series.map(({ label, values }, index) => ({
        label,
        data: [...values],
        ...{
          spanGaps: false,
          borderColor: turn(colours.series, index),
          backgroundColor: index === 0 ? turn(colours.series, index) : colours.paper,
          borderDash: turn(dashes, index),
          borderWidth: index === 0 ? 2 : 1.5,
          pointStyle: turn(pointStyles, index),
          pointRadius: 3,
          pointBorderWidth: 1.2,
          clip: false,
        },
      })),
    },
    options: plainOptions(look, colours, {
      padding: { right: room },
      scales: { x: nameScale(look, colours), y: valueScale(axis, unit, look, colours) },
      tipTitle: ([item]) => chart.periods[item?.dataIndex ?? -1] ?? '',
      tip({ dataIndex, datasetIndex, dataset }) {
        const value = series[datasetIndex]?.values[dataIndex];
        return `${dataset.label ?? ''} ${value == null ? '—' : valueText(value, unit)}`;
      },
    }),
    plugins: [marks(look, colours, mark)],
  };
}
