import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { inSnapshot } from '../db/transaction.ts';
import { headFileIn, notedHead } from './chain/notedHead.ts';
import { createSign } from './chain/seal.ts';
import { sealsAfter } from './chain/sealStore.ts';
import { verifyChain, type KnownHead } from './chain/verifyChain.ts';
import type { CommandIo } from './userCommand.ts';

export const auditUsage = `duban audit verify [--head SEQ:HASH]
duban audit export`;

export interface AuditCommandParts {
  pool: Pool;
  /** DUBAN_SECRET_KEY. */
  secret: Buffer;
  dataDir: string;
}

const pageSize = 2000;

/**
 * Answers the exit code: 0 whole, 1 tampered with, 2 wrong usage. `verify` ends with one line of JSON on stdout, a
 * line on stderr for each fault; `export` prints a line of JSON an entry, in the order of the chain.
 */
export async function auditCommand(args: string[], io: CommandIo, parts: AuditCommandParts): Promise<number> {
  try {
    const { action, head } = readArguments(args);
    return action === 'verify' ? await verify(io, parts, head) : await exportChain(io, parts);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(auditUsage);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function verify(
  io: CommandIo,
  { pool, secret, dataDir }: AuditCommandParts,
  given: KnownHead | undefined,
): Promise<number> {
  const file = headFileIn(dataDir);
  const noted = await notedHead(file);
  const known = [...(noted ? [{ ...noted, from: file }] : []), ...(given ? [given] : [])];
  const { sealed, waiting, head, faults } = await inSnapshot(pool, (db) =>
    verifyChain(db, createSign(secret), known),
  );
  for (const { sentence } of faults) io.err(sentence);
  io.out(JSON.stringify({ sealed, waiting, head: `${head.seq}:${head.hash}`, faults: faults.length }));
  return faults.length === 0 ? 0 : 1;
}

async function exportChain(io: CommandIo, { pool }: AuditCommandParts): Promise<number> {
  for (let after = 0; ;) {
    const page = await sealsAfter(pool, after, pageSize);
    for (const { mac: _mac, ...row } of page) io.out(JSON.stringify(row));
    const last = page.at(-1);
    if (!last) return 0;
    after = last.seq;
  }
}

function readArguments(args: string[]): { action: 'verify' | 'export'; head: KnownHead | undefined } {
  const { values, positionals } = parse(args);
  const [action, ...rest] = positionals;
  if ((action !== 'verify' && action !== 'export') || rest.length > 0)
    throw usage(`"audit ${positionals.join(' ')}" is no command; it is verify or export.`);
  if (values.head === undefined) return { action, head: undefined };
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.head) ?? [];
  if (seq === undefined || hash === undefined)
    throw usage(`--head ${values.head}: SEQ:HASH as an earlier verify has printed it is expected.`);
  return { action, head: { seq: Number(seq), hash, from: '--head' } };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { head: { type: 'string' } } });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (sentence: string): Problem => new Problem('usage', sentence);
