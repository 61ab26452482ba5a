import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import express from 'express';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { Problem, type ProblemCode } from '#contract/problem';
import { listen, type RunningServer } from './httpServer.ts';
import { notFoundHandler, problemHandler } from './problemHandler.ts';
import { problemStatus } from './problemStatus.ts';
import { createLog, requestLog } from './requestLog.ts';

let running: RunningServer | undefined;
let logged = '';
const log = createLog({
  level: 'info',
  destination: new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  }),
});

async function serverThatThrows(error: unknown): Promise<string> {
  logged = '';
  const app = express();
  app.use(requestLog(log));
  app.get('/fails', () => {
    throw error;
  });
  app.post('/json', express.json({ limit: 100 }), (_req, res) => {
    res.json({});
  });
  app.use(notFoundHandler, problemHandler(log));
  const server = createServer(app);
  running = await listen(server, { host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${running.port}`;
}

afterEach(async () => running?.close(0));

test('every code has a status and a title', () => {
  for (const [code, { status, title }] of Object.entries(problemStatus)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(title, code).not.toBe('');
  }
});

test('a problem becomes an RFC 9457 body with its path', async () => {
  const url = await serverThatThrows(
    new Problem('invalid', 'The parameter "rule" is not valid.', { path: 'rule' }),
  );
  const answer = await fetch(`${url}/fails`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toEqual({
    type: 'urn:duban:problem:invalid',
    title: 'The request is not valid',
    status: 400,
    code: 'invalid',
    detail: 'The parameter "rule" is not valid.',
    path: 'rule',
  });
});

test('an unforeseen error tells nothing but the id under which the log has it', async () => {
  const url = await serverThatThrows(new Error('relation "accounts" does not exist at /srv/secret.ts'));
  const answer = await fetch(`${url}/fails`);
  const text = await answer.text();
  const requestId = answer.headers.get('x-request-id') ?? '';
  expect(answer.status).toBe(500);
  expect(text).not.toMatch(/accounts|secret/);
  expect(requestId).not.toBe('');
  expect(text).toContain(requestId);
  expect(logged).toContain('relation \\"accounts\\" does not exist');
  expect(logged).toContain(requestId);
});

test.each<[ProblemCode]>([['configuration'], ['no_calendar']])(
  'the sentence of %s stays inside',
  async (code) => {
    const url = await serverThatThrows(new Problem(code, 'DATABASE_URL has the password hunter2'));
    expect(await (await fetch(`${url}/fails`)).text()).not.toContain('hunter2');
  },
);

test('an address that nothing answers is 404', async () => {
  const url = await serverThatThrows(undefined);
  const answer = await fetch(`${url}/nowhere`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'not_found' });
});

test('malformed JSON is unreadable, a long body too large, a strange encoding unsupported', async () => {
  const url = await serverThatThrows(undefined);
  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/json`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  expect(await (await post('{"a":')).json()).toMatchObject({ status: 400, code: 'unreadable' });
  expect(await (await post(JSON.stringify('x'.repeat(200)))).json()).toMatchObject({
    status: 413,
    code: 'too_large',
  });
  expect(await (await post('{}', { 'content-encoding': 'snappy' })).json()).toMatchObject({ status: 415 });
});

test('a malformed address is the fault of the asker', async () => {
  const url = await serverThatThrows(undefined);
  expect((await fetch(`${url}/%E0%A4%A`)).status).toBeLessThan(500);
});

test('the log has the path without its query and no credential', async () => {
  const url = await serverThatThrows(undefined);
  const answer = await fetch(`${url}/fails?name=王小明`, { headers: { authorization: 'Bearer dbt_secret' } });
  await answer.text();
  await once(new Writable({ write: (_c, _e, done) => done() }).end(), 'close');
  log.info(
    { headers: { authorization: 'Bearer dbt_secret' }, password: 'hunter2' },
    'somebody logged too much',
  );
  expect(logged).toContain('/fails');
  expect(logged).not.toMatch(/王小明|dbt_secret|hunter2|%E7/);
});

test.each([
  ['refuses connections', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
  ['has no room', Object.assign(new pg.DatabaseError('no space left', 1, 'error'), { code: '53100' })],
  ['is being started', Object.assign(new pg.DatabaseError('starting up', 1, 'error'), { code: '57P03' })],
  ['does not come', new Error('timeout exceeded when trying to connect')],
])('a database that %s is answered as busy, with when to try again', async (_what, error) => {
  const url = await serverThatThrows(error);
  const answer = await fetch(`${url}/fails`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await answer.json()).toMatchObject({ code: 'busy' });
});

test('an error of a statement is no fault of the database', async () => {
  const url = await serverThatThrows(
    Object.assign(new pg.DatabaseError('no such column', 1, 'error'), { code: '42703' }),
  );
  expect((await fetch(`${url}/fails`)).status).toBe(500);
});
