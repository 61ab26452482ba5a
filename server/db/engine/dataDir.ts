import { access, chown, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { Problem } from '#contract/problem';

/** Makes the data folder when it is missing; returns its one true path: two spellings of it must find one engine. */
export async function openDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem(
      'engine_failed',
      `The data folder ${dataDir} cannot be used (${reason}); set DUBAN_DATA_DIR to a folder that this user may write.`,
      { cause },
    );
  }
}

/** What root writes in another user's data folder is given to that user, who could not start without it. */
export async function giveToOwner(dataDir: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  await chown(path, uid, gid);
}
