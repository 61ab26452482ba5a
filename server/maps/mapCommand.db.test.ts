import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inventedMap } from '../testing/inventedMap.ts';
import { readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { mapCommand } from './mapCommand.ts';

const now = Date.UTC(2026, 10, 21);
let database: TestDatabase;
let catalogue: Catalogue;
let folder: string;
let file: string;
beforeAll(async () => {
  database = await testDatabase();
  catalogue = await readingCity(database.pool, now);
  folder = await mkdtemp(join(tmpdir(), 'duban-map-'));
  file = join(folder, 'city.geojson');
  await writeFile(file, JSON.stringify(inventedMap([{ code: 'A', name: '甲' }])));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await mapCommand(args, io, { pool: database.pool, catalogue, now });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('a map without its approval number is refused with the reason', async () => {
  const { code, err } = await run('import', file);
  expect(code).toBe(1);
  expect(err).toContain('approvalNumber: a map that is shown carries its approval number');
  expect(await run('export')).toMatchObject({ code: 1, out: '' });
});

test('a map is imported with a report, and exported as what its sum is of', async () => {
  const { code, out } = await run('import', file, '--approval', 'GS(2026)0001号');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    mapId: 1,
    approvalNumber: 'GS(2026)0001号',
    report: { matched: 1 },
  });
  const exported = await run('export');
  const sum = createHash('sha256').update(exported.out).digest('hex');
  expect(exported.err).toBe(`city, GS(2026)0001号, SHA-256 ${sum}`);
  const again = join(folder, 'again.json');
  await writeFile(again, exported.out);
  const { out: second } = await run(
    'import',
    again,
    '--approval',
    'GS(2026)0001号',
    '--code-property',
    'code',
    '--dry-run',
  );
  expect(JSON.parse(second)).toMatchObject({ mapId: null, report: { matched: 1 } });
});

test.each([[[]], [['import']], [['export', 'x']], [['import', 'a', 'b']], [['import', 'a', '--colour']]])(
  'duban map %j is wrong usage',
  async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '' });
  },
);
