import { parentPort, workerData } from 'node:worker_threads';
import { holdCatalogue } from '../../catalogue/catalogueHolder.ts';
import { createPool } from '../../db/pool.ts';
import { createCaseCache } from '../caseCache.ts';
import { createSealer } from '../sealer.ts';
import { importShare } from './importShare.ts';
import type { ThreadJob, ThreadMessage } from './importThreads.ts';

// the program of a thread that imports a share of a file
const { databaseUrl, secret, timezone, file, mapping, share, ...known } = workerData as ThreadJob;
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);
const pool = createPool({ url: databaseUrl, applicationName: 'duban import', max: 3, statementTimeout: 0 });
try {
  const catalogue = await holdCatalogue(pool, timezone);
  const cache = createCaseCache(10_000);
  const { summary, ended } = await importShare(
    { pool, catalogue, cache, sealer: createSealer(Buffer.from(secret)), timezone, now: Date.now },
    { file, mapping, dryRun: false, progress: (read, size, soFar) => say({ read, size, summary: soFar }) },
    { ...known, catalogue },
    share,
  );
  say({ summary, ended: ended && { code: ended.code, detail: ended.message, path: ended.path } });
} finally {
  await pool.end();
}
