import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappedSource } from '../ingest/importers/mappedSource.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { catalogueCommand } from './catalogueCommand.ts';
import { sourceCommand } from './sourceCommand.ts';
import { findSourceByName } from './sourceStore.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-catalogue-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

type Command = typeof sourceCommand;
async function run(command: Command, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const now = () => Date.UTC(2026, 10, 21);
  const code = await command(args, io, { pool: database.pool, now, mappedSource });
  return { code, out, err };
}
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('duban catalogue', () => {
  it('imports a file, and says in one line of JSON what was new', async () => {
    const path = await file(
      'city.json',
      '\uFEFF{ "regions": [{ "code": "1", "name": "一", "colour": "red" }] }',
    );
    const { code, out, err } = await run(catalogueCommand, 'import', path);
    expect({ code, err }).toEqual({
      code: 0,
      err: ['warning: regions[0].colour: a field that the catalogue does not have; it was left out'],
    });
    expect(JSON.parse(out.join(''))).toMatchObject({
      regions: { added: 1 },
      items: { added: 0 },
      warnings: 1,
    });
  });

  it('exports what imports to nothing new', async () => {
    const exported = await run(catalogueCommand, 'export');
    const { out } = await run(catalogueCommand, 'import', await file('export.json', exported.out.join('\n')));
    expect(JSON.parse(out.join(''))).toMatchObject({ regions: { added: 0, changed: 0, unchanged: 1 } });
  });

  it('shows where a document is wrong and imports nothing', async () => {
    const path = await file('wrong.json', '{ "items": [{ "code": "A" }] }');
    const { code, out, err } = await run(catalogueCommand, 'import', path);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err[0]).toMatch(/^items\[0\]\.name: /);
    expect(err.at(-1)).toMatch(/wrong\.json: 3 faults, nothing was imported\.$/);
  });

  it('says why a file cannot be used', async () => {
    const missing = await run(catalogueCommand, 'import', join(folder, 'no-such.json'));
    expect(missing).toMatchObject({ code: 1, out: [], err: [expect.stringContaining('cannot be read')] });
    const text = await run(catalogueCommand, 'import', await file('city.txt', 'regions: []'));
    expect(text).toMatchObject({ code: 1, out: [], err: [expect.stringContaining('is not JSON')] });
  });

  it.each([[[]], [['export', 'x']], [['import']], [['import', 'a', 'b']], [['--fast']], [['improt', 'a']]])(
    'answers wrong usage %j with 2 and one sentence',
    async (args) => {
      const { code, out, err } = await run(catalogueCommand, ...args);
      expect({ code, out, lines: err.length }).toEqual({ code: 2, out: [], lines: 1 });
    },
  );
});

describe('duban source', () => {
  it('prints the key once, alone on stdout', async () => {
    const added = await run(sourceCommand, 'add', 'housing', '--region', '1', '--delay', '2');
    expect(added.code).toBe(0);
    expect(added.out).toEqual([expect.stringMatching(/^dbk_/)]);
    const source = await findSourceByName(database.pool, 'housing');
    expect(source).toMatchObject({
      uri: '/housing',
      settings: { regions: ['1'], delayWorkdays: 2, lenient: false },
    });
    const listed = await run(sourceCommand, 'list', '--format', 'json');
    expect(listed.out.join('')).not.toContain('dbk_');
    expect(JSON.parse(listed.out.join(''))).toMatchObject([
      { name: 'housing', uri: '/housing', accepted: 0 },
    ]);
  });

  it('takes from a mapping what it says about its source, and the command line goes before it', async () => {
    const mapping = {
      format: 'cloudevents',
      source: 'log',
      namespace: 'old',
      lenient: true,
      historical: true,
      calendar: 'WEEKDAYS',
      timezone: 'Europe/Amsterdam',
      values: { score: { '1': 5 } },
    };
    const path = await file('mapping.json', JSON.stringify(mapping));
    expect((await run(sourceCommand, 'add', 'log', '--mapping', path, '--timezone', 'UTC')).code).toBe(0);
    expect(await findSourceByName(database.pool, 'log')).toMatchObject({
      namespace: 'old',
      settings: {
        lenient: true,
        historical: true,
        trustDueDates: true,
        calendar: 'WEEKDAYS',
        timezone: 'UTC',
        values: { score: { '1': 5 } },
      },
    });
  });

  it('rotates and revokes', async () => {
    const rotated = await run(sourceCommand, 'rotate', 'housing', '--overlap', '5');
    expect(rotated).toMatchObject({ code: 0, out: [expect.stringMatching(/^dbk_/)] });
    expect(await run(sourceCommand, 'revoke', 'housing')).toMatchObject({ code: 0, out: [] });
    expect(await run(sourceCommand, 'revoke', 'housing')).toMatchObject({ code: 1, out: [] });
    const { out } = await run(sourceCommand, 'list');
    expect(out[0]).toMatch(/^housing\t\/housing\trevoked 2026-11-21T00:00:00.000Z\tnever heard$/);
  });

  it.each([
    [['add', 'log'], 1, /exists already/],
    [['add', 'x', '--mapping', 'no-such.json'], 1, /cannot be read/],
    [['rotate', 'nobody'], 1, /no source nobody/],
    [['add'], 2, /needs the NAME/],
    [['list', '--lenient'], 2, /no option --lenient/],
  ])('%j ends with %i', async (args, code, sentence) => {
    const result = await run(sourceCommand, ...args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: [] });
    expect(result.err.join('\n')).toMatch(sentence);
  });
});
