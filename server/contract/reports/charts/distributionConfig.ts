import type { ReportChart } from '../reportChart.ts';
import { chartColours } from './chartLook.ts';
import type { ChartLook } from './chartLook.ts';
import type { ChartConfig, DrawnChart } from './drawnChart.ts';
import { marks } from './marks.ts';
import type { Marker } from './marks.ts';
import { nameScale, plainOptions, valueScale } from './plainOptions.ts';
import { textWidth } from '../textWidth.ts';
import { valueAxis, valueText } from './valueAxis.ts';

type Distribution = Extract<ReportChart, { kind: 'distribution' }>;

/** How many cases took how long; marks (median, 80th, 95th percentile) stand above their bins. */
export function distributionConfig(chart: Distribution, look: ChartLook): ChartConfig {
  const colours = chartColours[look.medium];
  const { bins } = chart;
  const counts = bins.map(({ n }) => n);
  const axis = valueAxis(counts, 'count', true);
  const rowHeight = look.fontSize * 1.3;
  const placed = inRows(chart, look);
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1));

  function mark({ chartArea: { top, bottom }, scales }: DrawnChart, marker: Marker) {
    for (const { label, bin, row } of placed) {
      const x = scales['x']?.getPixelForValue(bin) ?? 0;
      const y = top - rowHeight * (row + 0.6);
      marker.line([x, y], [x, bottom], colours.whole, [4, 3]);
      marker.text(label, [x, y], { colour: colours.whole, bold: true, always: true });
    }
  }
  return {
    type: 'bar',
    data: {
      labels: bins.map(({ label }) => label),
      datasets: [
        {
          data: counts,
          ...{ backgroundColor: colours.bar, categoryPercentage: 1, barPercentage: 0.9 },
        },
      ],
    },
    options: plainOptions(look, colours, {
      padding: { top: look.fontSize / 2 + rows * rowHeight },
      scales: { x: nameScale(look, colours), y: valueScale(axis, 'count', look, colours) },
      tipTitle: ([item]) => bins[item?.dataIndex ?? -1]?.label ?? '',
      tip: ({ dataIndex }) => valueText(bins[dataIndex]?.n ?? 0, 'count'),
    }),
    plugins: [marks(look, colours, mark)],
  };
}

/** Marks that would cover one another stand in rows, the first one lowest. */
function inRows({ bins, marks }: Distribution, look: ChartLook) {
  const place = (look.width - look.fontSize * 5) / Math.max(1, bins.length);
  const ends: number[] = [];
  return [...marks]
    .sort((one, other) => one.bin - other.bin || (one.label < other.label ? -1 : 1))
    .map(({ label, bin }) => {
      const half = ((textWidth(label) + 2) * look.fontSize) / 4;
      const found = ends.findIndex((end) => end < bin * place - half);
      const row = found < 0 ? ends.length : found;
      ends[row] = bin * place + half;
      return { label, bin, row };
    });
}
