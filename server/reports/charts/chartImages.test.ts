import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { intervalsChart, printedDocument } from '../../testing/printedDocument.ts';
import { chartImages } from './chartImages.ts';

/** How many of its dots are in ink, from 0 to 1. */
async function inked(png: Buffer): Promise<number> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) throw new Error('a dot lets the paper through');
    if (data[at]! + data[at + 1]! + data[at + 2]! < 600) dark += 1;
  }
  return dark / (data.length / 4);
}

test('every chart is a picture of 300 dots an inch on white paper, as wide as the text; drawn twice it is the same', async () => {
  const images = await chartImages(printedDocument);
  expect([...images.keys()]).toEqual(['onTime', 'days', 'trend', 'funnel', 'causes']);
  for (const [id, { png, widthMm, heightMm }] of images) {
    const { width, height } = await loadImage(png);
    expect(width / (widthMm / 25.4), id).toBeCloseTo(300, -1);
    expect(height / (heightMm / 25.4), id).toBeCloseTo(300, -1);
    expect(await inked(png), id).toBeGreaterThan(0.005);
    expect(await inked(png), id).toBeLessThan(0.4);
    expect(png.length, id).toBeLessThan(200_000);
  }
  const again = await chartImages(many(1));
  expect(again.get('0')?.png.equals(images.get('onTime')?.png ?? Buffer.of())).toBe(true);
}, 60_000);

const many = (count: number): ReportDocument => ({
  ...printedDocument,
  annexes: [],
  blocks: Array.from({ length: count }, (_, index) => ({
    kind: 'chart',
    chart: { ...intervalsChart, id: String(index) },
  })),
});

test('memory does not grow with the number of charts', async () => {
  const before = process.memoryUsage().rss;
  await chartImages(many(15));
  // 15 canvases of 5.7 MB each would be 86 MB
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 2 ** 20);
}, 60_000);
