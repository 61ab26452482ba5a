import type { Request } from 'express';

/**
 * Whether what the client has is still so. Not Express's `fresh`: it sends everything to clients that add
 * "Cache-Control: no-cache", as Node's fetch does.
 */
export function hasTag(req: Pick<Request, 'headers'>, tag: string): boolean {
  return (req.headers['if-none-match'] ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === tag);
}
