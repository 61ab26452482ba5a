import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../http/httpServer.ts';
import { addressGuard } from './addressGuard.ts';
import { outboundTo, type Outbound } from './outbound.ts';
import { postGuarded } from './postGuarded.ts';

const here = outboundTo(addressGuard(['127.0.0.0/8', '::1/128']));
const nowhere = outboundTo(addressGuard([]));
let server: Server;
let port: number;
let close: () => Promise<void>;
let heard: { path: string; headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  heard = [];
  server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    req.on('end', () => {
      heard.push({ path: req.url ?? '', headers: req.headers, body });
      if (req.url === '/redirect') res.writeHead(302, { location: '/secret' });
      if (req.url === '/busy') res.writeHead(429, { 'retry-after': '7' });
      res.end(req.url === '/long' ? 'x'.repeat(1_000_000) : '收到');
    });
  });
  const running = await listen(server, { host: '127.0.0.1', port: 0 });
  port = running.port;
  close = () => running.close(0);
});
afterEach(() => close());

const post = (outbound: Outbound, host: string, path = '/hook') =>
  postGuarded(outbound, new URL(`http://${host}:${port}${path}`), '{"你":1}', { 'x-sign': 's' });

describe('a guarded post', () => {
  it('brings body and headers to a network of one’s own', async () => {
    expect(await post(here, '127.0.0.1')).toEqual({
      ok: true,
      status: 200,
      retryAfter: undefined,
      body: '收到',
    });
    expect(heard).toMatchObject([{ path: '/hook', body: '{"你":1}', headers: { 'x-sign': 's' } }]);
  });

  it.each([
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '[::1]',
  ])('never reaches %s unless its network is listed', async (host) => {
    expect(await post(nowhere, host)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not public'),
    });
    expect(heard).toEqual([]);
  });

  it('connects to the address that was checked, whatever the name says a moment later', async () => {
    let asked = 0;
    const rebinding: Outbound = {
      guard: here.guard,
      addressesOf: () => Promise.resolve([{ address: asked++ === 0 ? '127.0.0.1' : '192.0.2.1', family: 4 }]),
    };
    expect(await post(rebinding, 'rebinding.example')).toMatchObject({ ok: true, status: 200 });
    expect(heard[0]?.headers.host).toBe(`rebinding.example:${port}`);
    expect(asked).toBe(1);
  });

  it('is spoiled by one address that is not public', async () => {
    const mixed: Outbound = {
      guard: nowhere.guard,
      addressesOf: () =>
        Promise.resolve([
          { address: '8.8.8.8', family: 4 },
          { address: '169.254.169.254', family: 4 },
        ]),
    };
    expect(await post(mixed, 'mixed.example')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('169.254.169.254'),
    });
  });

  it('does not go without TLS to where everybody could read it', async () => {
    const outside: Outbound = {
      guard: nowhere.guard,
      addressesOf: () => Promise.resolve([{ address: '8.8.8.8', family: 4 }]),
    };
    expect(await post(outside, 'outside.example')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('not https'),
    });
  });

  it('follows no redirect', async () => {
    expect(await post(here, '127.0.0.1', '/redirect')).toMatchObject({ ok: true, status: 302 });
    expect(heard.map(({ path }) => path)).toEqual(['/redirect']);
  });

  it('tells how long to wait, and reads no more of an answer than it needs', async () => {
    expect(await post(here, '127.0.0.1', '/busy')).toMatchObject({ status: 429, retryAfter: '7' });
    const long = await post(here, '127.0.0.1', '/long');
    expect(long.ok && long.body.length).toBeLessThan(300_000);
  });

  it('says in a sentence that nobody listens or no such name exists', async () => {
    await close();
    expect(await post(here, '127.0.0.1')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/ECONNREFUSED/),
    });
    const unknown: Outbound = { ...here, addressesOf: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await post(unknown, 'nobody.example')).toEqual({
      ok: false,
      reason: 'The host "nobody.example" has no address.',
    });
  });
});
