import type { Pool } from 'pg';
import type { NewAccount } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import {
  changePassword,
  disableAccount,
  enableAccount,
  insertAccount,
  listAccounts,
} from './accountStore.ts';
import { choosePassword } from './choosePassword.ts';
import { hashPassword } from './passwordHash.ts';
import { readUserArguments, type UserArguments } from './readUserArguments.ts';

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
      found(await disableAccount(pool, asked.name, now), `There is no enabled account "${asked.name}".`);
      return io.err(`${asked.name} is disabled; what it had open has ended.`);
    case 'enable':
      found(await enableAccount(pool, asked.name), `There is no disabled account "${asked.name}".`);
      return io.err(`${asked.name} is enabled.`);
    case 'password': {
      const { password, drawn } = await choosePassword(asked.name, stdinOf(asked.fromStdin, parts));
      const changed = await changePassword(pool, asked.name, await hashPassword(password), now);
      found(changed, `There is no account "${asked.name}".`);
      if (drawn) io.out(`password: ${password}`);
      return io.err(`The password of ${asked.name} is changed; its sessions have ended.`);
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
  const account = await insertAccount(
    pool,
    { name, displayName, role, region, department, passwordHash },
    now,
  );
  if (account === undefined) throw new Problem('conflict', `The account "${name}" exists already.`);
  if (drawn) io.out(`password: ${password}`);
  io.err(`${name} is added as ${role}.`);
}
