import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import { importFile, type ImportDeps } from './importFile.ts';
import type { ImportSummary } from './importSummary.ts';
import { readMapping } from './readMapping.ts';

export interface ImportIo {
  out(line: string): void;
  err(line: string): void;
  /** Standard error is a terminal: progress overwrites its line. */
  terminal?: boolean;
  /** Writes without a line's end. */
  write?(text: string): void;
}

export const importUsage = 'duban import FILE --mapping MAPPING [--dry-run] [--progress]';

/** Answers the exit code: 0 done, 1 failed, 2 wrong usage. The summary is the last line of standard output. */
export async function importCommand(args: string[], io: ImportIo, deps: ImportDeps): Promise<number> {
  const parsed = readArguments(args);
  const file = typeof parsed === 'string' ? undefined : parsed.positionals[0];
  if (
    typeof parsed === 'string' ||
    file === undefined ||
    parsed.positionals.length > 1 ||
    parsed.values.mapping === undefined
  ) {
    io.err(typeof parsed === 'string' ? parsed : 'One FILE and --mapping MAPPING are expected.');
    io.err(`usage: ${importUsage}`);
    return 2;
  }
  const { mapping: mappingFile, 'dry-run': dryRun = false, progress = io.terminal ?? false } = parsed.values;
  try {
    const mapping = await readMapping(mappingFile);
    const show = progress ? progressOn(io) : undefined;
    const { summary, ended } = await importFile(deps, {
      file,
      mapping,
      dryRun,
      ...(show ? { progress: show } : {}),
    });
    if (show && io.terminal) io.err('');
    io.out(JSON.stringify(summary));
    if (ended) io.err(ended.message);
    return ended || nothingTaken(io, summary) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return 1;
  }
}

function nothingTaken(io: ImportIo, summary: ImportSummary): boolean {
  const { accepted, duplicates, archived, proposedAmendments } = summary;
  const taken = accepted + duplicates + archived + proposedAmendments;
  if (taken > 0 || summary.rejected === 0) return false;
  io.err(`Nothing of ${summary.file} could be taken: ${summary.problems[0]?.reason ?? ''}.`);
  return true;
}

function progressOn(io: ImportIo): (read: number, size: number, summary: ImportSummary) => void {
  let last = -Infinity;
  return (read, size, summary) => {
    const now = performance.now();
    if (now - last < 200 && read < size) return;
    last = now;
    const share = size === 0 ? 100 : Math.floor((read / size) * 100);
    const line = `${summary.file} ${share} % read, ${summary.events} events, ${summary.accepted} accepted, ${summary.duplicates} duplicates, ${summary.rejected} rejected`;
    if (io.terminal && io.write) io.write(`\r${line}\u001b[K`);
    else io.err(line);
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { mapping: { type: 'string' }, 'dry-run': { type: 'boolean' }, progress: { type: 'boolean' } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
