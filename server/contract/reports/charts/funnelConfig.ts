import { groupedText } from '../roundedText.ts';
import type { ReportChart } from '../reportChart.ts';
import { chartColours } from './chartLook.ts';
import type { ChartLook } from './chartLook.ts';
import type { ChartConfig, DrawnChart } from './drawnChart.ts';
import { marks } from './marks.ts';
import type { Marker } from './marks.ts';
import { plainOptions, plainScale, valueScale } from './plainOptions.ts';
import { valueAxis, valueText } from './valueAxis.ts';

type Funnel = Extract<ReportChart, { kind: 'funnel' }>;
type Limit = Exclude<keyof Funnel['limits'][number], 'n'>;

/** Small and large units on one axis: beyond twentyfold the small ones would crowd at its left end. */
const spreadForLog = 20;

/** Rates by the number of cases they rest on, between limits of 95 % and 99.8 % around the whole's rate. */
export function funnelConfig(chart: Funnel, look: ChartLook): ChartConfig {
  const colours = chartColours[look.medium];
  const { points, limits, whole, unit } = chart;
  const ns = [...points, ...limits].map(({ n }) => n).filter((n) => n > 0);
  const [fewest, most] = ns.length === 0 ? [1, 1] : [Math.min(...ns), Math.max(...ns)];
  const inside = limits.filter(({ n }) => n >= Math.min(...points.map(({ n }) => n)));
  const axis = valueAxis(
    [
      whole.value,
      ...points.map(({ value }) => value),
      ...inside.flatMap(({ low998, high998 }) => [low998, high998]),
    ],
    unit,
    false,
  );
  const logarithmic = most / fewest > spreadForLog;
  const kept = (value: number) => Math.max(axis.min, Math.min(axis.max, value));
  const limitLine = (limit: Limit, dash: number[]) => ({
    type: 'line' as const,
    data: limits.map((row) => ({ x: row.n, y: kept(row[limit]) })),
    ...{ borderColor: colours.muted, borderWidth: 1, borderDash: dash, pointRadius: 0, pointHitRadius: 0 },
  });

  function mark({ chartArea: { left, right, bottom }, scales }: DrawnChart, marker: Marker) {
    const x = (n: number) => scales['x']?.getPixelForValue(n) ?? 0;
    const y = (value: number) => scales['y']?.getPixelForValue(value) ?? 0;
    const { size } = marker;
    marker.line([left, y(whole.value)], [right, y(whole.value)], colours.whole, [5, 3]);
    const said = `${whole.label} ${valueText(whole.value, unit)}`;
    const red = { colour: colours.whole, align: 'left', bold: true } as const;
    marker.text(said, [left + size / 2, y(whole.value) + size], red);
    const grey = { colour: colours.muted, align: 'left' } as const;
    // Where the funnel is wide its limits stand apart.
    const wide = limits[1];
    if (wide) {
      marker.text('99.8%', [x(wide.n) + size / 2, y(kept(wide.low998)) + size * 0.8], grey);
      marker.text('95%', [x(wide.n) + size / 2, y(kept(wide.low95)) + size * 0.8], grey);
    }
    marker.text(chart.nLabel, [right, bottom + size * 2.7], {
      colour: colours.ink,
      align: 'right',
      always: true,
    });
    for (const { n, value } of points) marker.keepClear(x(n), y(kept(value)), 3);
    // The furthest from the whole are named first: where two would cover each other, the nearer one stays unnamed.
    const outside = points
      .filter((point) => point.outside)
      .sort(
        (one, other) =>
          Math.abs(other.value - whole.value) - Math.abs(one.value - whole.value) || other.n - one.n,
      );
    for (const { label, n, value } of outside) {
      const [across, down] = [x(n), y(kept(value))];
      const ink = { colour: colours.ink };
      const away = value > whole.value ? -1 : 1;
      void (
        marker.text(label, [across + size * 0.6, down], { ...ink, align: 'left' }) ||
        marker.text(label, [across - size * 0.6, down], { ...ink, align: 'right' }) ||
        marker.text(label, [across, down + away * size], ink)
      );
    }
  }
  const dots = (outside: boolean) => ({
    type: 'scatter' as const,
    data: points
      .filter((point) => point.outside === outside)
      .map(({ n, value }) => ({ x: n, y: kept(value) })),
    ...{
      pointRadius: 3.2,
      pointBorderWidth: 1.2,
      borderColor: outside ? colours.ink : colours.muted,
      backgroundColor: outside ? colours.ink : colours.paper,
      clip: false,
    },
  });
  const pointOf = (datasetIndex: number, dataIndex: number) =>
    points.filter((point) => point.outside === (datasetIndex === 0))[dataIndex];
  return {
    type: 'scatter',
    data: {
      datasets: [
        dots(true),
        dots(false),
        limitLine('low998', []),
        limitLine('high998', []),
        limitLine('low95', [4, 3]),
        limitLine('high95', [4, 3]),
      ],
    },
    options: plainOptions(look, colours, {
      padding: { right: look.fontSize * 1.5, bottom: look.fontSize * 1.4 },
      scales: {
        x: {
          type: logarithmic ? 'logarithmic' : 'linear',
          min: logarithmic ? fewest * 0.9 : 0,
          max: most * (logarithmic ? 1.1 : 1.02),
          ...plainScale(look, colours, {
            autoSkipPadding: look.fontSize,
            callback: (n: number | string) =>
              /^[125]0*$/.test(String(n)) || !logarithmic ? groupedText(Number(n)) : '',
          }),
        },
        y: valueScale(axis, unit, look, colours),
      },
      tipFilter: ({ datasetIndex }) => datasetIndex < 2,
      tipTitle: ([item]) => (item ? (pointOf(item.datasetIndex, item.dataIndex)?.label ?? '') : ''),
      tip({ datasetIndex, dataIndex }) {
        const point = pointOf(datasetIndex, dataIndex);
        return point ? `${valueText(point.value, unit)}, n = ${groupedText(point.n)}` : '';
      },
    }),
    plugins: [marks(look, colours, mark)],
  };
}
