import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { createCaseCache } from '../../server/ingest/caseCache.ts';
import { importFile } from '../../server/ingest/importers/importFile.ts';
import { checkMapping } from '../../server/ingest/importers/readMapping.ts';
import { createSealer } from '../../server/ingest/sealer.ts';
import { benchServer } from './benchServer.ts';
import { copyBaseline, storedRows } from './copyBaseline.ts';
import { eventStream } from './eventStream.ts';
import { median } from './httpLoad.ts';

const zone = 'Asia/Shanghai';
const runs = 3;

/**
 * `duban import` of a file of CloudEvents (NDJSON), a historical log of its own namespace, beside COPY of the same
 * rows: median of three interleaved runs, each with a file of its own.
 */
export async function benchImport(eventsPerFile = 60_000): Promise<object> {
  const server = await benchServer();
  const folder = await mkdtemp(join(tmpdir(), 'duban-bench-import-'));
  try {
    const { pool } = server;
    const sealer = createSealer('the key of a benchmark, of no use elsewhere');
    const rates: number[] = [];
    const copies: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const source = `log${run}`;
      const file = join(folder, `${source}.ndjson`);
      const from = Date.UTC(2025, 0, 1);
      const next = eventStream({ source: `/${source}`, prefix: `I${run}`, seed: run, from, stepMs: 60_000 });
      const lines = Array.from({ length: eventsPerFile }, () => `${next()}\n`);
      await pipeline(Readable.from(lines), createWriteStream(file));
      const mapping = checkMapping(
        { format: 'cloudevents', source, namespace: source, historical: true },
        source,
      );
      const catalogue = await holdCatalogue(pool, zone);
      const deps = { pool, catalogue, cache: createCaseCache(50_000), sealer, timezone: zone, now: Date.now };
      const begun = performance.now();
      const { summary, ended } = await importFile(deps, { file, mapping, dryRun: false });
      const seconds = (performance.now() - begun) / 1000;
      if (ended || summary.accepted !== eventsPerFile) throw ended ?? new Error(JSON.stringify(summary));
      // the first file warms up both sides
      if (run === 0) continue;
      rates.push(eventsPerFile / seconds);
      copies.push(await copyBaseline(pool, await storedRows(pool, eventsPerFile)));
    }
    return {
      eventsPerSecond: Math.round(median(rates)),
      copyRowsPerSecond: Math.round(median(copies)),
      ratio: Math.round((median(rates) / median(copies)) * 1000) / 1000,
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
