import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { screenSettingsFileSchema } from '#contract/screenSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { readJsonFile } from '../../catalogue/readJsonFile.ts';
import { inTransaction } from '../../db/transaction.ts';
import { readValue } from '../../http/readInput.ts';
import type { CommandIo } from '../userCommand.ts';
import { exportSettings, importSettings } from './settingsFile.ts';

export const screensUsage = `duban screens import FILE
duban screens export`;

export interface ScreensCommandParts {
  pool: Pool;
  catalogue: Catalogue;
  now: Instant;
}

/**
 * Settings of wall screens as a file, by the screens' names. Answers the exit code: 0 done, 1 failed, 2 wrong usage. An
 * export is the document, an import ends with one line of JSON.
 */
export async function screensCommand(
  args: string[],
  io: CommandIo,
  parts: ScreensCommandParts,
): Promise<number> {
  try {
    const [action, file, ...rest] = positionals(args);
    if (action === 'export' && file === undefined)
      io.out(JSON.stringify(await exportSettings(parts.pool, null, parts.now), null, 2));
    else if (action === 'import' && file !== undefined && rest.length === 0)
      io.out(JSON.stringify(await importFile(file, parts)));
    else throw new Problem('usage', '"duban screens" expects import with one FILE, or export.');
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function importFile(
  name: string,
  { pool, catalogue, now }: ScreensCommandParts,
): Promise<{ named: number; changed: number }> {
  const read = readValue(screenSettingsFileSchema, await readJsonFile(name), 'The field');
  if (!read.ok) throw new Problem('invalid', `${name}: ${read.detail}`, { path: read.path });
  const file = read.value;
  const by = { scope: null, actor: 'duban screens', catalogue, now };
  const changed = await inTransaction(pool, (tx) => importSettings(tx, file, by));
  return { named: file.screens.length, changed };
}

function positionals(args: string[]): string[] {
  try {
    return parseArgs({ args, allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    throw new Problem('usage', error instanceof Error ? error.message : String(error));
  }
}
