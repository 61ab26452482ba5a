import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '#contract/problem';

export interface RunningServer {
  port: number;
  /** Takes no more requests, lets those under way finish for `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

/**
 * Longer than proxies and clients keep an idle connection: who closes it first must not be the one that cannot know
 * whether a request is on its way.
 */
const keepIdleMs = 75_000;

/**
 * Listens; port 0 takes a free one.
 * @throws Problem `configuration` when the address is taken or not ours
 */
export async function listen(server: Server, at: { host: string; port: number }): Promise<RunningServer> {
  // upgraded connections leave node's own list, so closing them needs ours
  const sockets = new Set<Socket>();
  server.keepAliveTimeout = keepIdleMs;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new Problem(
          'configuration',
          `Cannot listen on ${at.host}:${at.port} (${cause.message}); set HOST and PORT.`,
          { cause },
        ),
      );
    });
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : at.port,
    close: (graceMs) => closeServer(server, sockets, graceMs),
  };
}

async function closeServer(server: Server, sockets: Set<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // a kept-alive connection that answers its last request now would stay open for seconds
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
