import { Problem } from '#contract/problem';
import { migrate, migrationStatus } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';

export interface CommandIo {
  out: (line: string) => void;
  err: (line: string) => void;
}

export const migrateUsage = 'duban migrate [up|status]';

/** `duban migrate [up|status]`. Exit code 0 done, 1 failed, 2 wrong usage. */
export async function migrateCommand(
  args: readonly string[],
  io: CommandIo,
  where: { databaseUrl: string | undefined; dataDir: string },
): Promise<number> {
  const [action = 'up', ...rest] = args;
  if (rest.length > 0 || (action !== 'up' && action !== 'status')) {
    io.err(`"migrate ${args.join(' ')}" is not known; expected: ${migrateUsage}`);
    return 2;
  }
  const database = await openDatabase({
    ...where,
    applicationName: 'duban migrate',
    migrated: false,
    onNotice: io.err,
  });
  try {
    if (action === 'up') {
      const applied = await migrate(database.url, { onNotice: io.err });
      for (const name of applied) io.out(`applied ${name}`);
      io.out(applied.length === 0 ? 'up to date' : `${applied.length} applied`);
      return 0;
    }
    const status = await migrationStatus(database.pool);
    for (const { name, appliedAt } of status.applied)
      io.out(`applied ${new Date(appliedAt).toISOString()} ${name}`);
    for (const name of status.pending) io.out(`pending ${name}`);
    if (status.beside !== null) io.out(status.beside);
    io.out(
      `${status.applied.length} applied, ${status.pending.length} pending, TimescaleDB ${status.timescale ? 'yes' : 'no'}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return 1;
  } finally {
    await database.close();
  }
}
