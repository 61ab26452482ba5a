import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Mapping } from '#contract/mappingSchema';
import { Problem, type ProblemCode } from '#contract/problem';
import type { SourceRecord } from '../../catalogue/catalogue.ts';
import type { ImportOptions, ImportResult } from './importShare.ts';
import { sumOf, type ImportSummary } from './importSummary.ts';
import type { PreparedImport } from './prepareImport.ts';
import type { Share } from './share.ts';

/** What a thread opens for itself, like a process of its own. */
export interface ThreadSetting {
  databaseUrl: string;
  /** Of the sealer. */
  secret: Uint8Array;
  timezone: string;
}

export interface ThreadJob extends ThreadSetting {
  file: string;
  mapping: Mapping;
  source: SourceRecord;
  idsFromFile: boolean;
  heardBefore: boolean;
  share: Share;
}

interface Told {
  read: number;
  size: number;
  summary: ImportSummary;
}

/** What a thread says after each batch, and at its end. */
export type ThreadMessage =
  | Told
  | {
      summary: ImportSummary;
      ended: { code: ProblemCode; detail: string; path: string | undefined } | undefined;
    };

export interface ImportThreads {
  run(options: ImportOptions, prepared: PreparedImport): Promise<ImportResult>;
}

const mostThreads = 4;

/** In MB: the events of a batch die together; in the usual 48 most would be copied twice before. */
const youngGeneration = 96;

/** Undefined where another thread would only wait for this one's processor. */
export function importThreads(
  { databaseUrl, secret, timezone }: ThreadSetting,
  count = Math.min(availableParallelism(), mostThreads),
): ImportThreads | undefined {
  if (count < 2) return undefined;
  const setting = { databaseUrl, secret, timezone };
  return { run: (options, prepared) => runShares(setting, count, options, prepared) };
}

async function runShares(
  setting: ThreadSetting,
  of: number,
  { file, mapping, progress }: ImportOptions,
  { source, idsFromFile, heardBefore }: PreparedImport,
): Promise<ImportResult> {
  const said = new Map<number, Told>();
  const hear = (part: number, told: Told): void => {
    said.set(part, told);
    const read = said.size < of ? 0 : Math.min(...[...said.values()].map((one) => one.read));
    progress?.(read, told.size, sumOf([...said.values()].map(({ summary }) => summary)));
  };
  const workers = Array.from({ length: of }, (_, part) => {
    const workerData: ThreadJob = {
      ...setting,
      file,
      mapping,
      source,
      idsFromFile,
      heardBefore,
      share: { part, of },
    };
    return new Worker(new URL('./importThread.js', import.meta.url), {
      workerData,
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
    });
  });
  try {
    const results = await Promise.all(
      workers.map((worker, part) => resultOf(worker, (told) => hear(part, told))),
    );
    return {
      summary: sumOf(results.map(({ summary }) => summary)),
      ended: results.find(({ ended }) => ended)?.ended,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function resultOf(worker: Worker, hear: (told: Told) => void): Promise<ImportResult> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if ('read' in message) return hear(message);
      const { summary, ended } = message;
      const { code, detail, path } = ended ?? {};
      resolve({
        summary,
        ended: code && new Problem(code, detail ?? '', path === undefined ? {} : { path }),
      });
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread of the import ended with ${code}.`)));
  });
}
