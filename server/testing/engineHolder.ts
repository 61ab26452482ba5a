import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { packageRoot } from '../db/packageRoot.ts';

const compiled = pathToFileURL(join(packageRoot, 'dist/server/db/engine/attachEngine.js')).href;
/** A process that attaches, says where, and lets go when its standard input ends. */
export const holderSource = `
  const { attachEngine } = await import(${JSON.stringify(compiled)});
  const engine = await attachEngine({ dataDir: process.argv[1], onNotice: (sentence) => console.error(sentence) });
  console.log(engine.url);
  process.stdin.on('end', () => engine.release()).resume();
`;

export interface EngineHolder {
  url: string;
  said: () => string;
  process: ChildProcess;
  leave: () => Promise<void>;
}

/** Starts a holder and waits until it is attached; throws what it said when it could not. */
export async function holdEngine(dataDir: string): Promise<EngineHolder> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', holderSource, dataDir], {
    stdio: 'pipe',
  });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  const exited = once(child, 'exit');
  while (!out.endsWith('\n') && child.exitCode === null) await sleep(10);
  if (!out.endsWith('\n')) throw new Error(`the holder ended: ${err}`);
  const leave = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  return { url: out.trim(), said: () => err, process: child, leave };
}

/** The first column of the first row, asked of the engine's own database `postgres`. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const there = new URL(url);
  there.pathname = '/postgres';
  const client = new pg.Client({ connectionString: there.href });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] && Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}

/** Processes whose command line names the folder, or whose working folder lies in it. */
export async function processesOf(place: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
  )) {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (commandLine.includes(place) || workingFolder.startsWith(place)) found.push(Number(pid));
  }
  return found;
}

export async function goneWithin(place: string, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 100) {
    if ((await processesOf(place)).length === 0) return true;
    await sleep(100);
  }
  return false;
}
