import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '#contract/problem';
import { watchLockHolders, type LockHolder } from './lockHolders.ts';
import type { MigrationFile } from './migrationFiles.ts';
import { recordMigration } from './migrationLedger.ts';
import { sqlStatements, type SqlStatement } from './sqlStatements.ts';

/** How long a file may wait for others, and be waited for. */
export interface Patience {
  /** Longest wait for one lock: whoever comes after a waiting `alter table` waits behind it. */
  lockMs: number;
  /** Rests between the attempts, in which those who waited behind get on; one attempt more than rests. */
  restsMs: readonly number[];
}

/** About a minute and a half. */
export const usualPatience: Patience = {
  lockMs: 2_000,
  restsMs: [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000],
};

export interface Applying {
  client: pg.Client;
  url: string;
  /** The version of duban that applies, for the ledger. */
  version: string;
  patience: Patience;
  onNotice: (sentence: string) => void;
}

/** A file whose first line says so runs without a transaction of its own: `create index concurrently` cannot do with one. */
const alone = /^-- no transaction\b/;
/** Nobody waits behind one that builds an index concurrently: it may wait longer for those who began before it. */
const aloneLockFactor = 30;
/** Lock time-out and deadlock. */
const inTheWay = ['55P03', '40P01'];

/**
 * Applies one file and writes it into the ledger: in one transaction, or statement by statement where the file says
 * so. What stands in the way of a lock is waited for with `patience`.
 * @throws Problem `engine_failed` with file and line, or with who holds the lock; nothing of the file stays then
 */
export async function applyMigration(applying: Applying, file: MigrationFile): Promise<void> {
  const { client, patience } = applying;
  const ownTransaction = !alone.test(file.sql);
  const lockMs = patience.lockMs * (ownTransaction ? 1 : aloneLockFactor);
  await client.query("select set_config('lock_timeout', $1, false)", [String(lockMs)]);
  for (let attempt = 0; ; attempt += 1) {
    const holders = await tryOnce(applying, file, ownTransaction);
    if (holders === undefined) return;
    const rest = patience.restsMs[attempt];
    if (rest === undefined) throw gaveUp(file, attempt + 1, lockMs, holders);
    applying.onNotice(
      `migrations/${file.name} waits for ${sentenceOf(holders)}; it is tried again in ${rest / 1000} s.`,
    );
    await sleep(rest);
  }
}

/** Answers who was in the way; undefined: it is applied. */
async function tryOnce(
  { client, url, version, patience }: Applying,
  file: MigrationFile,
  ownTransaction: boolean,
): Promise<readonly LockHolder[] | undefined> {
  const watch = watchLockHolders(url, await pidOf(client), patience.lockMs / 4);
  let under: SqlStatement | undefined;
  try {
    if (ownTransaction) await client.query('begin');
    for (under of sqlStatements(file.sql)) await client.query(under.text);
    under = undefined;
    await recordMigration(client, { ...file, version });
    if (ownTransaction) await client.query('commit');
    return undefined;
  } catch (error) {
    if (ownTransaction) await client.query('rollback').catch(() => undefined);
    if (!(error instanceof pg.DatabaseError && inTheWay.includes(error.code ?? '')))
      throw fault(file, under, ownTransaction, error);
    return watch.seen();
  } finally {
    await watch.stop();
  }
}

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

function fault(
  file: MigrationFile,
  statement: SqlStatement | undefined,
  rolledBack: boolean,
  error: unknown,
): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  const place = statement === undefined ? '' : `, line ${lineOf(error, statement)},`;
  const remains = rolledBack ? 'and was rolled back' : 'and will begin anew';
  return new Problem('engine_failed', `migrations/${file.name}${place} failed ${remains}: ${reason}`, {
    cause: error,
  });
}

function lineOf(error: unknown, { line, text }: SqlStatement): number {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  return Number.isNaN(position) ? line : line + text.slice(0, position - 1).split('\n').length - 1;
}

function gaveUp(
  file: MigrationFile,
  attempts: number,
  lockMs: number,
  holders: readonly LockHolder[],
): Problem {
  const [first] = holders;
  const remedy =
    first === undefined
      ? 'Start again when it is over.'
      : `End that with "select pg_terminate_backend(${first.pid})", or start again when it is over.`;
  return new Problem(
    'engine_failed',
    `migrations/${file.name} was given up after ${attempts} attempts of ${lockMs / 1000} s; the schema is as it was. ` +
      `In the way is ${sentenceOf(holders)}. ${remedy}`,
  );
}

function sentenceOf(holders: readonly LockHolder[]): string {
  if (holders.length === 0) return 'another transaction';
  return holders
    .map(
      ({ pid, application, state, seconds, query }) =>
        `process ${pid} (${application || 'unnamed'}, ${state}, for ${seconds} s: "${query.replace(/\s+/g, ' ')}")`,
    )
    .join(', ');
}
