import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { holdCatalogue, type CatalogueHolder } from './catalogue/catalogueHolder.ts';
import { seedCalendar } from './catalogue/seedCalendar.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/openDatabase.ts';
import { createCaseCache, type CaseCache } from './ingest/caseCache.ts';
import { createSealer, type Sealer } from './ingest/sealer.ts';
import type { ArchiveSetting } from './retention/archiveSetting.ts';
import { secretKey } from './secretKey.ts';

/** What a command works with; it lets go of the engine when it is done. */
export interface CommandParts {
  pool: Pool;
  catalogue: CatalogueHolder;
  cache: CaseCache;
  sealer: Sealer;
  timezone: string;
  archive: ArchiveSetting;
  /** As it signs reports; null: named after the city. */
  office: string | null;
  fontsDir: string | null;
  /** What a thread needs to open the same for itself. */
  databaseUrl: string;
  secret: Buffer;
  dataDir: string;
  now: () => Instant;
  close(): Promise<void>;
}

/** Attaches to a running server's engine, or starts it for this command alone. */
export async function openCommandParts(
  config: Config,
  onNotice: (sentence: string) => void,
  name: string,
): Promise<CommandParts> {
  const secret = await secretKey(config);
  const { databaseUrl, dataDir, mayMigrate } = config;
  const database = await openDatabase({
    databaseUrl,
    dataDir,
    applicationName: `duban ${name}`,
    statementTimeout: 0,
    max: 4,
    mayMigrate,
    onNotice,
  });
  await seedCalendar(database.pool, Date.now());
  return {
    pool: database.pool,
    catalogue: await holdCatalogue(database.pool, config.timezone),
    cache: createCaseCache(10_000),
    sealer: createSealer(secret),
    timezone: config.timezone,
    archive: config.archive,
    office: config.office,
    fontsDir: config.fontsDir,
    databaseUrl: database.url,
    secret,
    dataDir,
    now: Date.now,
    close: database.close,
  };
}
