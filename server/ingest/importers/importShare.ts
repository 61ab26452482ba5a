import type { Mapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import { fileText } from './fileText.ts';
import { ImportBatch } from './importBatch.ts';
import type { ImportDeps } from './importFile.ts';
import { ImportCounter, type ImportSummary } from './importSummary.ts';
import { mappedCases, type ToldCase } from './mappedCases.ts';
import type { PreparedImport } from './prepareImport.ts';
import type { Share } from './share.ts';

export interface ImportOptions {
  file: string;
  mapping: Mapping;
  dryRun: boolean;
  /** Hears about once a batch how far the file is read, in bytes. */
  progress?: ((read: number, size: number, summary: ImportSummary) => void) | undefined;
}

/** What an import answers; `ended` is what kept it from reaching the end of the file. */
export interface ImportResult {
  summary: ImportSummary;
  ended: Problem | undefined;
}

/** Events of a batch, in all threads together: memory does not grow with their number, and roll-ups come together. */
const batchSize = 20_000;

/** Maps, validates and appends one share of a file, batch by batch. What stands before a fault that ends the file is imported. */
export async function importShare(
  deps: ImportDeps,
  options: ImportOptions,
  prepared: PreparedImport,
  share: Share,
): Promise<ImportResult> {
  const { file, mapping, dryRun } = options;
  const counter = new ImportCounter(file, dryRun);
  const text = await fileText(file, mapping.encoding);
  const cases = mappedCases(text.chunks, { mapping, file, timezone: deps.timezone, share }, counter);
  const batch = new ImportBatch({ ...deps, catalogue: prepared.catalogue }, prepared, counter, dryRun);
  const told = (): void => options.progress?.(text.read(), text.size, counter.summary);
  const ended = await problemOf(() => importCases(cases, batch, batchSize / share.of, told));
  await batch.end();
  if (ended) counter.ended(ended);
  counter.summary.problems.sort((one, other) => one.line - other.line);
  told();
  return { summary: counter.summary, ended };
}

/** When the file cannot be read to its end, what came before is written, and then its problem thrown. */
async function importCases(
  cases: AsyncGenerator<ToldCase, undefined>,
  batch: ImportBatch,
  most: number,
  progress: () => void,
): Promise<void> {
  let waiting: ToldCase[] = [];
  let size = 0;
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
      if (size >= most) await send();
    }
  });
  await send();
  await writing;
  if (ended) throw ended;
}

export async function problemOf(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
