import type { Pool, PoolClient } from 'pg';
import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { caseFacts } from '../domain/cases/caseFacts.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import { joined } from '../domain/cases/kinship.ts';
import { insertCases, updateCases, type CaseRow, type StoredCase } from './caseStore.ts';
import {
  addArchived,
  allCases,
  allEvents,
  createRebuiltTables,
  deleteCases,
  differingDays,
  differingMinutes,
  differingOpen,
  keepIncrements,
  replaceDays,
  replaceMinutes,
  replaceOpen,
  type ArchivedCases,
} from './rebuildStore.ts';
import { sumOfArrears } from './rollupArrears.ts';
import { allArrears } from './rollupArrearsStore.ts';
import { mergeRollups, newRollups } from './rollups.ts';
import { addCase, countingOf } from './countCase.ts';

export interface RebuildReport {
  events: number;
  cases: number;
  /** Rows of each kind that differ from what the events give. */
  differences: { cases: number; statsDay: number; statsMinute: number; statsOpen: number };
  /** Cases that lie in files and were not folded: their share of the roll-ups is taken as it was archived. */
  archived: ArchivedCases;
  /** The first of the differing cases: which, and in what. */
  examples: { caseId: string; fields: string[] }[];
}

export interface RebuildOptions {
  /** True changes nothing. */
  check: boolean;
  now: Instant;
  onProgress?: (events: number) => void;
}

const mostExamples = 20;
const batch = 1000;

/**
 * Folds every event again, case by case in constant memory, and compares cases and roll-ups with what is stored; unless
 * `check`, replaces what differs and writes one `resync`. The flag job's columns (alert, queries, next check) are no
 * facts and stay. A rebuild holds writers off until it is done; a check reads one unchanging picture.
 */
export function rebuild(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  options: RebuildOptions,
): Promise<RebuildReport> {
  return inTransaction(pool, async (client) => {
    if (options.check) await client.query('set transaction isolation level repeatable read');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    if (!options.check) await client.query('lock table rollup_arrears, cases in exclusive mode');
    return run(client, catalogue, options);
  });
}

async function run(
  client: PoolClient,
  catalogue: Catalogue,
  options: RebuildOptions,
): Promise<RebuildReport> {
  const report: RebuildReport = {
    events: 0,
    cases: 0,
    differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
    archived: { cases: 0, until: null },
    examples: [],
  };
  await createRebuiltTables(client);
  let rollups = newRollups(catalogue.timezone);
  const repairs: Repairs = { changed: [], missing: [], orphaned: [] };
  const stored = allCases(client);
  let next = await stored.next();
  for await (const events of byCase(allEvents(client), report, options)) {
    const caseId = events[0]?.caseId ?? '';
    for (; !next.done && before(next.value.facts.caseId, caseId); next = await stored.next())
      note(report, repairs.orphaned, next.value.facts.caseId, ['events']);
    const row = !next.done && next.value.facts.caseId === caseId ? next.value : undefined;
    if (row) next = await stored.next();
    const rebuilt = rebuiltCase(events, row, catalogue);
    addCase(rollups, null, countingOf(rebuilt));
    const fields = row ? differingFields(row, rebuilt) : ['row'];
    if (fields.length > 0) note(report, row ? repairs.changed : repairs.missing, rebuilt, fields, caseId);
    report.cases += 1;
    if (report.cases % batch > 0) continue;
    await keepIncrements(client, rollups);
    rollups = newRollups(catalogue.timezone);
    await repair(client, repairs, options);
  }
  for (; !next.done; next = await stored.next())
    note(report, repairs.orphaned, next.value.facts.caseId, ['events']);
  // what an import still owes the roll-ups is not missing from them
  mergeRollups(rollups, sumOfArrears(await allArrears(client), catalogue.timezone), -1);
  await keepIncrements(client, rollups);
  await repair(client, repairs, options);
  report.archived = await addArchived(client);
  await compareRollups(client, report);
  if (!options.check) await replaceRollups(client, report, options.now);
  return report;
}

interface Repairs {
  changed: StoredCase[];
  missing: StoredCase[];
  orphaned: string[];
}

/** The order of the C collation: by bytes, which for UTF-8 is by code point. */
function before(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

function note<T>(report: RebuildReport, list: T[], entry: T, fields: string[], caseId = String(entry)): void {
  list.push(entry);
  report.differences.cases += 1;
  if (report.examples.length < mostExamples) report.examples.push({ caseId, fields });
}

async function* byCase(
  events: AsyncIterable<CaseEvent>,
  report: RebuildReport,
  { onProgress }: RebuildOptions,
): AsyncGenerator<CaseEvent[]> {
  let own: CaseEvent[] = [];
  for await (const event of events) {
    if (own[0] && own[0].caseId !== event.caseId) {
      yield own;
      own = [];
    }
    own.push(event);
    report.events += 1;
    if (report.events % 10_000 === 0) onProgress?.(report.events);
  }
  if (own.length > 0) yield own;
}

function rebuiltCase(
  events: readonly CaseEvent[],
  row: CaseRow | undefined,
  catalogue: Catalogue,
): StoredCase {
  const { caseId = '', sourceId = 0 } = events[0] ?? {};
  const namespace = row?.facts.namespace ?? catalogue.sourceById(sourceId)?.namespace ?? namespaceOf(caseId);
  const kin = row?.kin ?? null;
  const state = joined(foldCase(events, namespace), kin ?? undefined);
  return {
    version: (row?.version ?? 0) + 1,
    state,
    facts: caseFacts(state, catalogue),
    alert: row?.alert ?? 0,
    queries: row?.queries ?? 0,
    nextCheckAt: row ? row.nextCheckAt : 0,
    kin,
  };
}

const namespaceOf = (caseId: string): string =>
  caseId.includes(':') ? caseId.slice(0, caseId.indexOf(':')) : '';

function differingFields(row: CaseRow, rebuilt: StoredCase): string[] {
  const fields: string[] = [];
  const facts = new Map(Object.entries(row.facts));
  for (const [name, value] of Object.entries(rebuilt.facts)) if (facts.get(name) !== value) fields.push(name);
  return fields;
}

async function repair(client: PoolClient, repairs: Repairs, { check }: RebuildOptions): Promise<void> {
  if (!check) {
    if (repairs.changed.length > 0) await updateCases(client, repairs.changed);
    if (repairs.missing.length > 0) await insertCases(client, repairs.missing);
    if (repairs.orphaned.length > 0) await deleteCases(client, repairs.orphaned);
  }
  repairs.changed = [];
  repairs.missing = [];
  repairs.orphaned = [];
}

async function compareRollups(client: PoolClient, { differences }: RebuildReport): Promise<void> {
  differences.statsDay = await differingDays(client);
  differences.statsMinute = await differingMinutes(client);
  differences.statsOpen = await differingOpen(client);
}

async function replaceRollups(
  client: PoolClient,
  { differences }: RebuildReport,
  now: Instant,
): Promise<void> {
  if (differences.statsDay > 0) await replaceDays(client);
  if (differences.statsMinute > 0) await replaceMinutes(client);
  if (differences.statsOpen > 0) await replaceOpen(client);
  const any = Object.values(differences).some((count) => count > 0);
  if (any) await appendChange(client, now, { resync: 'rebuild' });
}
