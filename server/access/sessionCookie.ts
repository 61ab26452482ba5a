import type { CookieOptions, Response } from 'express';
import { absoluteLimit } from './sessionStore.ts';

/** Over https the prefix makes the browser refuse a cookie that another host or plain http has planted. */
export const sessionCookieName = (publicUrl: URL | undefined): string =>
  publicUrl?.protocol === 'https:' ? '__Host-duban' : 'duban';

const optionsFor = (publicUrl: URL | undefined): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl?.protocol === 'https:',
  path: '/',
});

export function setSessionCookie(res: Response, secret: string, publicUrl: URL | undefined): void {
  res.cookie(sessionCookieName(publicUrl), secret, { ...optionsFor(publicUrl), maxAge: absoluteLimit });
}

export function clearSessionCookie(res: Response, publicUrl: URL | undefined): void {
  res.clearCookie(sessionCookieName(publicUrl), optionsFor(publicUrl));
}

/** The session's secret in a Cookie header; undefined when there is none or it cannot be one of ours. */
export function readSessionCookie(
  header: string | undefined,
  publicUrl: URL | undefined,
): string | undefined {
  const name = sessionCookieName(publicUrl);
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    if (/^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}
