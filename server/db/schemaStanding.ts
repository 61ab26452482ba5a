import { Problem } from '#contract/problem';
import type { MigrationFile } from './migrationFiles.ts';
import type { AppliedMigration } from './migrationLedger.ts';

/** How a database stands to the migrations of this version. */
export interface SchemaStanding {
  /** What the database lacks, in order. */
  pending: MigrationFile[];
  /** The version that migrated it further than this one knows; null: none did. */
  newer: string | null;
}

/**
 * A server goes on beside a schema that the next version made (`0.2` beside `0.1`, of one major version): what a
 * version adds, the one before leaves alone.
 * @throws Problem `configuration` when an applied file was changed, when the schema is newer than that, or when it is
 * of another line of versions
 */
export function schemaStanding(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
  own: string,
): SchemaStanding {
  const byName = new Map(files.map((file) => [file.name, file]));
  const unknown = applied.filter(({ name }) => !byName.has(name));
  for (const { name, checksum } of applied) {
    if ((byName.get(name)?.checksum ?? checksum) === checksum) continue;
    throw new Problem(
      'configuration',
      `migrations/${name} was changed after it was applied; put the applied text back and write a new migration.`,
    );
  }
  const done = new Set(applied.map(({ name }) => name));
  const pending = files.filter(({ name }) => !done.has(name));
  const tooNew = unknown.find(({ version }) => version === null || !goesOnBeside(own, version));
  if (tooNew) {
    const by = tooNew.version === null ? '' : ` by duban ${tooNew.version}`;
    throw new Problem(
      'configuration',
      `The database was migrated${by} with migrations/${tooNew.name}, which this version of duban (${own}) does not ` +
        'have and cannot go on beside; start a newer version.',
    );
  }
  const [first] = unknown;
  if (first && pending[0])
    throw new Problem(
      'configuration',
      `The database has migrations/${first.name}, which this version of duban (${own}) does not have, and lacks ` +
        `migrations/${pending[0].name}; start the version that made it.`,
    );
  return { pending, newer: unknown.at(-1)?.version ?? null };
}

/** Whether `other` is the version after `own`, or a later state of the same. */
function goesOnBeside(own: string, other: string): boolean {
  const [ownMajor, ownMinor = NaN, ownPatch = NaN] = own.split('.').map(Number);
  const [major, minor = NaN, patch = NaN] = other.split('.').map(Number);
  return major === ownMajor && (minor === ownMinor + 1 || (minor === ownMinor && patch > ownPatch));
}

/** What to say of a schema that is newer than this version. */
export function besideNewer(own: string, newer: string): string {
  return (
    `The database was migrated by duban ${newer}; this server (${own}) goes on beside it unchanged. ` +
    'Bring it to the newer version soon: it does not go on beside the one after that.'
  );
}
