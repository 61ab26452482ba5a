import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { readingProfiles, wallPages } from '#contract/screen';
import { openBrowser } from '../server/testing/openBrowser.ts';
import { wallSheets } from './wallSheets.ts';

const usage = `npm run wall:pictures -- --password P [--url U] [--name N] [--out DIR] [--quality N] [--profile P]

  Pictures of every page of the wall, in both languages, from every distance, on every shape of canvas, also dimmed,
  and a sheet of them for each canvas and language (those in docs/walls).
  --url U       a running server, such as that of npm run demo (http://localhost:3000)
  --name N      the login (monitor); --password P: its password, as the demo prints it
  --out DIR     where they go (data/pictures); --quality N: of WebP (70)
  --profile P   only as from there: near, room or hall`;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    name: { type: 'string', default: 'monitor' },
    password: { type: 'string' },
    out: { type: 'string', default: 'data/pictures' },
    quality: { type: 'string', default: '70' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** The larger canvases are kept at the size of the first. */
const canvases = [
  { width: 1920, height: 1080, scale: 1 },
  { width: 3840, height: 2160, scale: 0.5 },
  { width: 7680, height: 2160, scale: 0.25 },
  { width: 1080, height: 1920, scale: 1 },
];
const profiles = readingProfiles.filter((each) => values.profile === undefined || each === values.profile);
const patience = 60_000;
/** Figures, rings and cards of a few seconds make a picture of a wall that lives. */
const life = 4000;

async function wallPictures(password: string): Promise<void> {
  await mkdir(values.out, { recursive: true });
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    const signedIn = await context.request.post(`${values.url}/api/v1/session`, {
      data: { name: values.name, password },
      headers: { origin: values.url },
    });
    if (!signedIn.ok()) throw new Error(`${values.url} answered ${signedIn.status()} to the sign-in.`);
    const page = await context.newPage();
    for (const canvas of canvases) {
      await page.setViewportSize(canvas);
      for (const language of ['zh', 'en'])
        for (const profile of profiles)
          for (const shown of wallPages) {
            const name = `${shown}-${canvas.width}x${canvas.height}-${profile}-${language}`;
            const address = `${values.url}/wall?page=${shown}&profile=${profile}&lang=${language}`;
            for (const light of profile === 'near' ? [1, 0.5] : [1]) {
              await page.goto(`${address}&dim=${light}`);
              await page.locator('main section').first().waitFor({ timeout: patience });
              await page.waitForTimeout(life);
              // a red flag that has taken the screen gives it back
              await page.keyboard.press('Escape');
              await take(page, light === 1 ? name : `${name}-dimmed`, canvas.scale);
            }
          }
    }
    if (profiles.includes('near'))
      await wallSheets(browser, { canvases, folder: values.out, quality: Number(values.quality) });
  } finally {
    await browser.close();
  }
}

async function take(page: Page, name: string, scale: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const { data } = await session.send('Page.captureScreenshot', {
    ...{ format: 'webp', quality: Number(values.quality) },
    clip: { x: 0, y: 0, ...size, scale },
  });
  await session.detach();
  await writeFile(join(values.out, `${name}.webp`), Buffer.from(data, 'base64'));
  console.log(name);
}

if (values.help || !values.password) console.log(usage);
else await wallPictures(values.password);
