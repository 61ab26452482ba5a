import { createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface Holders {
  port: number;
  count: () => number;
  /** No new holder is let in; those that are closing wait for the end of the process. */
  close: () => void;
}

/**
 * Every process that uses the engine holds one connection here and names the secret first. The kernel closes it for
 * a process killed with -9 too. `onFewer` hears of each that left.
 */
export async function listenForHolders(secret: string, onFewer: () => void): Promise<Holders> {
  const holding = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const left = (): void => {
      if (!holding.delete(socket)) {
        socket.destroy();
        return;
      }
      onFewer();
      // the last one learns from the end of this process that the database has stopped
      if (holding.size > 0) socket.end();
    };
    const stranger = setTimeout(() => socket.destroy(), 5_000);
    let said = '';
    socket.on('data', (chunk) => {
      if (holding.has(socket)) return;
      said += chunk.toString('latin1');
      if (said.length < secret.length) return;
      clearTimeout(stranger);
      if (said === secret) {
        holding.add(socket);
        socket.write('held\n');
      } else socket.destroy();
    });
    socket.on('end', left);
    socket.on('error', left);
    socket.on('close', left);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    count: () => holding.size,
    close: () => server.close(),
  };
}
