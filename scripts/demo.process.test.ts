import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineFile } from '../server/db/engine/engineFile.ts';
import { packageRoot } from '../server/db/packageRoot.ts';

const demo = join(packageRoot, 'dist', 'scripts', 'demo.js');
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duban-demo-'));
  await chmod(dir, 0o755);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function start(
  env: Record<string, string>,
  ...args: string[]
): { child: ChildProcess; printed: () => string } {
  const options = { env: { ...process.env, PORT: '0', DUBAN_DATA_DIR: dir, DATABASE_URL: '', ...env } };
  const child = spawn(process.execPath, [demo, '--volume', '20', ...args], options);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, printed: () => text };
}

describe('npm run demo', () => {
  it('shows a living city to whoever logs in, and leaves nothing running', async () => {
    const { child, printed } = start({}, '--rate', '40');
    await expect.poll(printed, { timeout: 90_000, interval: 200 }).toContain('Ctrl-C');
    const url = /http:\/\/localhost:\d+/.exec(printed())?.[0] ?? '';
    const password = /monitor\s+(\S+)/.exec(printed())?.[1];
    const signedIn = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ name: 'monitor', password }),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const submitted = async (): Promise<number> => {
      const answer: { counted: { submitted: number } } = await (
        await fetch(`${url}/api/v1/overview`, { headers: { cookie } })
      ).json();
      return answer.counted.submitted;
    };
    const before = await submitted();
    await expect.poll(submitted, { timeout: 20_000, interval: 500 }).toBeGreaterThan(before);
    await expect.poll(printed, { timeout: 60_000, interval: 500 }).toContain('The whole history is loaded');
    expect(printed()).not.toContain('simulated department:');

    const engine = await readEngineFile(dir);
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(0);
    expect(engine?.running).toBeDefined();
    await expect.poll(async () => (await readEngineFile(dir))?.running, { timeout: 10_000 }).toBeUndefined();
    await sleep(200);
    await expect(fetch(url)).rejects.toThrow();
  }, 200_000);

  it('refuses to be reached by others unless that is meant', async () => {
    const { child, printed } = start({ HOST: '0.0.0.0' });
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(printed()).toContain('--public');
  }, 30_000);
});
