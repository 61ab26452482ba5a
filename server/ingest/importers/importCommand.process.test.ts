import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../db/packageRoot.ts';
import type { ImportSummary } from './importSummary.ts';

const rows = 30_000;
const mapping = {
  format: 'csv',
  rows: 'case',
  source: 'log',
  lenient: true,
  historical: true,
  calendar: 'WEEKDAYS',
  timeFormat: 'yyyy-MM-dd HH:mm:ss',
  case: 'ID',
  item: 'ITEM',
  department: 'DEPT',
  region: 'AREA',
  events: [
    { type: 'case.accepted', time: 'OPENED' },
    { type: 'case.concluded', time: 'CLOSED', data: { outcome: { const: 'granted' } } },
  ],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-import-'));
  await chmod(folder, 0o755);
  const lines = Array.from({ length: rows }, (_, i) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const day = `2024-${two(1 + (i % 12))}-${two(1 + (i % 28))}`;
    return `${i},Item ${i % 20},Office ${i % 10},Area ${i % 5},${day} 09:${two(i % 60)}:00,${day} 16:00:00`;
  });
  await writeFile(join(folder, 'log.csv'), ['ID,ITEM,DEPT,AREA,OPENED,CLOSED', ...lines].join('\n'));
  await writeFile(join(folder, 'mapping.json'), JSON.stringify(mapping));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Running {
  process: ChildProcess;
  out: () => string;
  err: () => string;
}

function startImport(): Running {
  const args = ['import', join(folder, 'log.csv'), '--mapping', join(folder, 'mapping.json'), '--progress'];
  const environment = { ...process.env, DUBAN_DATA_DIR: join(folder, 'data'), DATABASE_URL: '' };
  const { DATABASE_URL: _, ...env } = environment;
  const child = spawn(process.execPath, [join(packageRoot, 'dist/server/cli.js'), ...args], {
    stdio: 'pipe',
    env,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  return { process: child, out: () => out, err: () => err };
}

async function finishedImport(): Promise<ImportSummary> {
  const run = startImport();
  const [code] = await once(run.process, 'exit');
  expect([code, run.err().split('\n').at(-2)]).toEqual([0, expect.stringContaining('100 % read')]);
  return JSON.parse(run.out().trim().split('\n').at(-1) ?? '') as ImportSummary;
}

/** Events that progress has told of as accepted: on disk, or nothing may be called so. */
const acknowledged = (said: string): number =>
  Math.max(0, ...[...said.matchAll(/(\d+) accepted/g)].map(([, count]) => Number(count)));

async function databaseProcesses(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands.filter((command) => command.includes(folder));
}

describe('duban import, killed in the middle', () => {
  it('loses nothing it has told of, doubles nothing when it is run again, and leaves no database process', async () => {
    const killed = startImport();
    while (acknowledged(killed.err()) === 0 && killed.process.exitCode === null) await sleep(20);
    expect([killed.process.exitCode, killed.err()]).toEqual([null, expect.stringContaining(' accepted')]);
    killed.process.kill('SIGKILL');
    await once(killed.process, 'close');
    const before = acknowledged(killed.err());
    expect(killed.out()).toBe('');
    expect(before).toBeGreaterThan(0);

    for (let waited = 0; (await databaseProcesses()).length > 0 && waited < 10_000; waited += 250)
      await sleep(250);
    expect(await databaseProcesses()).toEqual([]);

    const resumed = await finishedImport();
    expect(resumed).toMatchObject({
      rows,
      cases: rows,
      events: 2 * rows,
      rejected: 0,
      proposedAmendments: 0,
    });
    expect(resumed.accepted + resumed.duplicates).toBe(2 * rows);
    expect(resumed.duplicates).toBeGreaterThanOrEqual(before);
    expect(resumed.accepted).toBeGreaterThan(0);
    expect(await finishedImport()).toMatchObject({ accepted: 0, duplicates: 2 * rows });
  }, 400_000);
});
