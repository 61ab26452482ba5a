import type { Response } from 'express';
import { cookieName, cookieOptions, readCookie } from '../cookie.ts';

/** As long as browsers keep one; each renewal begins it anew. */
const kept = 400 * 24 * 3_600_000;

const nameOf = (publicUrl: URL | undefined): string => cookieName('duban-screen', publicUrl);

export function setScreenCookie(res: Response, secret: string, publicUrl: URL | undefined): void {
  res.cookie(nameOf(publicUrl), secret, { ...cookieOptions(publicUrl), maxAge: kept });
}

/** The screen's secret in a Cookie header; undefined when there is none or it cannot be one of ours. */
export const readScreenCookie = (
  header: string | undefined,
  publicUrl: URL | undefined,
): string | undefined => readCookie(header, nameOf(publicUrl), /^[\w-]{43}$/);
