import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../server/db/packageRoot.ts';

/** A job that a server has said to have finished. */
export interface FinishedRun {
  job: string;
  slotAt: string;
  outcome: string;
}

/** The built server on a port of its own, which it keeps when it is killed and started again. */
export interface ServerProcess {
  url: string;
  ready(): Promise<boolean>;
  /** Resolves when it listens. */
  start(): Promise<void>;
  /** `kill -9`, as a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  runs: readonly FinishedRun[];
  /** Lines of level error and above. */
  errors: readonly string[];
}

export async function serverProcess(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const runs: FinishedRun[] = [];
  const errors: string[] = [];
  let child: ChildProcess | undefined;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    runs,
    errors,
    async ready() {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      return answer?.ok ?? false;
    },
    async start() {
      const started = spawn(process.execPath, [join(packageRoot, 'dist/server/main.js')], {
        env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'debug' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      await new Promise<void>((resolve, reject) => {
        started.once('exit', (code) => reject(new Error(`the server did not start: ${code}`)));
        createInterface({ input: started.stdout }).on('line', (line) => {
          if (line.includes('"duban is listening"')) resolve();
          else if (line.includes('"job finished"')) runs.push(finishedRun(line));
          else if (/"level":[56]0/.test(line)) errors.push(line);
        });
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function finishedRun(line: string): FinishedRun {
  const { job, slotAt, outcome } = JSON.parse(line) as FinishedRun;
  return { job, slotAt, outcome };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
