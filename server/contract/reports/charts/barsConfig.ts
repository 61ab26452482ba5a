import type { ReportChart } from '../reportChart.ts';
import { chartColours } from './chartLook.ts';
import type { ChartLook } from './chartLook.ts';
import type { ChartConfig, DrawnChart } from './drawnChart.ts';
import { marks } from './marks.ts';
import type { Marker } from './marks.ts';
import { nameScale, plainOptions, valueScale } from './plainOptions.ts';
import { cutText } from './cutText.ts';
import { valueAxis, valueText } from './valueAxis.ts';

type Bars = Extract<ReportChart, { kind: 'bars' }>;

/** Bars from zero, each with its value at its end. */
export function barsConfig(chart: Bars, look: ChartLook): ChartConfig {
  const colours = chartColours[look.medium];
  const { bars, unit, horizontal } = chart;
  const axis = valueAxis(
    bars.map(({ value }) => value),
    unit,
    true,
  );
  const names = nameScale(look, colours, { autoSkip: false });
  const values = valueScale(axis, unit, look, colours);
  const longest = horizontal ? (look.width * 0.4) / look.fontSize : look.width / look.fontSize / bars.length;

  function mark({ scales }: DrawnChart, marker: Marker) {
    bars.forEach(({ value }, index) => {
      const along = scales[horizontal ? 'y' : 'x']?.getPixelForValue(index) ?? 0;
      const end = scales[horizontal ? 'x' : 'y']?.getPixelForValue(value) ?? 0;
      const text = valueText(value, unit);
      const { size } = marker;
      if (horizontal) marker.text(text, [end + size / 2, along], { colour: colours.ink, align: 'left' });
      else marker.text(text, [along, end - size * 0.8], { colour: colours.ink });
    });
  }
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ label }) => cutText(label, Math.max(3, longest))),
      datasets: [
        {
          data: bars.map(({ value }) => value),
          ...{ backgroundColor: colours.bar, maxBarThickness: look.fontSize * 2, minBarLength: 1 },
        },
      ],
    },
    options: {
      ...plainOptions(look, colours, {
        padding: horizontal ? { right: look.fontSize * 5 } : { top: look.fontSize * 1.6 },
        scales: horizontal ? { y: names, x: values } : { x: names, y: values },
        tipTitle: ([item]) => bars[item?.dataIndex ?? -1]?.label ?? '',
        tip: ({ dataIndex }) => valueText(bars[dataIndex]?.value ?? 0, unit),
      }),
      indexAxis: horizontal ? 'y' : 'x',
    },
    plugins: [marks(look, colours, mark)],
  };
}
