import { parseArgs } from 'node:util';
import { addToken, listTokens, revokeToken } from './tokenStore.ts';
import type { CommandIo, CommandParts } from './userCommand.ts';

export const tokenUsage = `duban token add ACCOUNT [--name TEXT] [--days N]
duban token list
duban token revoke ID`;

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function tokenCommand(args: string[], io: CommandIo, parts: CommandParts): Promise<number> {
  const parsed = readArguments(args);
  if (typeof parsed === 'string') return wrong(io, parsed);
  const [action, of, ...rest] = parsed.positionals;
  const now = (parts.now ?? Date.now)();
  if (action === 'list' && of === undefined) {
    for (const token of await listTokens(parts.pool))
      io.out([token.tokenId, token.account, token.name, stateOf(token, now)].join('\t'));
    return 0;
  }
  if (of === undefined || rest.length > 0) return wrong(io, 'An action and what it is done to are expected.');
  if (action === 'add') return add(of, parsed.values, io, parts, now);
  if (action !== 'revoke') return wrong(io, `"${action}" is no action of duban token.`);
  if (!/^\d{1,9}$/.test(of)) return wrong(io, `"${of}" is no token ID; duban token list shows them.`);
  const done = await revokeToken(parts.pool, Number(of), now);
  io.err(done ? `Token ${of} is revoked.` : `There is no live token ${of}; duban token list shows them.`);
  return done ? 0 : 1;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { name: { type: 'string' }, days: { type: 'string' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function add(
  account: string,
  values: { name?: string; days?: string },
  io: CommandIo,
  parts: CommandParts,
  now: number,
): Promise<number> {
  if (values.days !== undefined && !/^[1-9]\d{0,3}$/.test(values.days))
    return wrong(io, `--days ${values.days}: a whole number of days from 1 to 9999 expected.`);
  const expiresAt = values.days === undefined ? null : now + Number(values.days) * 86_400_000;
  const added = await addToken(parts.pool, { account, name: values.name ?? 'script', expiresAt }, now);
  if (added === undefined) {
    io.err(`There is no enabled account "${account}"; duban user list shows them.`);
    return 1;
  }
  io.err(`Token ${added.tokenId} of ${account}; it is shown this once.`);
  io.out(added.secret);
  return 0;
}

function stateOf(token: { revokedAt: number | null; expiresAt: number | null }, now: number): string {
  if (token.revokedAt !== null) return 'revoked';
  if (token.expiresAt === null) return 'live';
  return token.expiresAt > now ? `live until ${new Date(token.expiresAt).toISOString()}` : 'expired';
}

function wrong(io: CommandIo, sentence: string): number {
  io.err(sentence);
  io.err(tokenUsage);
  return 2;
}
