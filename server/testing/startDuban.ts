import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../db/packageRoot.ts';

/** The built server as an operator starts it, with an embedded database in a temporary folder of its own. */
export interface RunningDuban {
  url: string;
  /** Its DUBAN_DATA_DIR. */
  dataDir: string;
  /** One-time code of the first-run page, of the newest start. */
  setupCode(): string | undefined;
  /** A command of `duban` beside it: what it wrote to stdout. Throws with stderr when it failed. */
  command(...args: string[]): Promise<string>;
  /** `kill -9`, as a power cut does. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT: a process that hangs, and goes on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
}

/**
 * Needs the project's `globalBuild`.
 * @param settings more variables of its environment, for the address that it will have
 * @param place `folder`: where its data are to lie; `beside`: another server, whose data and database it shares
 */
export async function startDuban(
  settings: (url: string) => Promise<Record<string, string>> = async () => ({}),
  place: { folder?: string; beside?: RunningDuban } = {},
): Promise<RunningDuban> {
  const dataDir = await mkdtemp(join(place.folder ?? tmpdir(), 'duban-server-'));
  // as root the database has a user of its own: where it may not pass, its data would be placed elsewhere and stay
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    ...(await settings(url)),
    DUBAN_DATA_DIR: place.beside?.dataDir ?? join(dataDir, 'data'),
  };
  let server: ChildProcess | undefined;
  let setupCode: string | undefined;

  const start = async (): Promise<void> => {
    const child = spawn('node', [join(packageRoot, 'dist/server/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server = child;
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`the server did not start: ${said.join('\n')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        setupCode = /one-time code (\S+)/.exec(line)?.[1] ?? setupCode;
        if (line.includes('duban is listening')) setTimeout(resolve, 200);
      });
    });
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };

  await start();
  return {
    url,
    dataDir: env.DUBAN_DATA_DIR,
    setupCode: () => setupCode,
    command: (...args) => runCommand(args, env),
    kill: () => stop('SIGKILL'),
    signal: (signal) => void server?.kill(signal),
    start,
    async end() {
      await stop('SIGTERM');
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    },
  };
}

async function runCommand(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('node', [join(packageRoot, 'dist/server/cli.js'), ...args], { env });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`duban ${args.join(' ')}: ${Buffer.concat(err).toString()}`);
  return Buffer.concat(out).toString().trim();
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
