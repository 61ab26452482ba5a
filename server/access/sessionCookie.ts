import type { Response } from 'express';
import { cookieName, cookieOptions, readCookie } from './cookie.ts';
import { longestSession } from './sessionStore.ts';

export const sessionCookieName = (publicUrl: URL | undefined): string => cookieName('duban', publicUrl);

export function setSessionCookie(res: Response, secret: string, publicUrl: URL | undefined): void {
  res.cookie(sessionCookieName(publicUrl), secret, { ...cookieOptions(publicUrl), maxAge: longestSession });
}

export function clearSessionCookie(res: Response, publicUrl: URL | undefined): void {
  res.clearCookie(sessionCookieName(publicUrl), cookieOptions(publicUrl));
}

/** The session's secret in a Cookie header; undefined when there is none or it cannot be one of ours. */
export const readSessionCookie = (
  header: string | undefined,
  publicUrl: URL | undefined,
): string | undefined => readCookie(header, sessionCookieName(publicUrl), /^[\w-]{43}$/);
