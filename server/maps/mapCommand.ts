import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { newMapSchema } from '#contract/mapSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { CommandIo } from '../access/userCommand.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { faultsOf } from '../catalogue/documentFault.ts';
import { readJsonFile } from '../catalogue/readJsonFile.ts';
import { inTransaction } from '../db/transaction.ts';
import { importMap } from './importMap.ts';
import { newestMap } from './mapStore.ts';

export const mapUsage = `duban map import FILE --approval 审图号 [--name TEXT] [--code-property adcode] [--dry-run]
duban map export`;

interface Parts {
  pool: Pool;
  catalogue: Pick<Catalogue, 'regions'>;
  now: Instant;
}

const mostFaultsShown = 20;

/**
 * Answers the exit code: 0 done, 1 failed, 2 wrong usage. An import ends with its report, one line of JSON on stdout; an
 * export is the document that its SHA-256 is of.
 */
export async function mapCommand(args: string[], io: CommandIo, parts: Parts): Promise<number> {
  try {
    const { values, positionals } = read(args);
    const [action, file, ...rest] = positionals;
    if (rest.length > 0) throw usage(`duban map takes one file, not also "${rest.join(' ')}".`);
    if (action === 'export' && file === undefined) return await exported(io, parts);
    if (action !== 'import') throw usage(`"map ${action ?? ''}" is no command; it is import FILE or export.`);
    if (file === undefined) throw usage('"map import" needs the FILE to import.');
    return await imported(io, parts, {
      name: values.name ?? basename(file).replace(/\.(geo)?json$/i, ''),
      approvalNumber: values.approval,
      codeProperty: values['code-property'],
      dryRun: values['dry-run'],
      geojson: await readJsonFile(file),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(mapUsage);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function imported(io: CommandIo, { pool, catalogue, now }: Parts, asked: object): Promise<number> {
  const parsed = newMapSchema.safeParse(asked);
  if (!parsed.success) {
    const faults = faultsOf(parsed.error);
    for (const { path, message } of faults.slice(0, mostFaultsShown)) io.err(`${path}: ${message}`);
    io.err(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}, nothing was imported.`);
    return 1;
  }
  const by = { catalogue, actor: 'duban map', now };
  const result = await inTransaction(pool, (db) => importMap(db, parsed.data, by));
  io.out(JSON.stringify(result));
  return 0;
}

async function exported(io: CommandIo, { pool }: Parts): Promise<number> {
  const map = await newestMap(pool);
  if (!map) throw new Problem('not_found', 'No map was imported; duban map import FILE does it.');
  io.err(`${map.name}, ${map.approvalNumber}, SHA-256 ${map.sha256}`);
  io.out(map.document);
  return 0;
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        approval: { type: 'string' },
        name: { type: 'string' },
        'code-property': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (sentence: string): Problem => new Problem('usage', sentence);
