import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import type { CommandIo, CommandParts } from '../access/userCommand.ts';
import { inTransaction } from '../db/transaction.ts';
import { exportCatalogue } from './exportCatalogue.ts';
import { importCatalogue } from './importCatalogue.ts';
import { readJsonFile } from './readJsonFile.ts';

export const catalogueUsage = `duban catalogue import FILE
duban catalogue export`;

const mostFaultsShown = 20;

/**
 * Answers the exit code: 0 done, 1 failed, 2 wrong usage. An import ends with one line of JSON on stdout, an export is
 * the document; faults and warnings go to stderr, a line each.
 */
export async function catalogueCommand(args: string[], io: CommandIo, parts: CommandParts): Promise<number> {
  const parsed = positionals(args);
  if (typeof parsed === 'string') return wrong(io, parsed);
  const [action, file, ...rest] = parsed;
  if (action === 'export' && file === undefined) {
    io.out(JSON.stringify(await exportCatalogue(parts.pool), null, 2));
    return 0;
  }
  if (action === 'export')
    return wrong(io, `"catalogue export" does not take "${file}"; it writes to stdout.`);
  if (action !== 'import')
    return wrong(io, `"catalogue ${action ?? ''}" is no command; it is import or export.`);
  if (file === undefined) return wrong(io, '"catalogue import" needs the FILE to import.');
  if (rest.length > 0) return wrong(io, `"catalogue import" takes one file, not also "${rest.join(' ')}".`);
  return importFile(file, io, parts);
}

async function importFile(
  file: string,
  io: CommandIo,
  { pool, now = Date.now }: CommandParts,
): Promise<number> {
  try {
    const document = await readJsonFile(file);
    const by = { actor: 'command line', note: 'catalogue import' };
    const result = await inTransaction(pool, (db) => importCatalogue(db, document, by, now()));
    if (!result.ok) {
      const { length } = result.faults;
      for (const { path, message } of result.faults.slice(0, mostFaultsShown)) io.err(`${path}: ${message}`);
      io.err(`${file}: ${length} ${length === 1 ? 'fault' : 'faults'}, nothing was imported.`);
      return 1;
    }
    for (const { path, message } of result.warnings) io.err(`warning: ${path}: ${message}`);
    const { revision, counts, warnings } = result;
    io.out(JSON.stringify({ revision, ...counts, warnings: warnings.length }));
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return 1;
  }
}

function positionals(args: string[]): string[] | string {
  try {
    return parseArgs({ args, allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wrong(io: CommandIo, sentence: string): number {
  io.err(sentence);
  return 2;
}
