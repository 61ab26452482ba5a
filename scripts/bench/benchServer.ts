import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPool } from '../../server/db/pool.ts';
import type { Pool } from 'pg';
import type { ServeMessage } from './serve.ts';

export interface BenchServer {
  url: string;
  /** Of every process; `url` is the first one's. */
  urls: string[];
  databaseUrl: string;
  /** Source key by source URI. */
  sources: { uri: string; key: string }[];
  pool: Pool;
  close(): Promise<void>;
}

/**
 * The server in a process of its own on an embedded engine of its own, with the demo city and no jobs. `without`
 * leaves out a part, to see what it costs: 'commit' answers single events without the disk.
 */
export async function benchServer(env: NodeJS.ProcessEnv = {}, processes = 1): Promise<BenchServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duban-bench-'));
  await chmod(dataDir, 0o755);
  const first = await serve(env, dataDir);
  const others: Serving[] = [];
  for (let i = 1; i < processes; i += 1) others.push(await serve({ ...env, BENCH_SECOND: 'yes' }, dataDir));
  const serving = [first, ...others];
  const { message } = first;
  const pool = createPool({
    url: message.databaseUrl,
    applicationName: 'duban bench',
    max: 4,
    statementTimeout: 0,
  });
  return {
    ...message,
    urls: serving.map((one) => one.message.url),
    pool,
    async close() {
      await pool.end();
      for (const { child } of serving.reverse()) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Serving {
  child: ChildProcess;
  message: ServeMessage;
}

async function serve(env: NodeJS.ProcessEnv, dataDir: string): Promise<Serving> {
  const script = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './serve.ts' : './serve.js', import.meta.url),
  );
  const child = fork(script, [], {
    env: { ...process.env, ...env, DUBAN_DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the server to measure did not start'))),
  ])) as [ServeMessage];
  return { child, message };
}
