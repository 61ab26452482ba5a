import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import { caseFilterOf } from '../../cases/caseFilter.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { flagFilterOf } from '../../flags/flagFilter.ts';
import { caseSheet } from './caseSheet.ts';
import { csvFile } from './csvFile.ts';
import { eventSheet } from './eventSheet.ts';
import { flagSheet } from './flagSheet.ts';
import { ocelFile } from './ocelFile.ts';
import { xesFile } from './xesFile.ts';

export const exportUsage = 'duban export events|cases|flags --format csv|xes|ocel --out FILE [--lang zh|en]';

export interface ExportIo {
  out(line: string): void;
  err(line: string): void;
  /** Standard error is a terminal: progress overwrites its line. */
  terminal?: boolean;
  write?(text: string): void;
}

export interface ExportParts {
  db: Queryable;
  catalogue: Catalogue;
  now: Instant;
}

/** Whoever runs the command stands before the database itself: no scope narrows what they see. */
const everybody = {
  id: 0,
  name: 'duban export',
  displayName: '',
  role: 'admin',
  region: null,
  department: null,
} as const;

/**
 * `duban export`: everything of one kind to a file, read and written a page at a time. XES and OCEL 2.0 are formats of
 * events. Exit code 0 done, 2 wrong usage.
 * @throws Problem when the file cannot be written
 */
export async function exportCommand(args: string[], io: ExportIo, parts: ExportParts): Promise<number> {
  let asked: Asked;
  try {
    asked = readArguments(args);
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    io.err(`usage: ${exportUsage}`);
    return 2;
  }
  const { db, now } = parts;
  await recordAudit(db, {
    at: now,
    actor: 'duban export',
    action: `${asked.what}.exported`,
    subject: { kind: 'export', id: `${asked.what}.${asked.format}` },
    detail: {},
  });
  try {
    await pipeline(
      Readable.from(told(fileOf(asked, parts), io), { objectMode: false }),
      createWriteStream(asked.out),
    );
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new Problem(
      'unreadable',
      `"${asked.out}" cannot be written (${cause.message}); name another file.`,
      { cause },
    );
  }
  return 0;
}

/** Says on a terminal how much is written, five times a second. */
async function* told(file: AsyncIterable<Buffer>, { terminal, write }: ExportIo): AsyncGenerator<Buffer> {
  let [bytes, said] = [0, -Infinity];
  for await (const piece of file) {
    yield piece;
    bytes += piece.length;
    if (!terminal || performance.now() - said < 200) continue;
    said = performance.now();
    write?.(`\r${(bytes / 1_000_000).toFixed(1)} MB`);
  }
  if (terminal) write?.('\r\u001b[K');
}

function fileOf(
  { what, format, language }: Asked,
  { db, catalogue, now }: ExportParts,
): AsyncGenerator<Buffer> {
  if (format === 'xes') return xesFile(db);
  if (format === 'ocel') return ocelFile(db);
  const zone = catalogue.timezone;
  if (what === 'events') return csvFile(eventSheet(db), zone);
  return what === 'flags'
    ? csvFile(flagSheet(db, flagFilterOf({}, everybody, catalogue, now), catalogue, language), zone)
    : csvFile(
        caseSheet(db, caseFilterOf({ sort: 'newest' }, everybody, catalogue), catalogue, language),
        zone,
      );
}

const options = {
  format: { type: 'string', default: 'csv' },
  out: { type: 'string' },
  lang: { type: 'string', default: 'zh' },
} as const;

function readArguments(args: string[]) {
  const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
  const [what, more] = positionals;
  const { format, out, lang } = values;
  if ((what !== 'events' && what !== 'cases' && what !== 'flags') || more !== undefined)
    throw new Problem('usage', 'One of events, cases and flags is expected.');
  if (format !== 'csv' && format !== 'xes' && format !== 'ocel')
    throw new Problem('usage', `--format is "${format}"; expected csv, xes or ocel.`);
  if (format !== 'csv' && what !== 'events')
    throw new Problem('usage', `${format} is a format of events; take csv for ${what}.`);
  if (lang !== 'zh' && lang !== 'en') throw new Problem('usage', `--lang is "${lang}"; expected zh or en.`);
  if (out === undefined) throw new Problem('usage', '--out is missing: the file to write.');
  return { what, format, out, language: lang } as const;
}
type Asked = ReturnType<typeof readArguments>;
