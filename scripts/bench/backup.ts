import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { restoreBackup } from '../../server/backup/restoreBackup.ts';
import { walkBackup } from '../../server/backup/walkBackup.ts';
import { writeBackup } from '../../server/backup/writeBackup.ts';
import { rebuild } from '../../server/cases/rebuild.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { importCatalogue } from '../../server/catalogue/importCatalogue.ts';
import { seedCalendar } from '../../server/catalogue/seedCalendar.ts';
import { openDatabase, type OpenDatabase } from '../../server/db/openDatabase.ts';
import { inTransaction } from '../../server/db/transaction.ts';
import { createCaseCache } from '../../server/ingest/caseCache.ts';
import { importFile } from '../../server/ingest/importers/importFile.ts';
import { importThreads } from '../../server/ingest/importers/importThreads.ts';
import { checkMapping } from '../../server/ingest/importers/readMapping.ts';
import { createSealer } from '../../server/ingest/sealer.ts';
import { demoCity } from '../../server/simulation/city/demoCity.ts';
import { eventStream } from './eventStream.ts';

const zone = 'Asia/Shanghai';
const secret = Buffer.from('the key of a benchmark, of no use elsewhere');
const million = 1_000_000;

/**
 * The whole way of a lost disk: a city's log with its applicants is imported, backed up for an age recipient, verified,
 * the database destroyed, the backup restored into an empty one, and every event folded again and compared. On the
 * embedded engine, and on the one of TEST_DATABASE_URL where it is given.
 */
export async function benchBackup(events = million): Promise<object> {
  const url = process.env['TEST_DATABASE_URL'];
  return {
    embedded: await onEngine(events, undefined),
    ...(url === undefined ? {} : { timescaledb: await onEngine(events, url) }),
  };
}

async function onEngine(events: number, serverUrl: string | undefined): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-bench-backup-'));
  await chmod(folder, 0o755);
  const seconds: Record<string, number> = {};
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    seconds[step] = Math.round((performance.now() - begun) / 100) / 10;
    return result;
  };
  try {
    const identity = await generateIdentity();
    const file = join(folder, 'city.backup');
    const lost = await openPlace(folder, serverUrl, 'lost');
    await timed('seed', () => seed(lost.database, folder, events));
    const databaseMegabytes = await sizeOf(lost.database);
    const backup = await timed('backup', async () =>
      writeBackup(
        { pool: lost.database.pool, secret },
        {
          file,
          key: { kind: 'recipients', recipients: [await identityToRecipient(identity)] },
          now: Date.now(),
          version: 'bench',
        },
      ),
    );
    const key = { kind: 'identities' as const, identities: [identity] };
    await timed('verify', () => walkBackup(file, key, {}));
    await lost.destroy();
    const found = await openPlace(folder, serverUrl, 'found');
    try {
      await timed('restore', () =>
        restoreBackup(found.database, { file, key, fitKey: () => Promise.resolve() }),
      );
      const { pool } = found.database;
      const catalogue = (await holdCatalogue(pool, zone)).current();
      const report = await timed('rebuildCheck', () =>
        rebuild({ pool, catalogue }, { check: true, now: Date.now() }),
      );
      if (report.events !== events || Object.values(report.differences).some((count) => count > 0))
        throw new Error(`the restored database differs: ${JSON.stringify(report)}`);
      const rate = (step: string): number => Math.round(events / (seconds[step] || 0.1));
      const backupMegabytes = megabytes(backup.bytes);
      return {
        events,
        cases: report.cases,
        rows: backup.rows,
        databaseMegabytes,
        backupMegabytes,
        ratio: Math.round((backupMegabytes / databaseMegabytes) * 1000) / 1000,
        seconds,
        eventsPerSecond: { backup: rate('backup'), restore: rate('restore') },
        differences: 0,
      };
    } finally {
      await found.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  database: OpenDatabase;
  destroy(): Promise<void>;
}

/** An empty database of its own: a folder of the embedded engine, or another database of the server. */
async function openPlace(folder: string, serverUrl: string | undefined, name: string): Promise<Place> {
  const dataDir = join(folder, name);
  const url = serverUrl === undefined ? undefined : new URL(serverUrl);
  if (url) url.pathname = `/duban_bench_${name}_${randomBytes(4).toString('hex')}`;
  const database = await openDatabase({
    databaseUrl: url?.href,
    dataDir,
    applicationName: 'duban bench',
    statementTimeout: 0,
    max: 4,
  });
  return {
    database,
    async destroy() {
      await database.close();
      if (url && serverUrl !== undefined) await dropDatabase(serverUrl, url.pathname.slice(1));
      else await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
}

async function seed({ pool, url }: OpenDatabase, folder: string, events: number): Promise<void> {
  const now = Date.now();
  await seedCalendar(pool, now);
  const imported = await inTransaction(pool, (db) =>
    importCatalogue(db, demoCity(), { actor: 'bench' }, now),
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.faults));
  const file = join(folder, 'city.ndjson');
  const next = eventStream({
    source: '/city',
    prefix: 'B',
    seed: 0,
    from: Date.UTC(2025, 0, 1),
    stepMs: 30_000,
  });
  const lines = function* () {
    for (let n = 0; n < events; n += 1) yield `${withApplicant(next(), n)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const mapping = checkMapping(
    { format: 'cloudevents', source: 'city', namespace: 'city', historical: true },
    'city',
  );
  const { summary, ended } = await importFile(
    {
      pool,
      catalogue: await holdCatalogue(pool, zone),
      cache: createCaseCache(50_000),
      sealer: createSealer(secret),
      timezone: zone,
      now: Date.now,
      threads: importThreads({ databaseUrl: url, secret, timezone: zone }),
    },
    { file, mapping, dryRun: false },
  );
  if (ended || summary.accepted !== events) throw ended ?? new Error(JSON.stringify(summary));
  await rm(file);
}

/** Somebody asked for it: sealed, names and numbers are what a backup cannot compress. */
function withApplicant(line: string, n: number): string {
  if (!line.includes('"case.submitted"')) return line;
  const idNumber = `5001121990${String(n % 100_000_000).padStart(8, '0')}`;
  const applicant = JSON.stringify({
    kind: 'person',
    name: `申请人${n}`,
    idNumber,
    phone: `138${idNumber.slice(-8)}`,
  });
  return line.replace('"data":{', `"data":{"applicant":${applicant},`);
}

async function sizeOf({ pool }: OpenDatabase): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return megabytes(rows[0]?.bytes ?? 0);
}

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;
