import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, it } from 'vitest';
import { cutWhenSlow } from './cutWhenSlow.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('cuts a client that has stopped reading, and it alone', async () => {
  const http = createServer();
  const server = new Server(http, { perMessageDeflate: false });
  let cut = 0;
  server.on('connection', (socket) => cutWhenSlow(socket.conn, () => (cut += 1)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const options = { transports: ['websocket'], forceNew: true, reconnection: false };
  const [reader, sleeper] = [io(url, options), io(url, options)];
  await Promise.all(
    [reader, sleeper].map((socket) => new Promise<void>((resolve) => socket.on('connect', resolve))),
  );
  let read = 0;
  reader.on('changes', () => (read += 1));
  const transport = sleeper.io.engine.transport as unknown as {
    ws: { _socket: { pause(): void; destroy(): void } };
  };
  const connection = transport.ws._socket;
  connection.pause();

  const message = 'x'.repeat(500_000);
  let sent = 0;
  while (cut === 0 && sent < 500) {
    server.emit('changes', message);
    sent += 1;
    await sleep(5);
  }
  expect(cut).toBe(1);
  await expect.poll(() => server.engine.clientsCount).toBe(1);
  await expect.poll(() => read).toBe(sent);
  reader.disconnect();
  connection.destroy();
  await server.close();
}, 20_000);
