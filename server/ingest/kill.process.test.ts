import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../db/packageRoot.ts';
import { smallCity } from '../testing/ingestWorld.ts';

let dataDir: string;
let env: NodeJS.ProcessEnv;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-kill-'));
  await chmod(dataDir, 0o755);
  port = await freePort();
  env = { ...process.env, DUBAN_DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', DATABASE_URL: '' };
});
afterAll(async () => {
  for (const child of started)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await gone();
  await rm(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startServer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'server', 'main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  started.push(child);
  for (let waited = 0; waited < 600; waited += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.ok) return child;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error('the server did not start');
}

async function duban(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'server', 'cli.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`duban ${args.join(' ')} ended with ${code}: ${out}`);
  return out;
}

/** Processes of the database of this data folder, as the system lists them. */
function databaseProcesses(): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(dataDir) && Number(pid) !== process.pid
          ? [`${pid} ${command.replaceAll('\0', ' ')}`]
          : [];
      } catch {
        return [];
      }
    });
}

async function gone(): Promise<void> {
  for (let waited = 0; waited < 100 && databaseProcesses().length > 0; waited += 1) await sleep(100);
}

it.skipIf(process.platform !== 'linux')(
  'loses nothing it acknowledged and doubles nothing when it is killed in the middle of a stream',
  async () => {
    let server = await startServer();
    const catalogue = join(dataDir, 'city.json');
    await writeFile(catalogue, JSON.stringify(smallCity));
    await duban('catalogue', 'import', catalogue);
    const key = /dbk_[\w-]+/.exec(await duban('source', 'add', 'stream'))?.[0] ?? '';
    const batches = Array.from({ length: 60 }, (_, batch) =>
      Array.from({ length: 100 }, (_, i) => ({
        specversion: '1.0',
        id: `k-${batch}-${i}`,
        source: '/stream',
        type: batch % 2 === 0 ? 'case.submitted' : 'case.accepted',
        time: new Date(Date.now() - 3_600_000 + batch * 1000).toISOString(),
        subject: `K-${batch >> 1}-${i}`,
        data: { item: 'permit', department: '500112-ZJ', region: '500112' },
      })),
    );
    const post = async (body: object): Promise<{ accepted: number; duplicates: number }> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as { accepted: number; duplicates: number };
    };

    const acknowledged = new Set<number>();
    const lanes = [0, 1, 2].map(async (lane) => {
      for (let batch = lane; batch < batches.length; batch += 3) {
        await post(batches[batch]!);
        acknowledged.add(batch);
        if (acknowledged.size === 20) server.kill('SIGKILL');
      }
    });
    await Promise.allSettled(lanes);
    expect(acknowledged.size).toBeGreaterThanOrEqual(20);
    expect(acknowledged.size).toBeLessThan(batches.length);
    await gone();
    expect(databaseProcesses()).toEqual([]);

    server = await startServer();
    let accepted = 0;
    for (const [batch, events] of batches.entries()) {
      const answer = await post(events);
      expect(answer.accepted + answer.duplicates).toBe(100);
      if (acknowledged.has(batch)) expect(answer.duplicates, `batch ${batch} was acknowledged`).toBe(100);
      accepted += answer.accepted;
    }
    expect(accepted).toBeLessThanOrEqual((batches.length - acknowledged.size) * 100);
    const report = JSON.parse(await duban('rebuild', '--check')) as {
      events: number;
      cases: number;
      differences: object;
    };
    expect(report).toMatchObject({
      events: 6000,
      cases: 3000,
      differences: { cases: 0, statsDay: 0, statsMinute: 0, statsOpen: 0 },
    });
    server.kill('SIGTERM');
    await once(server, 'exit');
    await gone();
    expect(databaseProcesses()).toEqual([]);
  },
);
