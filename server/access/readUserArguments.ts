import { parseArgs } from 'node:util';
import { newAccountSchema, type NewAccount } from '#contract/accountSchema';
import { Problem } from '#contract/problem';

export type UserArguments =
  | { action: 'list' }
  | { action: 'disable' | 'enable' | 'forget-second-factor'; name: string }
  | { action: 'password'; name: string; fromStdin: boolean }
  | { action: 'hand-over'; name: string; issuer: string; subject: string }
  | { action: 'add'; account: NewAccount; fromStdin: boolean };

/** @throws Problem `usage` with what is wrong */
export function readUserArguments(args: string[]): UserArguments {
  const { values, positionals } = parse(args);
  const [action, name, ...rest] = positionals;
  if (rest.length > 0) throw usage(`One NAME expected, not also "${rest.join(' ')}".`);
  if (action === 'list' && name === undefined) return { action };
  if (action === undefined || name === undefined) throw usage('An action and a NAME are expected.');
  const fromStdin = values['password-stdin'] === true;
  switch (action) {
    case 'disable':
    case 'enable':
    case 'forget-second-factor':
      return { action, name };
    case 'password':
      return { action, name, fromStdin };
    case 'hand-over':
      return { action, name, ...readPerson(values) };
    case 'add':
      return { action, account: readAccount({ name, ...values }), fromStdin };
    default:
      throw usage(`"${action}" is no action of duban user.`);
  }
}

function parse(args: string[]) {
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
        issuer: { type: 'string' },
        subject: { type: 'string' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function readAccount(given: Record<string, string | boolean | undefined>): NewAccount {
  const { name, role, department, region, 'display-name': displayName } = given;
  const asked = newAccountSchema.safeParse({ name, role, department, region, displayName });
  if (!asked.success) {
    const issue = asked.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw usage(`${where === 'name' ? 'NAME' : `--${where}`}: ${issue?.message ?? 'not valid'}.`);
  }
  if (asked.data.role === 'department' && asked.data.department === undefined)
    throw usage('--role department needs --department CODE: it sees that department alone.');
  return asked.data;
}

function readPerson({ issuer, subject }: Record<string, string | boolean | undefined>) {
  if (typeof issuer !== 'string' || !URL.canParse(issuer))
    throw usage('--issuer expects the address of the provider, as the audit of the refused sign-in has it.');
  if (typeof subject !== 'string' || subject === '')
    throw usage('--subject expects who it is at the provider, as the audit of the refused sign-in has it.');
  return { issuer: new URL(issuer).href, subject };
}

const usage = (sentence: string): Problem => new Problem('usage', sentence);
