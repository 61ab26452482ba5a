import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { demoItems, itemsOfKind } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import { createCaseCache } from '../../server/ingest/caseCache.ts';
import { importFile } from '../../server/ingest/importers/importFile.ts';
import { importThreads } from '../../server/ingest/importers/importThreads.ts';
import { checkMapping } from '../../server/ingest/importers/readMapping.ts';
import { createSealer } from '../../server/ingest/sealer.ts';
import { benchServer } from './benchServer.ts';
import { copyBaseline, storedRows } from './copyBaseline.ts';
import { databaseCpu } from './databaseCpu.ts';
import { eventStream } from './eventStream.ts';
import { median } from './httpLoad.ts';
import { seededRandom } from './seededRandom.ts';

const zone = 'Asia/Shanghai';
const runs = 3;

/** A city of 300,000 cases a day, six events each. */
const msACase = 288;
const msAnEvent = 48;

type Kind = 'cases' | 'events';

/**
 * `duban import` of a historical log of its own namespace, beside COPY of the same rows: median of three interleaved
 * runs, each with a file of its own, so long that the start of threads and the last roll-ups are a small part of it.
 * `cases`: CSV with a row a case, four events each; `events`: CloudEvents as NDJSON, cases interleaved.
 */
export async function benchImport(kind: Kind, eventsPerFile = 1_000_000): Promise<object> {
  const server = await benchServer();
  const folder = await mkdtemp(join(tmpdir(), 'duban-bench-import-'));
  try {
    const { pool } = server;
    const secret = Buffer.from('the key of a benchmark, of no use elsewhere');
    const sealer = createSealer(secret);
    const threads = importThreads({ databaseUrl: server.databaseUrl, secret, timezone: zone });
    const rates: number[] = [];
    const copies: number[] = [];
    const cpus: { node: number; database: number }[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const source = `log${run}`;
      const file = join(folder, source);
      const lines =
        kind === 'cases' ? caseLines(run, eventsPerFile / 4) : eventLines(source, run, eventsPerFile);
      await pipeline(Readable.from(lines), createWriteStream(file));
      const common = { source, namespace: source, historical: true };
      const mapping = checkMapping(
        kind === 'cases' ? { ...common, ...caseMapping } : { ...common, format: 'cloudevents' },
        source,
      );
      const catalogue = await holdCatalogue(pool, zone);
      const cache = createCaseCache(50_000);
      const deps = { pool, catalogue, cache, sealer, timezone: zone, now: Date.now, threads };
      const begun = performance.now();
      const before = { own: process.cpuUsage(), database: await databaseCpu(pool) };
      const { summary, ended } = await importFile(deps, { file, mapping, dryRun: false });
      const seconds = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(before.own);
      const cpu = { node: user + system, database: (await databaseCpu(pool)) - before.database };
      if (ended || summary.accepted !== eventsPerFile) throw ended ?? new Error(JSON.stringify(summary));
      // the first file warms up both sides
      if (run === 0) continue;
      rates.push(eventsPerFile / seconds);
      cpus.push(cpu);
      copies.push(await copyBaseline(pool, await storedRows(pool, eventsPerFile)));
    }
    const microsAnEvent = (micros: number[]): number =>
      Math.round((median(micros) / eventsPerFile) * 10) / 10;
    return {
      eventsPerFile,
      microsAnEvent: {
        node: microsAnEvent(cpus.map(({ node }) => node)),
        database: microsAnEvent(cpus.map(({ database }) => database)),
      },
      eventsPerSecond: Math.round(median(rates)),
      copyRowsPerSecond: Math.round(median(copies)),
      ratio: Math.round((median(rates) / median(copies)) * 1000) / 1000,
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function eventLines(source: string, seed: number, count: number): string[] {
  const from = Date.UTC(2025, 0, 1);
  const next = eventStream({ source: `/${source}`, prefix: `I${seed}`, seed, from, stepMs: msAnEvent });
  return Array.from({ length: count }, () => `${next()}\n`);
}

const caseMapping = {
  format: 'csv',
  rows: 'case',
  timezone: zone,
  timeFormat: 'yyyy-MM-dd HH:mm:ss',
  case: 'number',
  item: 'item',
  department: 'department',
  region: 'region',
  channel: 'channel',
  events: [
    { type: 'case.submitted', time: 'submitted' },
    { type: 'case.received', time: 'received' },
    { type: 'case.accepted', time: 'accepted' },
    { type: 'case.concluded', time: 'concluded', data: { outcome: { const: 'granted' } } },
  ],
};

function caseLines(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  const at = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  const from = Date.UTC(2025, 0, 1);
  const rows = Array.from({ length: count }, (_, i) => {
    const office = offices[Math.floor(random() * offices.length)];
    const items = itemsOfKind(office?.kind.code ?? '');
    const item = items[Math.floor(random() ** 2 * items.length)] ?? demoItems[0];
    const times = [0, random() * 8, random() * 24 + 8, random() * 200 + 40].map((h) =>
      at(from + i * msACase + h * 3_600_000),
    );
    return `C${seed}-${i},${item?.code},${office?.code},${office?.region},web,${times.join(',')}\n`;
  });
  return ['number,item,department,region,channel,submitted,received,accepted,concluded\n', ...rows];
}
