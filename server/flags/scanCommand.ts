import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import { ruleIds, type RuleId } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { zonedText } from '../domain/calendar/zonedText.ts';
import { raiseFlags } from './raiseFlags.ts';
import { scanCases, type Finding } from './scanCases.ts';
import { scanManyAt, type GroupFindingAt } from './scans/scanManyAt.ts';

export const scanUsage =
  'duban scan [--as-of INSTANT] [--known-at INSTANT] [--rules ID,ID] [--dry-run] [--format json|csv]';

export interface ScanIo {
  out(line: string): void;
  err(line: string): void;
  terminal?: boolean;
  write?(text: string): void;
}

const columns = [
  'caseId',
  'rule',
  'severity',
  'occurredAt',
  'department',
  'region',
  'item',
  'state',
] as const;
const options = {
  'as-of': { type: 'string' },
  'known-at': { type: 'string' },
  rules: { type: 'string' },
  'dry-run': { type: 'boolean' },
  format: { type: 'string', default: 'json' },
} as const;

/**
 * `duban scan`: with --dry-run one row a finding as of an instant, changing nothing; without it one pass of the flag
 * job now. The last line of stdout is a JSON summary, which also names the rules that could not be asked. Exit code 0 done, 2 wrong usage.
 */
export async function scanCommand(
  args: string[],
  io: ScanIo,
  parts: { pool: Pool; catalogue: Catalogue; now: Instant },
): Promise<number> {
  let asked: Asked;
  try {
    asked = readArguments(args, parts.now);
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    io.err(`usage: ${scanUsage}`);
    return 2;
  }
  if (!asked.dryRun) return raiseNow(io, parts);
  const began = performance.now();
  const counts: Record<string, number> = {};
  let cases = 0;
  if (asked.csv) io.out(columns.join(','));
  const onProgress = (scanned: number) => {
    cases = scanned;
    if (io.terminal) io.write?.(`\r${scanned} cases`);
  };
  const scan = { db: parts.pool, catalogue: parts.catalogue, rules: asked.rules, onProgress };
  for await (const finding of scanCases(scan, asked)) {
    counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
    io.out(asked.csv ? csvLine(rowOf(finding)) : JSON.stringify(rowOf(finding)));
  }
  if (io.terminal) io.write?.('\n');
  const many = await scanManyAt(scan, asked);
  for (const finding of many.findings) {
    counts[finding.rule] = (counts[finding.rule] ?? 0) + 1;
    const row = rowOfMany(finding, parts.catalogue.timezone);
    const { subject, cases: restsOn } = finding;
    io.out(asked.csv ? csvLine(row) : JSON.stringify({ ...row, subject, cases: restsOn }));
  }
  const seconds = Math.round(performance.now() - began) / 1000;
  const asOf = new Date(asked.asOf).toISOString();
  io.out(JSON.stringify({ asOf, cases, findings: counts, notCovered: many.notCovered, seconds }));
  return 0;
}

interface Asked {
  asOf: Instant;
  knownAt: Instant;
  rules: ReadonlySet<RuleId> | undefined;
  dryRun: boolean;
  csv: boolean;
}

function readArguments(args: string[], now: Instant): Asked {
  const { values } = parseArgs({ args, options, strict: true });
  const dryRun = values['dry-run'] === true;
  if (!dryRun && (values['as-of'] ?? values['known-at'] ?? values.rules) !== undefined) {
    throw new Problem('usage', '--as-of, --known-at and --rules ask what would be found; add --dry-run.');
  }
  if (values.format !== 'json' && values.format !== 'csv') {
    throw new Problem('usage', `--format is "${values.format}"; expected json or csv.`);
  }
  return {
    asOf: instantOf('--as-of', values['as-of'], now),
    knownAt: instantOf('--known-at', values['known-at'], Infinity),
    rules: values.rules === undefined ? undefined : new Set(values.rules.split(',').map(ruleOf)),
    dryRun,
    csv: values.format === 'csv',
  };
}

function instantOf(name: string, text: string | undefined, otherwise: Instant): Instant {
  if (text === undefined) return otherwise;
  const at = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) {
    throw new Problem(
      'usage',
      `${name} is "${text}"; expected an instant with offset, such as 2026-11-21T09:30:00+08:00.`,
    );
  }
  return at;
}

function ruleOf(text: string): RuleId {
  const rule = ruleIds.find((id) => id === text.trim().toUpperCase());
  if (!rule) throw new Problem('usage', `--rules names "${text}"; known rules are ${ruleIds.join(', ')}.`);
  return rule;
}

type Row = Record<(typeof columns)[number], string | null>;

function rowOf({ timezone, ...finding }: Finding): Row {
  return { ...finding, occurredAt: zonedText(finding.occurredAt, timezone) };
}

/** A finding about many cases has no state, and a case only if it is about one. */
function rowOfMany({ rule, severity, occurredAt, subject, place }: GroupFindingAt, timezone: string): Row {
  const { department, region, item } = place;
  const caseId = subject.kind === 'case' ? subject.id : null;
  const at = zonedText(occurredAt, timezone);
  return { caseId, rule, severity, occurredAt: at, department, region, item, state: null };
}

function csvLine(row: Row): string {
  return columns.map((column) => csvField(row[column] ?? '')).join(',');
}

/** Quoted where CSV asks for it; a leading sign that a spreadsheet would run is defused. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function raiseNow(
  io: ScanIo,
  { pool, catalogue, now }: { pool: Pool; catalogue: Catalogue; now: Instant },
): Promise<number> {
  const failed: string[] = [];
  const onPoison = (caseId: string, error: unknown) => {
    failed.push(caseId);
    io.err(`${caseId}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const pass = await raiseFlags({ pool, catalogue: () => catalogue, onPoison }, now);
  io.out(JSON.stringify({ ...pass, now: new Date(now).toISOString() }));
  return failed.length > 0 ? 1 : 0;
}
