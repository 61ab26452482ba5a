import type { CookieOptions } from 'express';

/** Over https the prefix makes the browser refuse a cookie that another host or plain http has planted. */
export const cookieName = (name: string, publicUrl: URL | undefined): string =>
  publicUrl?.protocol === 'https:' ? `__Host-${name}` : name;

/** Out of reach of scripts, and not sent along with what another site's page asks for. */
export const cookieOptions = (publicUrl: URL | undefined): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl?.protocol === 'https:',
  path: '/',
});

/** The first value of that name in a Cookie header that fits. */
export function readCookie(header: string | undefined, name: string, fits: RegExp): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    if (fits.test(value)) return value;
  }
  return undefined;
}
