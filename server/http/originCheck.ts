import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { Problem } from '#contract/problem';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page sends with our user's cookie. Requests with a bearer credential pass: no page
 * can make a browser add one.
 */
export function originCheck(publicUrl: URL | undefined): RequestHandler {
  return (req, _res, next) => {
    const bearer = /^bearer\s/i.test(req.headers.authorization ?? '');
    if (safeMethods.has(req.method) || bearer || fromOwnPages(req.headers, publicUrl)) {
      next();
      return;
    }
    throw new Problem(
      'forbidden',
      'This request comes from another site; send it from the pages of this server or with a token.',
    );
  };
}

/**
 * True if the headers say that the request comes from our own pages. `Origin` decides where it is sent; a script
 * without any of these headers passes only while it brings no cookie.
 */
export function fromOwnPages(headers: IncomingHttpHeaders, publicUrl: URL | undefined): boolean {
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, headers.host, publicUrl);
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.cookie === undefined;
}

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: URL | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const { host: from, origin: whole } = new URL(origin);
  return whole === publicUrl?.origin || (from !== '' && from === host);
}
