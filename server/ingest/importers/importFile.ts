import type { Instant } from '#contract/time';
import { appendChange } from '../../changes/appendChange.ts';
import { settleArrears } from '../../cases/rollupArrears.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { AppendDeps } from '../appendEvents.ts';
import type { Sealer } from '../sealer.ts';
import { fileText, type FileText } from './fileText.ts';
import { importShare, problemOf, type ImportOptions, type ImportResult } from './importShare.ts';
import { ImportCounter } from './importSummary.ts';
import type { ImportThreads } from './importThreads.ts';
import { mappedCases } from './mappedCases.ts';
import { prepareImport, type PreparedImport } from './prepareImport.ts';
import { allCases } from './share.ts';

export interface ImportDeps extends AppendDeps {
  sealer: Sealer;
  /** The office zone: of times without an offset when the mapping names no zone. */
  timezone: string;
  now: () => Instant;
  /** What a large file is shared with; without them this thread does it alone. */
  threads?: ImportThreads | undefined;
}

/** Smaller files are done before another thread has started. */
const worthThreads = 1024 * 1024;

/**
 * Imports a file: registers its source and catalogue, then every thread maps, validates and appends its share of the
 * cases. Events have ids derived from what the file says, so an import that was killed is simply run again. What
 * stands before a fault that ends the file is imported. @throws Problem when there is no such file.
 */
export async function importFile(deps: ImportDeps, options: ImportOptions): Promise<ImportResult> {
  const { file, mapping, dryRun, progress } = options;
  const started = performance.now();
  const text = await fileText(file, mapping.encoding);
  const counter = new ImportCounter(file, dryRun);
  let result: ImportResult | undefined;
  const ended = await problemOf(async () => {
    // what is wrong with the file as a whole shows before anything is registered
    const source = await sourceIn(text, deps, options, counter);
    const prepared = await prepareImport(deps, mapping, source, dryRun);
    // of an import that was killed, perhaps this one's
    if (!dryRun) await settleDebts(deps);
    result = await importShares(deps, options, prepared, text.size);
  });
  if (ended) counter.ended(ended);
  const { summary } = (result ??= { summary: counter.summary, ended });
  if (summary.accepted > 0 && !dryRun && mapping.namespace === '') await tellScreens(deps);
  summary.seconds = Math.round(performance.now() - started) / 1000;
  progress?.(text.size, text.size, summary);
  return result;
}

function settleDebts({ pool, catalogue, now }: ImportDeps): Promise<number> {
  const at = now();
  return settleArrears(pool, catalogue.current().timezone, { before: at, now: at });
}

/** The source that the file's first event names. */
async function sourceIn(
  text: FileText,
  { timezone }: ImportDeps,
  { mapping, file }: ImportOptions,
  counter: ImportCounter,
): Promise<string | undefined> {
  const cases = mappedCases(text.chunks, { mapping, file, timezone, share: allCases }, counter);
  const { value: first } = await cases.next();
  await cases.return(undefined);
  return first?.source;
}

/** A dry run rests on a catalogue that no other connection sees, so it stays in one thread. */
function importShares(
  deps: ImportDeps,
  options: ImportOptions,
  prepared: PreparedImport,
  size: number,
): Promise<ImportResult> {
  const { threads } = deps;
  return !threads || options.dryRun || size < worthThreads
    ? importShare(deps, options, prepared, allCases)
    : threads.run(options, prepared);
}

/** An import changes screens once, at its end. */
async function tellScreens({ pool, now }: ImportDeps): Promise<void> {
  const at = now();
  await inTransaction(pool, (client) => appendChange(client, at, { resync: 'import' }));
}
