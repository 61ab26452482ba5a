import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { reportFormats, reportKinds, type ReportFormat, type ReportKind } from '#contract/reports/reportKind';
import type { ReportPeriod, ReportScope } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import { isLanguage, type Language } from '#contract/wording/language';
import { recordAudit } from '../access/audit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { officeDay, readPeriod } from './actions/orderReport.ts';
import { latestPeriod } from '../domain/reports/reportPeriod.ts';
import { settingOf } from './documentSetting.ts';
import { issuedBefore } from './making/issuedBefore.ts';
import { renderReport } from './renderReport.ts';
import { hashSnapshot, snapshotText } from './snapshot/hashSnapshot.ts';
import { onPicture } from './snapshot/onPicture.ts';
import { takeSnapshot } from './snapshot/takeSnapshot.ts';

export const reportUsage =
  'duban report KIND [--period 2026-10] [--scope CODE] [--language zh|en] [--template FILE] --format docx|xlsx|pdf|html|csv|json --out FILE';

export interface ReportIo {
  out(line: string): void;
  err(line: string): void;
  terminal?: boolean;
  write?(text: string): void;
}

export interface ReportCommandParts {
  pool: Pool;
  catalogue: Catalogue;
  now: Instant;
  /** As it signs; null: named after the city. */
  office: string | null;
  fontsDir: string | null;
  signal: AbortSignal;
}

const options = {
  period: { type: 'string' },
  scope: { type: 'string' },
  language: { type: 'string', default: 'zh' },
  template: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
} as const;

/**
 * `duban report`: a report as a file, with the figures as they are known now. It is a draft and stays out of the archive:
 * what goes out is issued at the desk. Ends with one JSON line: the file, the snapshot's hash, and characters that the
 * shipped font has not. Exit code 0 done, 2 wrong usage.
 * @throws Problem when figures cannot be taken, or a file not be read or written
 */
export async function reportCommand(
  args: string[],
  io: ReportIo,
  parts: ReportCommandParts,
): Promise<number> {
  let asked: Asked;
  try {
    asked = readArguments(args, parts);
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    io.err(`usage: ${reportUsage}`);
    return 2;
  }
  const { pool, catalogue, now, office, fontsDir, signal } = parts;
  const { kind, period, scope, language, format, out } = asked;
  const template = asked.template === undefined ? null : await readTemplate(asked.template);
  const began = performance.now();
  const onProgress = (share: number): void => {
    if (io.terminal) io.write?.(`\rfigures ${Math.floor(share * 100)} %`);
  };
  const snapshot = await onPicture(pool, (db) => {
    const issued = issuedBefore(db);
    return takeSnapshot(
      { db, catalogue, now, onProgress, signal, issued },
      { kind, period: period.period, scope },
    );
  });
  if (io.terminal) io.write?.('\n');
  const sha256 = hashSnapshot(snapshot);
  const document = snapshotText(snapshot);
  const setting = settingOf(
    { status: 'draft', sha256, issuedAt: null, numbered: null },
    { language, office, catalogue },
  );
  const made =
    format === 'json'
      ? { file: Buffer.from(document), missing: [], unknown: [], unused: [] }
      : await renderReport({ snapshot: document, setting, format, address: null, template }, fontsDir);
  await write(out, made.file);
  await recordAudit(pool, {
    at: now,
    actor: 'duban report',
    action: 'report.printed',
    subject: { kind: 'report', id: `${kind} ${period.period}` },
    detail: { scope, format, sha256 },
  });
  const { missing, unknown, unused } = made;
  const seconds = Math.round(performance.now() - began) / 1000;
  const said = {
    kind,
    period: period.period,
    format,
    out,
    bytes: made.file.length,
    sha256,
    missing,
    seconds,
  };
  io.out(JSON.stringify(template === null ? said : { ...said, unknown, unused }));
  return 0;
}

interface Asked {
  kind: ReportKind;
  period: ReportPeriod;
  scope: ReportScope;
  language: Language;
  format: ReportFormat;
  template: string | undefined;
  out: string;
}

/** @throws Problem naming the argument, its value and what is expected */
function readArguments(args: string[], { catalogue, now }: ReportCommandParts): Asked {
  const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
  const [kindText, ...others] = positionals;
  const kind = reportKinds.find((one) => one === kindText);
  const usage = (sentence: string): Problem => new Problem('usage', sentence);
  if (kind === undefined || others.length > 0)
    throw usage(
      `"${positionals.join(' ')}" is no kind of report; expected one of ${reportKinds.join(', ')}.`,
    );
  const format = reportFormats.find((one) => one === values.format);
  if (format === undefined)
    throw usage(`--format is "${values.format ?? ''}"; expected ${reportFormats.join(', ')}.`);
  if (values.out === undefined) throw usage('--out is missing; name the file to write.');
  if (!isLanguage(values.language)) throw usage(`--language is "${values.language}"; expected zh or en.`);
  if (values.template !== undefined && format !== 'docx')
    throw usage(`--template is for docx, and --format is "${format}".`);
  const period = readPeriod(kind, values.period ?? latestPeriod(kind, officeDay(catalogue, now)));
  const scope = scopeNamed(values.scope, catalogue);
  const { template, out, language } = values;
  return { kind, period, scope, language, format, template, out };
}

function scopeNamed(code: string | undefined, catalogue: Catalogue): ReportScope {
  if (code === undefined) return { by: 'city' };
  if (catalogue.department(code)) return { by: 'department', code };
  if (catalogue.region(code)) return { by: 'region', code };
  throw new Problem('usage', `--scope is "${code}"; expected the code of a region or department.`);
}

async function readTemplate(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Problem('unreadable', `The template "${path}" cannot be read; name another file.`, { cause });
  });
}

async function write(path: string, file: Buffer): Promise<void> {
  await writeFile(path, file).catch((cause: unknown) => {
    throw new Problem('unreadable', `"${path}" cannot be written; name another file.`, { cause });
  });
}
