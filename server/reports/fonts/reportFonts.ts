import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fontMetrics } from './fontMetrics.ts';
import type { FontMetrics } from './fontMetrics.ts';

/** 小标宋, 黑体, 楷体, 仿宋 where a unit has them: the file of each is named by its role. */
export type FontRole = 'title' | 'heading' | 'subheading' | 'body' | 'bold';

export interface FontFile {
  path: string;
  metrics: FontMetrics;
}
export type ReportFonts = Readonly<Record<FontRole, FontFile>>;

const shippedIn = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'),
);
const regular = join(shippedIn, '400Regular', 'NotoSerifSC_400Regular.ttf');
const bold = join(shippedIn, '700Bold', 'NotoSerifSC_700Bold.ttf');
const shipped: Readonly<Record<FontRole, string>> = {
  title: bold,
  heading: bold,
  subheading: bold,
  body: regular,
  bold,
};

const read = new Map<string, FontFile>();
/** A font has 15 MB: read once in a process. */
function fontFile(path: string): FontFile {
  const known = read.get(path);
  if (known) return known;
  const file = { path, metrics: fontMetrics(readFileSync(path), path) };
  read.set(path, file);
  return file;
}

/**
 * Fonts of reports: Noto Serif SC, or a unit's own from `directory` (`title.ttf`, `heading.otf` …) for as many roles as
 * it has. Bold text is set in the unit's heading font if it has no bold one.
 * @throws Problem if a file there is not a font
 */
export function reportFonts(directory: string | null = null): ReportFonts {
  const own = (role: FontRole) =>
    directory === null
      ? undefined
      : [`${role}.ttf`, `${role}.otf`].map((name) => join(directory, name)).find((path) => existsSync(path));
  const pathOf = (role: FontRole) =>
    own(role) ?? (role === 'bold' || role === 'subheading' ? own('heading') : undefined) ?? shipped[role];
  return {
    title: fontFile(pathOf('title')),
    heading: fontFile(pathOf('heading')),
    subheading: fontFile(pathOf('subheading')),
    body: fontFile(pathOf('body')),
    bold: fontFile(pathOf('bold')),
  };
}
