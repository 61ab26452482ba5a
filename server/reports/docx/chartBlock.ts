import { ImageRun, Paragraph } from 'docx';
import type { ReportChart } from '#contract/reports/reportChart';
import type { ChartImage } from '../charts/chartImages.ts';
import { styleIds } from './docxStyles.ts';
import { textRuns } from './textRuns.ts';

const twipsPerMm = 1440 / 25.4;
const pixelsPerMm = 96 / 25.4;

/** A chart as a picture under its caption, no wider than the text (twips), with its description for who cannot see it. */
export function chartBlock(chart: ReportChart, image: ChartImage | undefined, width: number): Paragraph[] {
  const caption = new Paragraph({ style: styleIds.caption, children: textRuns(chart.caption) });
  if (image === undefined) return [caption, new Paragraph({ children: textRuns(chart.description) })];
  return [caption, new Paragraph({ style: styleIds.picture, children: [chartRun(chart, image, width)] })];
}

function chartRun(
  { id, caption, description }: ReportChart,
  { png, widthMm, heightMm }: ChartImage,
  width: number,
): ImageRun {
  const scale = Math.min(1, width / (widthMm * twipsPerMm));
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: {
      width: Math.round(widthMm * pixelsPerMm * scale),
      height: Math.round(heightMm * pixelsPerMm * scale),
    },
    altText: { name: id, title: caption, description },
  });
}
