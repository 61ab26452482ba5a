import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { readConfig } from '../config.ts';
import { readingCity, insertCases } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { doctorCommand } from './doctorCommand.ts';
import type { Finding } from './finding.ts';
import { machineFindings } from './machineFindings.ts';

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await testDatabase();
  await seedCalendar(database.pool, Date.now());
  dataDir = await mkdtemp(join(tmpdir(), 'duban-doctor-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function visit(change: Record<string, string | undefined> = {}, clock = Date.now) {
  const env = {
    DATABASE_URL: database.url,
    DUBAN_SECRET_KEY: 'ab'.repeat(32),
    DUBAN_DATA_DIR: dataDir,
    ...change,
  };
  const lines: string[] = [];
  const io = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
  const code = await doctorCommand(['--format', 'json'], io, readConfig(env), clock);
  const { findings } = JSON.parse(lines.join('')) as { findings: Finding[] };
  return { code, levels: Object.fromEntries(findings.map(({ check, level }) => [check, level])), findings };
}

test('an installation that nobody has used yet has no fault, and is told what comes next', async () => {
  const { code, levels, findings } = await visit();
  expect(code).toBe(0);
  expect(levels).toMatchObject({
    node: 'ok',
    data: 'ok',
    key: 'ok',
    database: 'ok',
    schema: 'ok',
    clock: 'ok',
    catalogue: 'warning',
    accounts: 'warning',
    sources: 'warning',
    rules: 'warning',
    no_jobs: 'warning',
  });
  expect(findings.find(({ check }) => check === 'no_jobs')?.told).toMatch(/Start a server/);
});

test('cases that no rule looks at, a clock that is off and a key that is missing are faults', async () => {
  await readingCity(database.pool, Date.now());
  await insertCases(database.pool, [{ id: '1', at: Date.now() }]);
  const { code, levels, findings } = await visit({ DUBAN_SECRET_KEY: undefined }, () => Date.now() - 60_000);
  expect(code).toBe(1);
  expect(levels).toMatchObject({ catalogue: 'ok', key: 'fault', rules: 'fault', clock: 'fault' });
  expect(findings.find(({ check }) => check === 'clock')?.told).toMatch(/6\d s off|59 s off/);
});

test('a database that does not answer and a folder that is missing are faults that name the place', async () => {
  const { code, levels, findings } = await visit({
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing',
    DUBAN_DATA_DIR: join(dataDir, 'missing'),
  });
  expect(code).toBe(1);
  expect(levels).toMatchObject({ data: 'fault', database: 'fault' });
  expect(findings.find(({ check }) => check === 'data')?.told).toContain(join(dataDir, 'missing'));
});

test('a folder without a database is left as it is', async () => {
  const { code, levels } = await visit({ DATABASE_URL: undefined });
  expect(code).toBe(0);
  expect(levels).toMatchObject({ database: 'warning' });
});

test('an old Node is told of, and a wrong word is wrong usage', async () => {
  const config = { dataDir, databaseUrl: undefined, secretKey: Buffer.alloc(32) };
  expect((await machineFindings(config, '20.18.3'))[0]).toMatchObject({ level: 'fault', check: 'node' });
  const io = { out: () => undefined, err: () => undefined };
  const config2 = readConfig({ DUBAN_DATA_DIR: dataDir });
  expect(await doctorCommand(['--format', 'yaml'], io, config2, Date.now)).toBe(2);
  expect(await doctorCommand(['now'], io, config2, Date.now)).toBe(2);
});
