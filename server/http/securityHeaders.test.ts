import { createServer } from 'node:http';
import express from 'express';
import { expect, test } from 'vitest';
import { listen } from './httpServer.ts';
import { securityHeaders } from './securityHeaders.ts';

async function headersFor(publicUrl: URL | undefined): Promise<Headers> {
  const app = express();
  app.use(securityHeaders(publicUrl));
  app.get('/', (_req, res) => {
    res.send('');
  });
  const running = await listen(createServer(app), { host: '127.0.0.1', port: 0 });
  const { headers } = await fetch(`http://127.0.0.1:${running.port}/`);
  await running.close(0);
  return headers;
}

test('pages load from this server alone and hold no script of their own', async () => {
  const policy = (await headersFor(undefined)).get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
});

test('the browser is told to stay on https only when the public address has it', async () => {
  expect((await headersFor(undefined)).get('strict-transport-security')).toBeNull();
  expect((await headersFor(new URL('http://duban.local'))).get('strict-transport-security')).toBeNull();
  const https = await headersFor(new URL('https://duban.example'));
  expect(https.get('strict-transport-security')).toContain('max-age=31536000');
  expect(https.get('content-security-policy')).toContain('wss://duban.example');
});
