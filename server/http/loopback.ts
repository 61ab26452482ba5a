import type { Request } from 'express';

const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** True if the request was made on this machine; one that a proxy passed on was not, whatever its last hop. */
export function isFromLoopback(req: Request): boolean {
  const address = req.socket.remoteAddress ?? '';
  const here = address === '::1' || /^(::ffff:)?127\./.test(address);
  return here && !forwarding.some((name) => req.headers[name] !== undefined);
}
