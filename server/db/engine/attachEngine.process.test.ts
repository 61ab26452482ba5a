import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, goneWithin, holdEngine, holderSource, processesOf } from '../../testing/engineHolder.ts';
import type { EngineHolder } from '../../testing/engineHolder.ts';
import { readEngineFile } from './engineFile.ts';

let folder: string;
const holders: EngineHolder[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-engine-'));
});
afterEach(async () => {
  await Promise.all(holders.splice(0).map((holder) => holder.leave()));
  await rm(folder, { recursive: true, force: true });
});

async function attach(dataDir = folder): Promise<EngineHolder> {
  const holder = await holdEngine(dataDir);
  holders.push(holder);
  return holder;
}

describe.skipIf(process.platform !== 'linux')('the embedded engine', () => {
  it('stops within ten seconds of the kill -9 of its only user, and its next start finds the data', async () => {
    const first = await attach();
    await ask(first.url, 'create table kept as select 42 as answer');
    first.process.kill('SIGKILL');
    expect(await goneWithin(folder, 10_000)).toBe(true);
    const second = await attach();
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  it('leaves nothing when its user is killed while it starts', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', holderSource, folder], {
      stdio: 'ignore',
    });
    while (!existsSync(join(folder, 'postgres.new')) && !existsSync(join(folder, 'postgres'))) await sleep(5);
    child.kill('SIGKILL');
    expect(await goneWithin(folder, 10_000)).toBe(true);
    const after = await attach();
    expect(await ask(after.url, 'select 1')).toBe(1);
  });

  it('is shared by processes that start at once, and outlives the one that started it', async () => {
    const [first, second] = await Promise.all([attach(), attach()]);
    expect(second.url).toBe(first.url);
    const third = await attach();
    await first.leave();
    await second.leave();
    expect(await ask(third.url, 'select 1')).toBe(1);
    await third.leave();
    expect(await processesOf(folder)).toEqual([]);
    expect((await readEngineFile(folder))?.running).toBeUndefined();
  });

  it('keeps password and ports to its owner', async () => {
    const { url } = await attach();
    expect((await stat(join(folder, 'engine.json'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('starts PostgreSQL again on the same port when it is killed', async () => {
    const { url } = await attach();
    const [postmaster] = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(postmaster), 'SIGKILL');
    let answer: unknown;
    for (let tries = 0; tries < 100 && answer === undefined; tries += 1) {
      await sleep(100);
      answer = await ask(url, 'select 1').catch(() => undefined);
    }
    expect(answer).toBe(1);
  });

  it('replaces a PostgreSQL that outlived its supervisor', async () => {
    const first = await attach();
    await ask(first.url, 'create table kept as select 42 as answer');
    process.kill((await readEngineFile(folder))?.running?.supervisorPid ?? 0, 'SIGKILL');
    await sleep(200);
    const second = await attach();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
    await first.leave();
    await second.leave();
    expect(await goneWithin(folder, 10_000)).toBe(true);
  });

  it('is not misled by what a crash left: an old engine.json, a taken port, a lock file of another process', async () => {
    const first = await attach();
    const file = await readEngineFile(folder);
    await first.leave();
    const other = createServer((socket) => socket.end('who is there?')).listen(
      file?.running?.supervisorPort,
      '127.0.0.1',
    );
    await writeFile(
      join(folder, 'engine.json'),
      JSON.stringify({ password: file?.password, ...file?.running, supervisorPid: process.pid }),
    );
    await writeFile(
      join(folder, 'postgres/postmaster.pid'),
      `${process.pid}\n${folder}/postgres\n1\n1\n\n127.0.0.1\n`,
    );
    const second = await attach();
    expect(await ask(second.url, 'select 1')).toBe(1);
    other.close();
  });

  it('finds its data again without engine.json', async () => {
    const first = await attach();
    await ask(first.url, 'create table kept as select 42 as answer');
    await first.leave();
    await rm(join(folder, 'engine.json'));
    const second = await attach();
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  it('says what is wrong with a data folder it cannot use', async () => {
    const path = join(folder, 'a-file');
    await writeFile(path, '');
    await expect(attach(path)).rejects.toThrow(`The data folder ${path} cannot be used`);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'as root, leaves the folder of another user usable for that user',
    async () => {
      const nobody = { uid: 65534, gid: 65534 };
      await chown(folder, nobody.uid, nobody.gid);
      await (await attach()).leave();
      for (const path of ['engine.json', 'postgres.log', 'postgres', 'postgres/postgresql.auto.conf']) {
        expect({ path, uid: (await stat(join(folder, path))).uid }).toEqual({ path, uid: nobody.uid });
      }
    },
  );

  it.skipIf(process.getuid?.() !== 0)(
    'as root, works below a home that nobody else may enter, and says so once',
    async () => {
      const home = await mkdtemp(join(homedir(), '.duban-engine-'));
      await chmod(home, 0o700);
      const dataDir = join(home, 'clone', 'data');
      await mkdir(dataDir, { recursive: true });
      try {
        const first = await attach(dataDir);
        const outside = await readlink(join(dataDir, 'postgres'));
        expect(first.said().trim()).toMatch(
          new RegExp(`^[^.]+cannot reach [^\\n]+its data lie in ${outside}\\.$`),
        );
        await ask(first.url, 'create table kept as select 42 as answer');
        await first.leave();
        const second = await attach(dataDir);
        expect(second.said()).toBe('');
        expect(await ask(second.url, 'select answer from kept')).toBe(42);
        await second.leave();
        await rm(dirname(outside), { recursive: true });
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    },
  );
});
