import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from './httpServer.ts';

test('a request under way is finished when the server closes', async () => {
  const server = createServer();
  const running = await listen(server, { host: '127.0.0.1', port: 0 });
  const answer = fetch(`http://127.0.0.1:${running.port}/`);
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const startedAt = performance.now();
  const closed = running.close(10_000);
  response.end('done');
  expect(await (await answer).text()).toBe('done');
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('what is still open after the grace is cut, upgraded connections too', async () => {
  const server = createServer();
  server.on('upgrade', (_req, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  const running = await listen(server, { host: '127.0.0.1', port: 0 });
  const client = connect(running.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n');
  await once(client, 'data');
  const startedAt = performance.now();
  await running.close(50);
  expect(performance.now() - startedAt).toBeLessThan(3000);
  if (!client.closed) await once(client, 'close');
  expect(client.destroyed).toBe(true);
});

test('a taken port stops the start with one sentence', async () => {
  const first = await listen(createServer(), { host: '127.0.0.1', port: 0 });
  await expect(listen(createServer(), { host: '127.0.0.1', port: first.port })).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining(`127.0.0.1:${first.port}`),
  });
  await first.close(0);
});
