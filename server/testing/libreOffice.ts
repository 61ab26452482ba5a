import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const mostText = 64 * 1024 * 1024;

/** A folder with files that LibreOffice, with a profile of its own, turns into others beside them. */
export interface Office {
  folder: string;
  /** `format` as soffice takes it: `pdf`, or a filter with its options. One start for all files. */
  convert(format: string, ...files: string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(files: Readonly<Record<string, Buffer>>): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-office-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const profile = pathToFileURL(join(folder, 'profile')).href;
  return {
    folder,
    convert: async (format, ...names) => {
      const files = names.map((name) => join(folder, name));
      const options = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', format];
      await run('soffice', [...options, '--outdir', folder, ...files]);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What a program of poppler says of a file. */
export const poppler = async (program: string, ...args: string[]): Promise<string> =>
  (await run(program, args, { maxBuffer: mostText })).stdout;

/** Each page's text. */
export const pagesOf = async (pdf: string): Promise<string[]> =>
  (await poppler('pdftotext', '-layout', pdf, '-')).split('\f').slice(0, -1);

/** Each page's lowest line, and how far from the left it begins and ends, as shares of the page's width. */
export async function lowestLines(pdf: string): Promise<{ text: string; from: number; to: number }[]> {
  const boxes = await poppler('pdftotext', '-bbox', pdf, '-');
  return [...boxes.matchAll(/<page width="([\d.]+)"[^>]*>(.*?)<\/page>/gs)].map(([, width, words = '']) => {
    const all = [
      ...words.matchAll(/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
    ];
    const lowest = Math.max(...all.map(([, , , bottom]) => Number(bottom)));
    const line = all.filter(([, , , bottom]) => lowest - Number(bottom) < 5);
    return {
      text: line.map(([, , , , text]) => text).join(''),
      from: Math.min(...line.map(([, left]) => Number(left))) / Number(width),
      to: Math.max(...line.map(([, , right]) => Number(right))) / Number(width),
    };
  });
}
