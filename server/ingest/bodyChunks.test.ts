import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '#contract/problem';
import { listen, type RunningServer } from '../http/httpServer.ts';
import { bodyChunks } from './bodyChunks.ts';

let running: RunningServer;

beforeAll(async () => {
  const server = createServer((req, res) => {
    const read = async (): Promise<string> => {
      let bytes = 0;
      for await (const chunk of bodyChunks(req)) bytes += chunk.length;
      return `${bytes}`;
    };
    read()
      .catch((error: unknown) => (error instanceof Problem ? error.code : 'unforeseen'))
      .then((said) => res.end(said))
      .catch(() => res.destroy());
  });
  running = await listen(server, { host: '127.0.0.1', port: 0 });
});
afterAll(() => running.close(0));

const send = async (body: Buffer, encoding: string): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${running.port}/`, {
    method: 'POST',
    headers: { 'content-encoding': encoding },
    body: new Uint8Array(body),
  });
  return answer.text();
};

it('unpacks gzip', async () => {
  expect(await send(gzipSync('a'.repeat(100_000)), 'gzip')).toBe('100000');
});

it('gives up a gzip body that grows beyond reason', { timeout: 30_000 }, async () => {
  const bomb = gzipSync(Buffer.alloc(36 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(60_000);
  expect(await send(bomb, 'gzip')).toBe('too_large');
});

it('refuses an encoding that it does not know, and gzip that breaks off', async () => {
  expect(await send(Buffer.from('{}'), 'br')).toBe('unsupported_media_type');
  expect(await send(gzipSync('{"a":1}').subarray(0, 12), 'gzip')).toBe('unreadable');
});
