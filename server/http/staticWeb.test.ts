import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type RunningServer } from './httpServer.ts';
import { staticWeb } from './staticWeb.ts';

let directory: string;
let running: RunningServer;
let url: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'duban-web-'));
  await mkdir(path.join(directory, 'assets'));
  await writeFile(path.join(directory, 'index.html'), '<!doctype html><title>duban</title>');
  await writeFile(path.join(directory, 'assets', 'wall-3f9a.js'), 'export {}');
  await writeFile(path.join(directory, '.env'), 'DUBAN_SECRET_KEY=secret');
  await writeFile(path.join(directory, 'assets', '.git'), 'secret');
  const app = express();
  app.use(staticWeb(directory));
  running = await listen(createServer(app), { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await running.close(0);
  await rm(directory, { recursive: true });
});

const page = { headers: { accept: 'text/html' } };

test('a file with a hash in its name is kept for ever', async () => {
  const answer = await fetch(`${url}/assets/wall-3f9a.js`);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('an address of a page gets index.html, asked for anew each time', async () => {
  const answer = await fetch(`${url}/desk/cases/500112-2026-1`, page);
  expect(await answer.text()).toContain('<title>duban</title>');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
});

test.each(['/api/v1/nothing', '/socket.io/', '/metrics', '/assets/old-hash.js', '/../package.json'])(
  '%s is not answered with a page',
  async (address) => {
    const answer = await fetch(`${url}${address}`, {
      headers: { accept: address.startsWith('/..') ? 'text/css' : 'text/html' },
    });
    expect(answer.status).toBe(404);
  },
);

test.each(['/.env', '/assets/.git', '/assets/', '/assets', '/%2e%2e/.env', '/assets/..%2f.env'])(
  '%s gives no hidden file and lists no folder',
  async (address) => {
    const text = await (await fetch(`${url}${address}`)).text();
    expect(text).not.toMatch(/secret|wall-3f9a/);
  },
);
