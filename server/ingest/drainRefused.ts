import type { Request } from 'express';

const mostBytes = 64 * 1024 * 1024;
const mostMs = 5_000;

/**
 * Reads on and forgets what the sender of a refused request still sends: closing at once would reset the connection
 * before the refusal is read, and the sender would never learn why. Not for ever: then it is cut.
 */
export function drainRefused(req: Request): void {
  if (req.readableEnded || req.destroyed) return;
  const cut = (): void => void req.socket.destroy();
  const timer = setTimeout(cut, mostMs);
  timer.unref();
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) cut();
  });
  req.once('close', () => clearTimeout(timer));
  req.once('end', () => clearTimeout(timer));
  req.on('error', () => undefined);
  req.resume();
}
