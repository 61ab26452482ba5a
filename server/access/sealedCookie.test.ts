import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { listen, type RunningServer } from '../http/httpServer.ts';
import { createSealer } from '../ingest/sealer.ts';
import { sealedCookie } from './sealedCookie.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const minute = 60_000;
const content = z.object({ to: z.string() });
const cookieAt = (clock: number, { key = 1, name = 'kept', https = false } = {}) =>
  sealedCookie(
    { name, content, lifetime: 10 * minute },
    {
      vault: createSealer(Buffer.alloc(32, key)),
      clock: () => clock,
      publicUrl: https ? new URL('https://duban.example') : undefined,
    },
  );

let server: RunningServer;
let header: string;
const told = async (path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${server.port}${path}`)).headers.getSetCookie()[0] ?? '';

beforeAll(async () => {
  const app = express();
  app.get('/set', (_req, res) => {
    cookieAt(now).set(res, { to: '/案件' });
    res.end();
  });
  app.get('/secure', (_req, res) => {
    cookieAt(now, { https: true }).set(res, { to: '/' });
    res.end();
  });
  app.get('/clear', (_req, res) => {
    cookieAt(now).clear(res);
    res.end();
  });
  server = await listen(createServer(app), { host: '127.0.0.1', port: 0 });
  header = await told('/set');
});
afterAll(() => server.close(0));

const sent = (): string => header.split(';')[0] ?? '';

test('what was set is read again, until it is too old', () => {
  expect(cookieAt(now).read(sent())).toEqual({ to: '/案件' });
  expect(cookieAt(now + 10 * minute - 1).read(`a=b; ${sent()}`)).toEqual({ to: '/案件' });
  expect(cookieAt(now + 10 * minute).read(sent())).toBeUndefined();
});

test('it is out of reach of scripts and other sites, and over https of other hosts', async () => {
  expect(header).toMatch(/^kept=[\w-]+; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  expect(await told('/secure')).toMatch(/^__Host-kept=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  expect(await told('/clear')).toMatch(/^kept=; Path=\/; Expires=Thu, 01 Jan 1970/);
});

test('what it holds is not to be read or changed, nor put under another name', () => {
  const [name, value = ''] = sent().split('=');
  expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('"to"');
  const changed = (value.startsWith('A') ? 'B' : 'A') + value.slice(1);
  expect(cookieAt(now).read(`${name}=${changed}`)).toBeUndefined();
  expect(cookieAt(now, { key: 2 }).read(sent())).toBeUndefined();
  expect(cookieAt(now, { name: 'other' }).read(`other=${value}`)).toBeUndefined();
  expect(cookieAt(now, { https: true }).read(sent())).toBeUndefined();
  for (const none of [undefined, '', 'kept=', 'kept=short', `kept=${'A'.repeat(60)}`])
    expect(cookieAt(now).read(none)).toBeUndefined();
});
