import { parseArgs } from 'node:util';
import { roles, type Role } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import { recordAudit } from './audit.ts';
import { addToken, listTokens, revokeToken, type TokenRecord } from './tokenStore.ts';
import type { CommandIo, CommandParts } from './userCommand.ts';

export const tokenUsage = `duban token add ACCOUNT [--name TEXT] [--days N] [--role ROLE] [--region CODE] [--department CODE]
duban token list
duban token revoke ID`;

const actor = 'duban token';

type TokenArguments =
  | { action: 'list' }
  | { action: 'revoke'; tokenId: number }
  | {
      action: 'add';
      account: string;
      name: string;
      days: number | null;
      role: Role | null;
      region: string | null;
      department: string | null;
    };

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. A new token is the only line on stdout. */
export async function tokenCommand(args: string[], io: CommandIo, parts: CommandParts): Promise<number> {
  try {
    await run(readArguments(args), io, parts, (parts.now ?? Date.now)());
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(tokenUsage);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function run(
  asked: TokenArguments,
  io: CommandIo,
  { pool }: CommandParts,
  now: Instant,
): Promise<void> {
  switch (asked.action) {
    case 'list':
      for (const token of await listTokens(pool))
        io.out([token.tokenId, token.account, token.name, stateOf(token, now)].join('\t'));
      return;
    case 'revoke':
      await inTransaction(pool, async (db) => {
        if (!(await revokeToken(db, asked.tokenId, now)))
          throw new Problem(
            'not_found',
            `There is no live token ${asked.tokenId}; duban token list shows them.`,
          );
        const subject = { kind: 'token', id: `${asked.tokenId}` };
        await recordAudit(db, { at: now, actor, action: 'token.revoked', subject, detail: {} });
      });
      return io.err(`Token ${asked.tokenId} is revoked.`);
    case 'add': {
      const { action: _add, days, ...limits } = asked;
      const expiresAt = days === null ? null : now + days * 86_400_000;
      const added = await inTransaction(pool, async (db) => {
        const token = await addToken(db, { ...limits, expiresAt }, now);
        if (token === undefined)
          throw new Problem(
            'not_found',
            `There is no enabled account "${asked.account}"; duban user list shows them.`,
          );
        const subject = { kind: 'token', id: `${token.tokenId}` };
        await recordAudit(db, {
          at: now,
          actor,
          action: 'token.added',
          subject,
          detail: { ...limits, days },
        });
        return token;
      });
      io.err(`Token ${added.tokenId} of ${asked.account}; it is shown this once.`);
      return io.out(added.secret);
    }
  }
}

/** @throws Problem `usage` with what is wrong */
function readArguments(args: string[]): TokenArguments {
  const { values, positionals } = parse(args);
  const [action, of, ...rest] = positionals;
  if (action === 'list' && of === undefined) return { action };
  if (of === undefined || rest.length > 0) throw usage('An action and what it is done to are expected.');
  if (action === 'revoke') {
    if (!/^\d{1,9}$/.test(of)) throw usage(`"${of}" is no token ID; duban token list shows them.`);
    return { action, tokenId: Number(of) };
  }
  if (action !== 'add') throw usage(`"${action}" is no action of duban token.`);
  const { name = 'script', days, region = null, department = null } = values;
  const role = roles.find((known) => known === values.role) ?? null;
  if (values.role !== undefined && role === null)
    throw usage(`--role ${values.role}: one of ${roles.join(', ')} expected.`);
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days))
    throw usage(`--days ${days}: a whole number of days from 1 to 9999 expected.`);
  return {
    action,
    account: of,
    name,
    days: days === undefined ? null : Number(days),
    role,
    region,
    department,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        days: { type: 'string' },
        role: { type: 'string' },
        region: { type: 'string' },
        department: { type: 'string' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (sentence: string): Problem => new Problem('usage', sentence);

function stateOf({ revokedAt, expiresAt }: TokenRecord, now: Instant): string {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'live';
  return expiresAt > now ? `live until ${new Date(expiresAt).toISOString()}` : 'expired';
}
