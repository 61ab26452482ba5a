import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkHost, type Outbound } from './outbound.ts';

export type PostAnswer =
  { ok: true; status: number; retryAfter: string | undefined; body: string } | { ok: false; reason: string };

const patienceMs = 10_000;
const mostBody = 64 * 1024;

/**
 * Posts a body once. The host is checked and the checked address is connected to; a redirect is an answer like any
 * other and is never followed; plain http reaches networks of one's own alone. Never rejects.
 */
export async function postGuarded(
  outbound: Outbound,
  url: URL,
  body: string,
  headers: Record<string, string>,
): Promise<PostAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const checked = await checkHost(outbound, host);
  if (!checked.ok) return checked;
  if (url.protocol !== 'https:' && !checked.isOwn)
    return { ok: false, reason: `${url.origin} is not https; only your own networks are reached without.` };
  const { address, family } = checked;
  const toChecked: LookupFunction = (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  const options = {
    method: 'POST',
    agent: false,
    lookup: toChecked,
    signal: AbortSignal.timeout(patienceMs),
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'duban' },
  };
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ ok: false, reason: `${url.origin}: ${error.message}.` });
    const hear = (incoming: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let size = 0;
      const answer = (): void =>
        resolve({
          ok: true,
          status: incoming.statusCode ?? 0,
          retryAfter: incoming.headers['retry-after'],
          body: Buffer.concat(chunks).toString('utf8'),
        });
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= mostBody) return;
        answer();
        incoming.destroy();
      });
      incoming.on('end', answer);
      incoming.on('error', fail);
    };
    const outgoing =
      url.protocol === 'https:' ? requestSecure(url, options, hear) : requestPlain(url, options, hear);
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
