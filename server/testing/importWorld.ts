import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdCatalogue } from '../catalogue/catalogueHolder.ts';
import { createCaseCache } from '../ingest/caseCache.ts';
import { importCommand } from '../ingest/importers/importCommand.ts';
import type { ImportDeps } from '../ingest/importers/importFile.ts';
import type { ImportSummary } from '../ingest/importers/importSummary.ts';
import { createSealer } from '../ingest/sealer.ts';
import { testDatabase } from './templateDatabase.ts';

export interface ImportRun {
  code: number;
  summary: ImportSummary;
  err: string[];
}

export interface ImportedCase {
  stage: string;
  item: string;
  department: string;
  region: string;
  accepted_at: number;
  concluded_at: number | null;
  promised_due_at: number | null;
}

export type ImportWorld = Awaited<ReturnType<typeof importWorld>>;

/** A database and a folder of the caller's own; every run of `duban import` is like another process's. */
export async function importWorld() {
  const { pool, drop } = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'duban-import-'));

  const deps = async (): Promise<ImportDeps> => ({
    pool,
    catalogue: await holdCatalogue(pool, 'Asia/Shanghai'),
    cache: createCaseCache(1000),
    sealer: createSealer('a secret of at least 16 characters'),
    timezone: 'Asia/Shanghai',
    now: () => Date.parse('2026-11-22T02:00:00Z'),
  });

  const command = async (args: string[]): Promise<ImportRun> => {
    const out: string[] = [];
    const err: string[] = [];
    const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
    const code = await importCommand(args, io, await deps());
    return { code, summary: JSON.parse(out.at(-1) ?? '{}') as ImportSummary, err };
  };

  return {
    pool,
    deps,
    command,
    async run(file: string | Buffer, mapping: object, ...options: string[]): Promise<ImportRun> {
      const [path, mappingPath] = [join(folder, 'file'), join(folder, 'mapping.json')];
      await writeFile(path, file);
      await writeFile(mappingPath, JSON.stringify(mapping));
      return command([path, '--mapping', mappingPath, ...options]);
    },
    async caseRow(caseId: string): Promise<ImportedCase | undefined> {
      const { rows } = await pool.query<ImportedCase>(
        'select stage, item, department, region, accepted_at, concluded_at, promised_due_at from cases where case_id = $1',
        [caseId],
      );
      return rows[0];
    },
    async drop(): Promise<void> {
      await drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A mapping for rows under `requestsHead`, booked under a source and a namespace of its own. */
export const requestsMapping = (namespace: string) => ({
  format: 'csv',
  rows: 'case',
  source: `requests-${namespace}`,
  namespace,
  lenient: true,
  historical: true,
  timezone: 'America/New_York',
  timeFormat: 'MM/dd/yyyy hh:mm:ss a',
  calendar: 'WEEKDAYS',
  case: 'ID',
  item: 'TYPE',
  department: 'DEPT',
  region: 'AREA',
  events: [
    { type: 'case.accepted', time: 'OPENED', data: { promisedDueAt: 'TARGET' } },
    { type: 'case.concluded', time: 'CLOSED', data: { outcome: { const: 'granted' } } },
  ],
});
export const requestsHead = 'ID,OPENED,TARGET,CLOSED,TYPE,DEPT,AREA';
