import { createServer } from 'node:http';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { Problem } from '#contract/problem';
import { createMetrics, healthRoutes, requestMetrics, type HealthParts } from './health.ts';
import { listen, type RunningServer } from './httpServer.ts';

let running: RunningServer;
afterEach(() => running.close(0));

async function serve(change: Partial<HealthParts> = {}): Promise<string> {
  const registry = createMetrics();
  const app = express();
  app.use(requestMetrics(registry));
  app.use(
    healthRoutes({
      ping: () => Promise.resolve(),
      pendingMigrations: () => Promise.resolve([]),
      registry,
      guard: (_req, _res, next) => next(),
      ...change,
    }),
  );
  running = await listen(createServer(app), { host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${running.port}`;
}

test('a server whose database answers and is migrated is ready', async () => {
  const url = await serve();
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test('a server without its database is alive and not ready, and does not tell why in detail', async () => {
  const url = await serve({
    ping: () => Promise.reject(new Error('password authentication failed for "duban"')),
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await answer.text()).not.toContain('password');
});

test('a server whose migrations are pending is not ready and says what to do', async () => {
  const url = await serve({ pendingMigrations: () => Promise.resolve(['0012_x.sql']) });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ reason: expect.stringContaining('duban migrate up') });
});

test('a server that its database has left behind is not ready and says what to do', async () => {
  const url = await serve({
    pendingMigrations: () => Promise.reject(new Problem('configuration', 'Start a newer version.')),
  });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ reason: 'Start a newer version.' });
});

test('a server whose database has no room, or that is stopping, is not ready and says so', async () => {
  const url = await serve({ standing: () => ({ database: 'full', stopping: false }) });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ database: 'full', reason: expect.stringContaining('no room') });
  await running.close(0);
  const stopping = await serve({ standing: () => ({ database: 'answers', stopping: true }) });
  expect(await (await fetch(`${stopping}/readyz`)).json()).toMatchObject({
    status: 'not_ready',
    stopping: true,
    reason: 'The server is stopping.',
  });
});

test('the metrics count requests by method and class of status, never by path', async () => {
  const url = await serve();
  await (await fetch(`${url}/healthz?case=500112-2026-1`)).text();
  await (await fetch(`${url}/nowhere`)).text();
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('duban_http_request_seconds_count{method="GET",status="2xx"} 1');
  expect(text).toContain('duban_http_request_seconds_count{method="GET",status="4xx"} 1');
  expect(text).toContain('duban_process_cpu_seconds_total');
  expect(text).not.toMatch(/500112|nowhere/);
});

test('the metrics stand behind the guard', async () => {
  const url = await serve({ guard: (_req, res) => void res.status(401).end() });
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
});
