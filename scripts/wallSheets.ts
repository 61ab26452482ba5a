import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { wallPages } from '#contract/screen';

export interface Canvas {
  width: number;
  height: number;
}

/**
 * One sheet for each canvas and language: every page as it is read from near, and dimmed below.
 * @param folder has the pictures (scripts/wallPictures.ts), and is given the sheets
 */
export async function wallSheets(
  browser: Browser,
  { canvases, folder, quality }: { canvases: readonly Canvas[]; folder: string; quality: number },
): Promise<void> {
  const page = await browser.newPage();
  for (const { width, height } of canvases)
    for (const language of ['zh', 'en']) {
      const name = `${width}x${height}-near-${language}`;
      const bright = wallPages.map((shown) => `${shown}-${name}.webp`);
      const dimmed = wallPages.map((shown) => `${shown}-${name}-dimmed.webp`);
      const across = width > height ? 3 : 6;
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.setContent(await sheet(folder, [...bright, ...dimmed], across));
      await page.locator('img').last().waitFor();
      await writeFile(join(folder, `sheet-${width}x${height}-${language}.webp`), await whole(page, quality));
    }
  await page.close();
}

async function sheet(folder: string, names: readonly string[], across: number): Promise<string> {
  const pictures = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name), 'base64');
      return `<img src="data:image/webp;base64,${bytes}" style="width:100%;display:block">`;
    }),
  );
  return `<body style="margin:0;display:grid;gap:8px;grid-template-columns:repeat(${across},1fr)">${pictures.join('')}</body>`;
}

async function whole(page: Page, quality: number): Promise<Buffer> {
  const height = await page.evaluate<number>('document.body.scrollHeight');
  await page.setViewportSize({ width: 1920, height });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
  await session.detach();
  return Buffer.from(data, 'base64');
}
