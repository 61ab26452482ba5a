import { setImmediate } from 'node:timers/promises';
import { GlobalFonts, createCanvas } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  ScatterController,
} from 'chart.js';
import type { ChartItem } from 'chart.js';
import { chartConfig, chartHeight } from '#contract/reports/chartConfig';
import type { ReportChart } from '#contract/reports/reportChart';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { reportFonts } from '../fonts/reportFonts.ts';
import type { ReportFonts } from '../fonts/reportFonts.ts';
import { chartsOf } from './chartsOf.ts';
import { opaquePng } from './opaquePng.ts';

export interface ChartImage {
  png: Buffer;
  widthMm: number;
  heightMm: number;
}
/** By the chart's id. */
export type ChartImages = ReadonlyMap<string, ChartImage>;

/** The text's width on A4 between the margins of official papers. */
const widthMm = 156;
const pxPerMm = 96 / 25.4;
const dotsPerInch = 300;
/** CSS px: 9 pt. */
const fontSize = 12;

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  ScatterController,
);

const families = new Map<string, string>();
/** A family of its own for each pair of files, so that fonts of the machine never come in. */
function familyOf({ body, bold }: ReportFonts): string {
  const key = `${body.path}\n${bold.path}`;
  const known = families.get(key);
  if (known) return known;
  const family = `DubanReport${families.size}`;
  GlobalFonts.registerFromPath(body.path, family);
  GlobalFonts.registerFromPath(bold.path, family);
  families.set(key, family);
  return family;
}

async function chartImage(chart: ReportChart, font: string): Promise<ChartImage> {
  const width = Math.round(widthMm * pxPerMm);
  const height = Math.round(chartHeight(chart, width, fontSize));
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const config = chartConfig(chart, { medium: 'print', font, width, fontSize });
  // chart.js knows a browser's canvas; this one has all of it that a chart draws with.
  const drawn = new Chart(pen as unknown as ChartItem, {
    ...config,
    options: { ...config.options, devicePixelRatio: dotsPerInch / 96 },
  });
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const png = await opaquePng(data, canvas.width, canvas.height, dotsPerInch);
  // Clears the canvas.
  drawn.destroy();
  return { png, widthMm, heightMm: height / pxPerMm };
}

/** Pictures of all charts of a document, in 300 dots an inch on white. */
export async function chartImages(document: ReportDocument, fonts = reportFonts()): Promise<ChartImages> {
  const font = familyOf(fonts);
  const images = new Map<string, ChartImage>();
  for (const chart of chartsOf(document)) {
    images.set(chart.id, await chartImage(chart, font));
    // A canvas' memory is given back only between turns of the event loop.
    await setImmediate();
  }
  return images;
}
