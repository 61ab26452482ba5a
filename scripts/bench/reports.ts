import { setTimeout } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Pool } from 'pg';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { holdCatalogue } from '../../server/catalogue/catalogueHolder.ts';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { hashSnapshot, snapshotText } from '../../server/reports/snapshot/hashSnapshot.ts';
import type { DocumentSetting } from '../../server/reports/documents/paper.ts';
import { startPrinter } from '../../server/reports/render/startPrinter.ts';
import { onPicture } from '../../server/reports/snapshot/onPicture.ts';
import { takeSnapshot } from '../../server/reports/snapshot/takeSnapshot.ts';
import { benchServer, type BenchServer } from './benchServer.ts';
import { databaseCpu } from './databaseCpu.ts';
import { eventStream } from './eventStream.ts';
import { seedMonth } from './reportSeed.ts';

const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * A monthly bulletin's snapshot: of a month of so many cases with nothing before it, and with as many in the month before
 * and a year ago; and its files. Beside it single events are posted to a server: what they wait, and how long this process, which takes
 * the snapshot as a server would, is deaf.
 */
export async function benchReports(full: boolean): Promise<object> {
  const cases = full ? 3_000_000 : 300_000;
  const server = await benchServer();
  try {
    const { pool } = server;
    const catalogue = (await holdCatalogue(pool, 'Asia/Shanghai')).current();
    await seedMonth(pool, catalogue, '2026-10', cases);
    await pool.query('vacuum analyze');
    const { snapshot, ...alone } = await october(server, catalogue);
    const printed = await printBeside(server, snapshot);
    await seedMonth(pool, catalogue, '2026-09', cases);
    await seedMonth(pool, catalogue, '2025-10', cases);
    await pool.query('vacuum analyze');
    const idle = await waitsWhile(server, setTimeout(5000));
    const { snapshot: _, ...withBothBefore } = await october(server, catalogue);
    return { cases, alone, printed, withBothBefore, eventMsWithoutIt: idle.waits };
  } finally {
    await server.close();
  }
}

async function october(
  server: BenchServer,
  catalogue: Catalogue,
): Promise<{ snapshot: ReportSnapshot } & Record<string, unknown>> {
  const { pool } = server;
  const deaf = monitorEventLoopDelay({ resolution: 5 });
  const cpu = await databaseCpu(pool);
  const memory = watchMemory();
  deaf.enable();
  const begun = performance.now();
  const { result, waits } = await waitsWhile(server, take(pool, catalogue));
  const seconds = (performance.now() - begun) / 1000;
  deaf.disable();
  const written = performance.now();
  const text = snapshotText(result);
  const hash = hashSnapshot(result);
  return {
    snapshot: result,
    seconds: round(seconds),
    databaseCpuSeconds: round(((await databaseCpu(pool)) - cpu) / 1_000_000),
    memoryMb: memory(),
    deafMs: { p99: round(deaf.percentile(99) / 1e6), max: round(deaf.max / 1e6) },
    eventMs: waits,
    units: result.figures.length,
    megabytes: round(text.length / 2 ** 20),
    writtenAndHashedMs: Math.round(performance.now() - written),
    hash,
  };
}

/** The three files of the bulletin, one after the other by the process that prints for a server. */
async function printBeside(server: BenchServer, snapshot: ReportSnapshot): Promise<object> {
  const printer = startPrinter();
  const setting: DocumentSetting = {
    language: 'zh',
    office: '市政务服务效能督查室',
    number: null,
    issuedOn: null,
    hash: hashSnapshot(snapshot),
    status: 'draft',
  };
  const order = { snapshot: snapshotText(snapshot), setting, address: null, template: null };
  const files: Record<string, { seconds: number; megabytes: number }> = {};
  const printAll = async (): Promise<void> => {
    for (const format of ['docx', 'xlsx', 'pdf'] as const) {
      const begun = performance.now();
      const { file } = await printer.render({ ...order, format });
      files[format] = {
        seconds: round((performance.now() - begun) / 1000),
        megabytes: round(file.length / 2 ** 20),
      };
    }
  };
  const begun = performance.now();
  const { waits } = await waitsWhile(server, printAll());
  const seconds = round((performance.now() - begun) / 1000);
  await printer.close();
  return { seconds, files, printerMb: Math.round(printer.memory() / 2 ** 20), eventMs: waits };
}

const take = (pool: Pool, catalogue: Catalogue): Promise<ReportSnapshot> =>
  onPicture(pool, (db) =>
    takeSnapshot(
      { db, catalogue, now: Date.now() },
      { kind: 'monthly_bulletin', period: '2026-10', scope: { by: 'city' } },
    ),
  );

function watchMemory(): () => number {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  return () => {
    clearInterval(timer);
    return Math.round(most / 2 ** 20);
  };
}

/** What single events wait for their answer while something goes on. */
async function waitsWhile<T>(
  server: BenchServer,
  work: Promise<T>,
): Promise<{ result: T; waits: { n: number; p50: number; p95: number; max: number } }> {
  const [source] = server.sources;
  if (!source) throw new Error('the server has no source');
  const next = eventStream({
    source: source.uri,
    prefix: `W${Date.now()}`,
    seed: 1,
    from: Date.now() - 600_000,
    stepMs: 20,
  });
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  const waits: number[] = [];
  // what fails here fails below
  over.catch(() => undefined);
  while (!isOver) {
    const begun = performance.now();
    const answer = await fetch(`${server.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${source.key}`, 'content-type': 'application/json' },
      body: `[${next()}]`,
    });
    await answer.arrayBuffer();
    waits.push(performance.now() - begun);
    await setTimeout(50);
  }
  waits.sort((a, b) => a - b);
  const at = (part: number): number => round(waits[Math.floor((waits.length - 1) * part)] ?? 0);
  return { result: await over, waits: { n: waits.length, p50: at(0.5), p95: at(0.95), max: at(1) } };
}
