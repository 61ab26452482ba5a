import { groupedText } from '../roundedText.ts';
import type { ReportChart } from '../reportChart.ts';
import { chartColours } from './chartLook.ts';
import type { ChartLook } from './chartLook.ts';
import type { ChartConfig, DrawnChart } from './drawnChart.ts';
import { marks } from './marks.ts';
import type { Marker } from './marks.ts';
import { nameScale, plainOptions, valueScale } from './plainOptions.ts';
import { textWidth } from '../textWidth.ts';
import { valueAxis, valueText } from './valueAxis.ts';

type Intervals = Extract<ReportChart, { kind: 'intervals' }>;

/** Points with their intervals, best to worst; a dot is filled where its interval leaves out the whole's value. */
export function intervalsConfig(chart: Intervals, look: ChartLook): ChartConfig {
  const colours = chartColours[look.medium];
  const { points, whole, unit } = chart;
  const axis = valueAxis(
    [whole.value, ...points.flatMap(({ value, low, high }) => [value, low, high])],
    unit,
    false,
  );
  const place = (look.width - look.fontSize * 5) / Math.max(1, points.length);
  const named = points.every(({ label }) => textWidth(label) * look.fontSize < 2 * place * 0.95);
  const colourOf = (differs: boolean) => (differs ? colours.ink : colours.muted);
  const radius = Math.max(2, Math.min(4, place * 0.22));

  function mark({ chartArea, scales }: DrawnChart, marker: Marker) {
    const x = (index: number) => scales['x']?.getPixelForValue(index) ?? 0;
    const y = (value: number) => scales['y']?.getPixelForValue(value) ?? 0;
    const { left, right, bottom } = chartArea;
    const { size } = marker;
    marker.line([left, y(whole.value)], [right, y(whole.value)], colours.whole, [5, 3]);
    const said = `${whole.label} ${valueText(whole.value, unit)}`;
    const red = { colour: colours.whole, align: 'left', bold: true } as const;
    marker.text(said, [left + size / 2, y(whole.value) + size], red);
    const first = points[0];
    const last = points.at(-1);
    if (named || !first || !last) return;
    marker.text(first.label, [x(0), y(first.high) - size * 0.9], { colour: colours.ink, bold: true });
    const reach = Math.ceil((marker.widthOf(last.label) + radius) / place);
    const lowest = Math.max(...points.slice(-reach).map(({ low }) => y(low)));
    const under = lowest + size * 0.9;
    // Below the axis stand its own words.
    const inside = under + size / 2 < bottom;
    const lastPlace: [number, number] = inside
      ? [x(points.length - 1), under]
      : [x(points.length - 1), Math.min(...points.slice(-reach).map(({ high }) => y(high))) - size * 0.9];
    marker.text(last.label, lastPlace, { colour: colours.ink, bold: true });
  }
  function foot({ chartArea: { left, right, bottom } }: DrawnChart, marker: Marker) {
    const under = bottom + marker.size * (named ? 2.6 : 1.1);
    const small = { colour: colours.ink, always: true } as const;
    if (!named) {
      marker.text(chart.first, [left, under], { ...small, align: 'left' });
      marker.text(chart.last, [right, under], { ...small, align: 'right' });
    }
    marker.text(chart.legend, [(left + right) / 2, under], small);
  }
  return {
    type: 'bar',
    data: {
      labels: points.map(({ label }) => label),
      datasets: [
        {
          type: 'line',
          data: points.map(({ value }) => value),
          ...{
            showLine: false,
            pointRadius: radius,
            pointHoverRadius: radius + 1,
            pointBorderWidth: 1.2,
            pointBorderColor: points.map(({ differs }) => colourOf(differs)),
            pointBackgroundColor: points.map(({ differs }) => (differs ? colours.ink : colours.paper)),
            clip: false,
          },
        },
        {
          type: 'bar',
          data: points.map(({ low, high }): [number, number] => [low, high]),
          ...{
            barThickness: 1.2,
            minBarLength: 1,
            borderSkipped: false,
            backgroundColor: points.map(({ differs }) => colourOf(differs)),
          },
        },
      ],
    },
    options: plainOptions(look, colours, {
      padding: { top: look.fontSize * 1.6, bottom: look.fontSize * 2 },
      scales: {
        x: nameScale(look, colours, { display: named, autoSkip: false }),
        y: valueScale(axis, unit, look, colours),
      },
      tipTitle: ([item]) => points[item?.dataIndex ?? -1]?.label ?? '',
      tipFilter: ({ datasetIndex }) => datasetIndex === 0,
      tip({ dataIndex }) {
        const point = points[dataIndex];
        if (!point) return '';
        const [value, low, high] = [point.value, point.low, point.high].map((one) => valueText(one, unit));
        return `${value} (${low} ~ ${high}), n = ${groupedText(point.n)}`;
      },
    }),
    plugins: [
      marks(look, colours, (drawn, marker) => {
        mark(drawn, marker);
        foot(drawn, marker);
      }),
    ],
  };
}
