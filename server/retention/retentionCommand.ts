import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { settableKinds } from '#contract/retentionSchema';
import type { Instant } from '#contract/time';
import type { CommandIo } from '../access/userCommand.ts';
import { readKeyFile } from '../backup/backupKey.ts';
import { restoreArchive } from './archive/restoreArchive.ts';
import type { ArchiveSetting } from './archiveSetting.ts';
import { keepTimes } from './keepTimes.ts';
import { previewKind } from './previewKind.ts';
import { dayMs } from './purgeOld.ts';
import { termOf } from './termsStore.ts';

export const retentionUsage = `duban retention preview
duban retention run
duban retention restore FILE [--days 90] [--identity-file FILE]`;

interface Parts {
  pool: Pool;
  zone: string;
  now: Instant;
  version: string;
  archive: ArchiveSetting;
}

const actor = 'duban retention';

/**
 * `preview`: what is past its time, a line of JSON a kind. `run`: deletes it, closed cases into files first, as the job
 * does at night. `restore`: puts the cases of a file back for some days. Exit code 0 done, 1 failed, 2 wrong usage.
 */
export async function retentionCommand(args: string[], io: CommandIo, parts: Parts): Promise<number> {
  try {
    const [action, ...rest] = args;
    if (action === 'preview' && rest.length === 0) await preview(io, parts);
    else if (action === 'run' && rest.length === 0) await run(io, parts);
    else if (action === 'restore') await restore(rest, io, parts);
    else throw new Problem('usage', `"retention ${args.join(' ')}" is no command.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    if (error.code === 'usage') io.err(`usage: ${retentionUsage}`);
    return error.code === 'usage' ? 2 : 1;
  }
}

async function preview(io: CommandIo, { pool, now, archive }: Parts): Promise<void> {
  for (const kind of settableKinds)
    io.out(JSON.stringify(await previewKind(pool, { kind, days: await termOf(pool, kind), now })));
  if (archive.folder === undefined) io.err(noFolder);
}

async function run(io: CommandIo, { pool, zone, now, version, archive }: Parts): Promise<void> {
  const gone = await keepTimes(
    {
      pool,
      zone,
      version,
      archive,
      actor,
      assertFence: () => Promise.resolve(),
      shouldStop: () => false,
      onFile: ({ file, cases }) => io.err(`${file}: ${cases} cases`),
    },
    now,
  );
  if (archive.folder === undefined) io.err(noFolder);
  io.out(JSON.stringify(gone));
}

const noFolder =
  'DUBAN_ARCHIVE_DIR is not set: closed cases stay in the database. Give a folder that is backed up, the same for every server.';

async function restore(args: string[], io: CommandIo, { pool, zone, now }: Parts): Promise<void> {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  const days = Number(values.days);
  if (file === undefined || more.length > 0) throw new Problem('usage', 'One FILE is expected.');
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new Problem('usage', `--days is "${values.days}"; a number from 1 to 3650 expected.`);
  const identity = values['identity-file'];
  const key = identity === undefined ? undefined : await readKeyFile(identity, 'identities');
  const until = now + days * dayMs;
  io.out(JSON.stringify(await restoreArchive({ pool, zone, actor }, { file, key, until, now })));
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { days: { type: 'string', default: '90' }, 'identity-file': { type: 'string' } },
    });
  } catch (error) {
    throw new Problem('usage', error instanceof Error ? error.message : String(error));
  }
}
