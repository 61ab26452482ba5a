import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { newAccountSchema } from '#contract/accountSchema';
import { Problem } from '#contract/problem';
import {
  changePassword,
  disableAccount,
  enableAccount,
  insertAccount,
  listAccounts,
} from './accountStore.ts';
import { hashPassword } from './passwordHash.ts';
import { checkPassword } from './passwordRules.ts';
import { randomCode } from './secret.ts';

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

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function userCommand(args: string[], io: CommandIo, parts: CommandParts): Promise<number> {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') return wrong(io, parsed);
  const [action, name, ...rest] = parsed.positionals;
  const now = (parts.now ?? Date.now)();
  if (rest.length > 0) return wrong(io, `One NAME expected, not also "${rest.join(' ')}".`);
  if (action === 'list' && name === undefined) return list(io, parts.pool);
  if (name === undefined) return wrong(io, 'An action and a NAME are expected.');
  switch (action) {
    case 'add':
      return add(name, parsed.values, io, parts, now);
    case 'password': {
      const secret = await choosePassword(name, parsed.values['password-stdin'] === true, parts);
      const known = await changePassword(parts.pool, name, await hashPassword(secret.password), now);
      if (known && secret.generated) io.out(`password: ${secret.password}`);
      return report(
        io,
        known,
        `The password of ${name} is changed; its sessions have ended.`,
        `There is no account "${name}".`,
      );
    }
    case 'disable':
      return report(
        io,
        await disableAccount(parts.pool, name, now),
        `${name} is disabled.`,
        `There is no enabled account "${name}".`,
      );
    case 'enable':
      return report(
        io,
        await enableAccount(parts.pool, name),
        `${name} is enabled.`,
        `There is no disabled account "${name}".`,
      );
    default:
      return wrong(io, `"${action}" is no action of duban user.`);
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        department: { type: 'string' },
        region: { type: 'string' },
        'display-name': { type: 'string' },
        'password-stdin': { type: 'boolean' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function add(
  name: string,
  values: {
    role?: string;
    department?: string;
    region?: string;
    'display-name'?: string;
    'password-stdin'?: boolean;
  },
  io: CommandIo,
  parts: CommandParts,
  now: number,
): Promise<number> {
  const { role, department, region, 'display-name': displayName } = values;
  const asked = newAccountSchema.safeParse({ name, role, department, region, displayName });
  if (!asked.success) {
    const issue = asked.error.issues[0];
    return wrong(
      io,
      `${issue?.path.join('.') === 'name' ? 'NAME' : `--${issue?.path.join('.') ?? ''}`}: ${issue?.message ?? ''}`,
    );
  }
  if (asked.data.role === 'department' && department === undefined)
    return wrong(io, '--role department needs --department CODE: it sees that department alone.');
  const secret = await choosePassword(name, values['password-stdin'] === true, parts);
  const account = await insertAccount(
    parts.pool,
    {
      name: asked.data.name,
      displayName: asked.data.displayName ?? asked.data.name,
      role: asked.data.role,
      region: asked.data.region ?? null,
      department: asked.data.department ?? null,
      passwordHash: await hashPassword(secret.password),
    },
    now,
  );
  if (account !== undefined && secret.generated) io.out(`password: ${secret.password}`);
  return report(
    io,
    account !== undefined,
    `${name} is added as ${asked.data.role}.`,
    `The account "${name}" exists already.`,
  );
}

/** @throws Problem `invalid` when the password from standard input breaks the rules */
async function choosePassword(
  name: string,
  fromStdin: boolean,
  parts: CommandParts,
): Promise<{ password: string; generated: boolean }> {
  if (!fromStdin) return { password: randomCode(), generated: true };
  const password = (await text(parts.stdin ?? process.stdin)).replace(/\r?\n$/, '');
  if (password.length > 200)
    throw new Problem('invalid', 'The password is longer than 200 characters.', { path: 'password' });
  checkPassword(password, name);
  return { password, generated: false };
}

async function list(io: CommandIo, pool: Pool): Promise<number> {
  for (const { name, role, region, department, disabledAt } of await listAccounts(pool))
    io.out(
      [name, role, region ?? '-', department ?? '-', disabledAt === null ? 'enabled' : 'disabled'].join('\t'),
    );
  return 0;
}

function report(io: CommandIo, done: boolean, sentence: string, failure: string): number {
  if (done) io.err(sentence);
  else io.err(failure);
  return done ? 0 : 1;
}

function wrong(io: CommandIo, sentence: string): number {
  io.err(sentence);
  io.err(userUsage);
  return 2;
}
