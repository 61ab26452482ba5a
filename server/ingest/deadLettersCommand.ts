import { parseArgs } from 'node:util';
import { recordAudit } from '../access/audit.ts';
import type { CommandIo } from '../access/userCommand.ts';
import type { Instant } from '#contract/time';
import type { AppendDeps } from './appendEvents.ts';
import { openDeadLetters, type DeadLetterFilter } from './deadLetterStore.ts';
import type { PrepareDeps } from './prepareEvents.ts';
import { replayDeadLetters } from './replayDeadLetters.ts';

export const deadLettersUsage = 'duban dead-letters list|replay [--source NAME] [--code CODE]';

const page = 500;

/** Answers the exit code. `list` prints a line of JSON a letter, never its content; `replay` ends with one. */
export async function deadLettersCommand(
  args: string[],
  io: CommandIo,
  deps: AppendDeps & PrepareDeps & { now: () => Instant },
): Promise<number> {
  const parsed = readArguments(args);
  const [action, ...rest] = parsed?.positionals ?? [];
  if (!parsed || rest.length > 0 || (action !== 'list' && action !== 'replay')) {
    io.err(`usage: ${deadLettersUsage}`);
    return 2;
  }
  const { source, code } = parsed.values;
  const sourceId = source === undefined ? undefined : deps.catalogue.current().sourceByName(source)?.sourceId;
  if (source !== undefined && sourceId === undefined) {
    io.err(`There is no source "${source}"; "duban source list" names them.`);
    return 1;
  }
  const filter: DeadLetterFilter = { sourceId, code };
  if (action === 'list') return list(io, deps, filter);
  const replay = await replayDeadLetters(deps, filter, deps.now());
  await recordAudit(deps.pool, {
    at: deps.now(),
    actor: 'duban dead-letters',
    action: 'dead_letters.replayed',
    subject: { kind: 'source', id: source ?? '' },
    detail: { code: code ?? null, ...replay },
  });
  io.out(JSON.stringify(replay));
  return 0;
}

async function list(
  io: CommandIo,
  deps: AppendDeps & PrepareDeps,
  filter: DeadLetterFilter,
): Promise<number> {
  for (let after = 0; ;) {
    const letters = await openDeadLetters(deps.pool, filter, after, page);
    for (const { body: _, receivedAt, sourceId, ...letter } of letters) {
      const source = deps.catalogue.current().sourceById(sourceId)?.name ?? null;
      io.out(JSON.stringify({ source, receivedAt: new Date(receivedAt).toISOString(), ...letter }));
    }
    const last = letters.at(-1);
    if (!last) return 0;
    after = last.deadLetterId;
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { source: { type: 'string' }, code: { type: 'string' } },
    });
  } catch {
    return undefined;
  }
}
