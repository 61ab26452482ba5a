import { Problem } from '#contract/problem';
import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { recordAudit, type AuditEntry } from '../access/audit.ts';
import type { CommandIo, CommandParts } from '../access/userCommand.ts';
import { inTransaction } from '../db/transaction.ts';
import { readSourceArguments, type SourceArguments } from './readSourceArguments.ts';
import { registerSource } from './registerSource.ts';
import { issueSourceKey, revokeSourceAndKeys, rotateSourceKey } from './sourceKeys.ts';
import { listSourceLines } from './listSourceLines.ts';

export const sourceUsage = `duban source add NAME [--namespace NS] [--mapping FILE] [--uri URI] [--lenient] [--historical]
                      [--trust-due-dates] [--delay WORKDAYS] [--precision second|minute|day]
                      [--department CODE]... [--region CODE]... [--calendar CODE] [--timezone ZONE]
                      [--finished-suspensions-only] [--cannot-express FIELD]...
duban source rotate NAME [--overlap MINUTES]
duban source revoke NAME
duban source list [--format text|json]`;

interface SourceParts extends CommandParts {
  /** What a mapping file says of its source, as an import with it would register it. */
  mappedSource(
    file: string,
  ): Promise<{ uri?: string | undefined; namespace: string; settings: SourceSettings }>;
}

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. A new key is the only line on stdout. */
export async function sourceCommand(args: string[], io: CommandIo, parts: SourceParts): Promise<number> {
  try {
    await run(readSourceArguments(args), io, parts, (parts.now ?? Date.now)());
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function run(asked: SourceArguments, io: CommandIo, parts: SourceParts, now: Instant): Promise<void> {
  const { pool } = parts;
  switch (asked.action) {
    case 'add':
      return add(asked, io, parts, now);
    case 'rotate': {
      const { name, overlapMinutes } = asked;
      const key = await inTransaction(pool, async (db) => {
        await recordAudit(db, entry('source.key_rotated', name, { overlapMinutes }, now));
        return rotateSourceKey(db, name, overlapMinutes * 60_000, now);
      });
      io.out(key);
      io.err(
        asked.overlapMinutes === 0
          ? `The key before it no longer works. This one is shown only now.`
          : `The key before it works for ${asked.overlapMinutes} more minutes. This one is shown only now.`,
      );
      return;
    }
    case 'revoke':
      await inTransaction(pool, async (db) => {
        await recordAudit(db, entry('source.revoked', asked.name, {}, now));
        await revokeSourceAndKeys(db, asked.name, now);
      });
      io.err(`Source ${asked.name} is revoked: its keys no longer work, its events stay.`);
      return;
    case 'list':
      for (const line of await listSourceLines(pool, asked.format)) io.out(line);
  }
}

async function add(
  asked: Extract<SourceArguments, { action: 'add' }>,
  io: CommandIo,
  { pool, mappedSource }: SourceParts,
  now: Instant,
): Promise<void> {
  const mapping = asked.mapping === undefined ? undefined : await mappedSource(asked.mapping);
  const { source, key } = await inTransaction(pool, async (db) => {
    const registered = await registerSource(
      db,
      {
        name: asked.name,
        uri: asked.uri ?? mapping?.uri,
        namespace: asked.namespace ?? mapping?.namespace ?? '',
        settings: { ...(mapping?.settings ?? defaultSourceSettings), ...asked.settings },
      },
      now,
    );
    const { name, uri, namespace, settings } = registered;
    await recordAudit(db, entry('source.added', name, { uri, namespace, settings }, now));
    return { source: registered, key: await issueSourceKey(db, registered.sourceId, now) };
  });
  io.out(key);
  io.err(
    `Source ${source.name} is added. Its events name the source ${source.uri}; the key is shown only now.`,
  );
}

const entry = (action: string, source: string, detail: Record<string, unknown>, at: Instant): AuditEntry => ({
  at,
  actor: 'duban source',
  action,
  subject: { kind: 'source', id: source },
  detail,
});
