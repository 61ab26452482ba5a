import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importWorld, type ImportWorld } from '../../testing/importWorld.ts';
import { importShare, type ImportResult } from './importShare.ts';
import { sumOf } from './importSummary.ts';
import { prepareImport } from './prepareImport.ts';
import { checkMapping } from './readMapping.ts';

let world: ImportWorld;
let folder: string;
beforeAll(async () => {
  world = await importWorld();
  folder = await mkdtemp(join(tmpdir(), 'duban-share-'));
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true });
});

/** Each share with a catalogue and a memory of its own, as in threads of their own. */
async function inShares(of: number, file: string, mapping: object): Promise<ImportResult[]> {
  const path = join(folder, 'file');
  await writeFile(path, file);
  const options = { file: path, mapping: checkMapping(mapping, 'mapping'), dryRun: false };
  const prepared = await prepareImport(await world.deps(), options.mapping, undefined, false);
  return Promise.all(
    Array.from({ length: of }, async (_, part) => {
      const deps = await world.deps();
      return importShare(deps, options, { ...prepared, catalogue: deps.catalogue }, { part, of });
    }),
  );
}

const event = (id: string, type: string, time: string, subject: string, data: object = {}): string =>
  JSON.stringify({ specversion: '1.0', id, source: '/shares', type, time, subject, data });

describe('importShare', () => {
  it('takes of a file of rows its own cases, and all shares together take each once', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => `N${i}`);
    const rows = numbers.map((n, i) => `${n},Item ${i % 7},2024-01-0${1 + (i % 9)} 09:00:00`);
    const file = ['ID,ITEM,OPENED', ...rows, 'broken', ',no number,2024-01-01 09:00:00', rows[5]].join('\n');
    const shares = await inShares(3, file, {
      format: 'csv',
      rows: 'case',
      source: 'rows',
      namespace: 'rows',
      lenient: true,
      historical: true,
      calendar: 'WEEKDAYS',
      timeFormat: 'yyyy-MM-dd HH:mm:ss',
      case: 'ID',
      item: 'ITEM',
      events: [{ type: 'case.accepted', time: 'OPENED' }],
    });
    expect(shares.every(({ summary }) => summary.accepted > 40)).toBe(true);
    expect(sumOf(shares.map(({ summary }) => summary))).toMatchObject({
      rows: 203,
      cases: 200,
      events: 201,
      accepted: 200,
      duplicates: 1,
      rejected: 2,
    });
    const { rows: stored } = await world.pool.query("select 1 from cases where namespace = 'rows'");
    expect(stored).toHaveLength(200);
  });

  it('knows an item that the file itself brings in every share, and counts it once', async () => {
    const item = {
      name: 'Tree felling',
      type: '01',
      handling: 'promised',
      validFrom: '2020-01-01',
      promisedLimit: { value: 5, unit: 'workday' },
    };
    const named = { item: 'TREE', department: 'D', region: 'R' };
    const file = [
      event('i', 'item.updated', '2020-01-01T00:00:00Z', 'TREE', item),
      ...Array.from({ length: 40 }, (_, i) =>
        event(`a${i}`, 'case.accepted', '2024-01-02T01:00:00Z', `T${i}`, named),
      ),
    ].join('\n');
    const mapping = {
      format: 'cloudevents',
      source: 'shares',
      uri: '/shares',
      namespace: 'ce',
      lenient: true,
      historical: true,
      calendar: 'WEEKDAYS',
    };
    const first = await inShares(4, file, mapping);
    expect(sumOf(first.map(({ summary }) => summary))).toMatchObject({
      rows: 41,
      events: 41,
      accepted: 41,
      duplicates: 0,
      rejected: 0,
    });
    const { rows } = await world.pool.query<{ due: number | null }>(
      "select promised_due_at as due from cases where namespace = 'ce'",
    );
    expect(rows).toHaveLength(40);
    expect(rows.every(({ due }) => due !== null)).toBe(true);
    const again = await inShares(4, file, mapping);
    expect(sumOf(again.map(({ summary }) => summary))).toMatchObject({ accepted: 0, duplicates: 41 });
  });
});
