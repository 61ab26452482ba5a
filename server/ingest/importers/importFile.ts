import type { Mapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { appendChange } from '../../changes/appendChange.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { AppendDeps } from '../appendEvents.ts';
import type { Sealer } from '../sealer.ts';
import { fileText } from './fileText.ts';
import { ImportBatch } from './importBatch.ts';
import { ImportCounter, type ImportSummary } from './importSummary.ts';
import { mappedCases, type ToldCase } from './mappedCases.ts';
import { prepareImport } from './prepareImport.ts';

export interface ImportDeps extends AppendDeps {
  sealer: Sealer;
  /** The office zone: of times without an offset when the mapping names no zone. */
  timezone: string;
  now: () => Instant;
}

export interface ImportOptions {
  file: string;
  mapping: Mapping;
  dryRun: boolean;
  /** Hears about once a batch how far the file is read, in bytes. */
  progress?: (read: number, size: number, summary: ImportSummary) => void;
}

/** What an import answers; `ended` is what kept it from reaching the end of the file. */
export interface ImportResult {
  summary: ImportSummary;
  ended: Problem | undefined;
}

const batchSize = 10_000;

/**
 * Imports a file: registers its source and catalogue, then maps, validates and appends batch by batch. Events have
 * ids derived from what the file says, so an import that was killed is simply run again. What stands before a fault
 * that ends the file is imported. @throws Problem when there is no such file.
 */
export async function importFile(deps: ImportDeps, options: ImportOptions): Promise<ImportResult> {
  const { file, mapping, dryRun } = options;
  const started = performance.now();
  const counter = new ImportCounter(file, dryRun);
  const { summary } = counter;
  const text = await fileText(file, mapping.encoding);
  const cases = mappedCases(text.chunks, mapping, file, deps.timezone, counter);
  const ended = await problemOf(async () => {
    // what is wrong with the file as a whole shows before anything is registered
    const { value: first } = await cases.next();
    const prepared = await prepareImport(deps, mapping, first?.source, dryRun);
    const batch = new ImportBatch({ ...deps, catalogue: prepared.catalogue }, prepared, counter, dryRun);
    await importCases(cases, first, batch, () => options.progress?.(text.read(), text.size, summary));
  });
  if (summary.accepted > 0 && !dryRun && mapping.namespace === '') await tellScreens(deps);
  if (ended) counter.refused({ line: Number(ended.path?.split(':')[0] ?? 0), reason: ended.message });
  summary.problems.sort((one, other) => one.line - other.line);
  summary.seconds = Math.round(performance.now() - started) / 1000;
  options.progress?.(text.read(), text.size, summary);
  return { summary, ended };
}

/** An import changes screens once, at its end. */
async function tellScreens({ pool, now }: ImportDeps): Promise<void> {
  const at = now();
  await inTransaction(pool, (client) => appendChange(client, at, { resync: 'import' }));
}

type Cases = AsyncGenerator<ToldCase, undefined>;

/** When the file cannot be read to its end, what came before is written, and then its problem thrown. */
async function importCases(
  cases: Cases,
  first: ToldCase | undefined,
  batch: ImportBatch,
  progress: () => void,
): Promise<void> {
  let waiting = first ? [first] : [];
  let size = first?.events.length ?? 0;
  let writing = Promise.resolve();
  const send = async (): Promise<void> => {
    const full = waiting;
    [waiting, size] = [[], 0];
    // one batch is written while the next one is read: no more, or memory would not stay constant
    await writing;
    writing = batch.write(full);
    writing.catch(() => undefined);
    progress();
  };
  const ended = await problemOf(async () => {
    for await (const one of cases) {
      waiting.push(one);
      size += one.events.length;
      if (size >= batchSize) await send();
    }
  });
  await send();
  await writing;
  if (ended) throw ended;
}

async function problemOf(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
