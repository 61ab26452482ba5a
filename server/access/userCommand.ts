import type { Pool } from 'pg';
import type { NewAccount } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import {
  accountByName,
  changePassword,
  disableAccount,
  enableAccount,
  insertAccount,
  listAccounts,
} from './accountStore.ts';
import { recordAudit, type AuditEntry } from './audit.ts';
import { choosePassword } from './choosePassword.ts';
import { drawnGoodForDays } from './drawnPassword.ts';
import { mustHavePassword } from './mustHavePassword.ts';
import { handOver } from './oidc/handOver.ts';
import { hashPassword } from './passwordHash.ts';
import { readUserArguments, type UserArguments } from './readUserArguments.ts';
import { removeFactor } from './secondFactor/secondFactorStore.ts';
import { revokeSessions } from './sessionStore.ts';

export interface CommandIo {
  out(line: string): void;
  err(line: string): void;
}
export interface CommandParts {
  pool: Pool;
  stdin?: NodeJS.ReadableStream;
  now?: () => number;
}

export const userUsage = `duban user add NAME --role monitor|inspector|supervisor|department|auditor|admin
                   [--department CODE] [--region CODE] [--display-name TEXT] [--password-stdin]
duban user password NAME [--password-stdin]
duban user forget-second-factor NAME
duban user hand-over NAME --issuer URL --subject SUBJECT
duban user list | disable NAME | enable NAME`;

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. A drawn password is the only line on stdout. */
export async function userCommand(args: string[], io: CommandIo, parts: CommandParts): Promise<number> {
  try {
    await run(readUserArguments(args), io, parts, (parts.now ?? Date.now)());
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(userUsage);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function run(asked: UserArguments, io: CommandIo, parts: CommandParts, now: Instant): Promise<void> {
  const { pool } = parts;
  switch (asked.action) {
    case 'list':
      for (const { name, role, region, department, disabledAt } of await listAccounts(pool))
        io.out(
          [name, role, region ?? '-', department ?? '-', disabledAt === null ? 'enabled' : 'disabled'].join(
            '\t',
          ),
        );
      return;
    case 'disable':
      await inTransaction(pool, async (db) => {
        found(await disableAccount(db, asked.name, now), `There is no enabled account "${asked.name}".`);
        await recordAudit(db, entry('account.disabled', asked.name, {}, now));
      });
      return io.err(`${asked.name} is disabled; what it had open has ended.`);
    case 'enable':
      await inTransaction(pool, async (db) => {
        found(await enableAccount(db, asked.name), `There is no disabled account "${asked.name}".`);
        await recordAudit(db, entry('account.enabled', asked.name, {}, now));
      });
      return io.err(`${asked.name} is enabled.`);
    case 'password': {
      const { password, drawn } = await choosePassword(asked.name, stdinOf(asked.fromStdin, parts));
      const passwordHash = await hashPassword(password);
      await inTransaction(pool, async (db) => {
        await mustHavePassword(db, asked.name);
        await changePassword(db, asked.name, passwordHash, now, drawn);
        await recordAudit(db, entry('account.password_changed', asked.name, { drawn }, now));
      });
      if (drawn) io.out(`password: ${password}`);
      return io.err(`The password of ${asked.name} is changed; its sessions have ended.${toChange(drawn)}`);
    }
    case 'forget-second-factor':
      await inTransaction(pool, async (db) => {
        const account = await accountByName(db, asked.name);
        const removed = account !== undefined && (await removeFactor(db, account.id));
        await revokeSessions(db, asked.name, null, now);
        found(removed, `There is no account "${asked.name}" with a second factor.`);
        const detail = { by: 'command' };
        await recordAudit(db, entry('second_factor.removed', asked.name, detail, now));
      });
      return io.err(`${asked.name} signs in with the password alone until it sets up another second factor.`);
    case 'hand-over': {
      const { name, issuer, subject } = asked;
      await inTransaction(pool, async (db) => {
        await handOver(db, asked, now);
        await recordAudit(db, entry('account.handed_over', name, { issuer, subject }, now));
      });
      return io.err(`${name} signs in through the provider from now on; its password is gone.`);
    }
    case 'add':
      return add(asked.account, stdinOf(asked.fromStdin, parts), io, pool, now);
  }
}

const stdinOf = (
  fromStdin: boolean,
  { stdin = process.stdin }: CommandParts,
): NodeJS.ReadableStream | undefined => (fromStdin ? stdin : undefined);

function found(done: boolean, sentence: string): void {
  if (!done) throw new Problem('not_found', sentence);
}

async function add(
  asked: NewAccount,
  stdin: NodeJS.ReadableStream | undefined,
  io: CommandIo,
  pool: Pool,
  now: Instant,
): Promise<void> {
  const { name, role, displayName = name, region = null, department = null } = asked;
  const { password, drawn } = await choosePassword(name, stdin);
  const passwordHash = await hashPassword(password);
  await inTransaction(pool, async (db) => {
    const account = { name, displayName, role, region, department, passwordHash, passwordDrawn: drawn };
    if ((await insertAccount(db, account, now)) === undefined)
      throw new Problem('conflict', `The account "${name}" exists already.`);
    await recordAudit(db, entry('account.added', name, { role, region, department }, now));
  });
  if (drawn) io.out(`password: ${password}`);
  io.err(`${name} is added as ${role}.${toChange(drawn)}`);
}

const toChange = (drawn: boolean): string =>
  drawn ? ` A drawn password is good for ${drawnGoodForDays} days: it is to be changed by then.` : '';

const entry = (
  action: string,
  account: string,
  detail: Record<string, unknown>,
  at: Instant,
): AuditEntry => ({ at, actor: 'duban user', action, subject: { kind: 'account', id: account }, detail });
