import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { calendarChangeSchema, type CalendarChange } from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { faultsOf } from '../catalogue/documentFault.ts';
import { readJsonFile } from '../catalogue/readJsonFile.ts';
import { calendarRunById } from './calendarRunStore.ts';
import { createCalendarRuns } from './calendarRuns.ts';

export const calendarUsage = `duban calendar preview CODE --file CHANGES.json
duban calendar apply CODE --file CHANGES.json`;

export interface CalendarIo {
  out(line: string): void;
  err(line: string): void;
}

interface Parts {
  pool: Pool;
  catalogue: CatalogueHolder;
  clock: () => Instant;
}

const kinds = { preview: 'calendar_preview', apply: 'calendar_change' } as const;

/**
 * `duban calendar`: what a change of a calendar would move, or has moved, as one JSON document. `preview` changes
 * nothing. Exit code 0, 1, 2.
 */
export async function calendarCommand(
  args: string[],
  io: CalendarIo,
  { pool, catalogue: holder, clock }: Parts,
): Promise<number> {
  try {
    const { kind, calendar, file } = read(args);
    const change = changeOf(file, await readJsonFile(file));
    const runs = createCalendarRuns({ pool, holder, clock });
    const { runId } = await runs.start({ kind, calendar, change, actor: 'command line' });
    await runs.settled();
    const run = await calendarRunById(pool, runId);
    if (run?.result) io.out(JSON.stringify(run.result, null, 2));
    else io.err(run?.error ?? `Run ${runId} was cancelled.`);
    return run?.result ? 0 : 1;
  } catch (error) {
    const misused = error instanceof TypeError || (error instanceof Problem && error.code === 'usage');
    if (!misused && !(error instanceof Problem)) throw error;
    io.err(error.message);
    if (misused) io.err(`usage: ${calendarUsage}`);
    return misused ? 2 : 1;
  }
}

function read(args: string[]): { kind: (typeof kinds)[keyof typeof kinds]; calendar: string; file: string } {
  const options = { file: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true, strict: true });
  const [action, calendar, ...rest] = positionals;
  if (action !== 'preview' && action !== 'apply')
    throw new Problem('usage', `"calendar ${action ?? ''}" is no command; it is preview or apply.`);
  if (calendar === undefined || rest.length > 0)
    throw new Problem('usage', `"calendar ${action}" takes the CODE of one calendar.`);
  if (values.file === undefined) throw new Problem('usage', '--file CHANGES.json is expected.');
  return { kind: kinds[action], calendar, file: values.file };
}

function changeOf(file: string, document: unknown): CalendarChange {
  const parsed = calendarChangeSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [fault] = faultsOf(parsed.error);
  throw new Problem('invalid', `${file}: ${fault?.path}: ${fault?.message}.`);
}
