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
