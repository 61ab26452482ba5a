import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Role } from '#contract/account';
import { createApp, type App } from '../app.ts';
import { insertSource } from '../catalogue/sourceStore.ts';
import { defaultSourceSettings } from '#contract/source';
import { readConfig } from '../config.ts';
import { accountWithSession } from '../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../testing/readingCity.ts';
import { sampleMap } from '../testing/inventedMap.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { shapeOf, validSample } from '../testing/validSample.ts';
import { wrongBodies, wrongQueries, type WrongInput } from '../testing/wrongInputs.ts';
import type { ApiRoute } from './apiRoute.ts';
import { apiRoutes } from './apiRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let dataDir: string;
let app: App;
let time = now;
const sessions = new Map<Role, Record<string, string>>();

/** What there is of each thing that an address names; the others take any name before they look for it. */
const named: Record<string, string> = {
  '/api/v1/rules/{id}': 'TIM-02',
  '/api/v1/calendars/{code}': 'CN',
  '/api/v1/retention/{kind}': 'personal_data',
};
/** Bodies whose fields depend on each other. */
const samples: Record<string, unknown> = {
  'post /api/v1/screens/pairing/{userCode}/approve': { name: 'hall' },
  'post /api/v1/notifications': { read: [1] },
  'post /api/v1/map': sampleMap,
  'post /api/v1/erasures:preview': { caseIds: ['1'] },
};
const takesJson = (body: ApiRoute['body']): boolean => body?.types.includes('application/json') === true;
const nameOf = ({ method, path }: ApiRoute): string => `${method} ${path}`;
const taking = apiRoutes.filter(
  ({ body, query, needs }) => needs !== 'sourceKey' && (query !== undefined || takesJson(body)),
);

beforeAll(async () => {
  database = await testDatabase();
  const { pool, url } = database;
  dataDir = await mkdtemp(join(tmpdir(), 'duban-input-'));
  await readingCity(pool, now);
  await insertCases(pool, [{ id: '1', at: now }]);
  await insertFlags(pool, [{ caseId: '1', rule: 'TIM-02', at: now }]);
  await insertSource(pool, { name: 'all', uri: '/all', namespace: '', settings: defaultSourceSettings }, now);
  for (const role of roles)
    sessions.set(
      role,
      await accountWithSession(
        pool,
        { name: role, role, ...(role === 'department' ? { department: 'A-H' } : {}) },
        now,
      ),
    );
  app = await createApp({
    config: readConfig({
      PORT: '0',
      DATABASE_URL: url,
      DUBAN_DATA_DIR: dataDir,
      DUBAN_SECRET_KEY: '7'.repeat(64),
    }),
    log: pino({ level: 'silent' }),
    clock: () => time,
    jobs: false,
  });
  const made = await send(
    'admin',
    { method: 'post', path: '/api/v1/channels' },
    { kind: 'webhook', name: 'hook', url: 'https://example.org/', secret: `whsec_${'A'.repeat(32)}` },
  );
  expect(made.status).toBe(201);
  const sent = await send('inspector', { method: 'post', path: '/api/v1/flags/{id}/send' }, {});
  expect(sent.status).toBe(200);
  time += 60_000; // when it can no longer be undone
  const ordered = await send(
    'inspector',
    { method: 'post', path: '/api/v1/orders' },
    { level: 'blue', text: 'finish it', flags: [{ flagId: 1 }] },
  );
  expect(ordered.status).toBe(201);
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

interface Answer {
  status: number;
  problem: { code?: string; path?: string; detail?: string };
}

async function send(
  role: Role,
  { method, path }: Pick<ApiRoute, 'method' | 'path'>,
  body: unknown,
  query = '',
  type = 'application/json',
): Promise<Answer> {
  const place = Object.keys(named).find((start) => path.startsWith(start));
  const address = path.replace(/\{\w+\}/, place === undefined ? '1' : (named[place] ?? ''));
  const answer = await fetch(`http://127.0.0.1:${app.port}${address}${query}`, {
    method: method.toUpperCase(),
    headers: {
      ...sessions.get(role),
      'if-match': '"1"',
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const problem: Answer['problem'] = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: answer.status, problem };
}

/** A role that may do it: the first whom the address does not turn away as such. */
async function roleFor(route: ApiRoute): Promise<Role> {
  for (const role of ['admin', 'inspector', 'supervisor', 'department'] as const) {
    const { status } = await send(role, route, route.body && '[]', '?noSuchThing=1');
    if (status !== 403) return role;
  }
  throw new Error(`nobody may ${nameOf(route)}`);
}

const queryOf = (input: unknown): string =>
  `?${new URLSearchParams(
    Object.entries(input as Record<string, string | string[]>).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  ).toString()}`;

/** Names the field, or what the field lies in; of a parameter with a path of its own, what lies in it. */
const names = (path: string | undefined, field: string): boolean =>
  path !== undefined && (path === field || field.startsWith(`${path}.`) || path.startsWith(`${field}.`));

async function faults(inputs: WrongInput[], ask: (input: unknown) => Promise<Answer>): Promise<string[]> {
  const found: string[] = [];
  for (const { input, field } of inputs) {
    const { status, problem } = await ask(input);
    if ((status !== 400 && status !== 422) || !names(problem.path, field))
      found.push(`${field} = ${JSON.stringify(input).slice(0, 200)}: ${status} ${JSON.stringify(problem)}`);
  }
  return found;
}

test.each(taking.filter(({ body }) => takesJson(body)).map((route) => [nameOf(route), route] as const))(
  '%s refuses every wrong field by its name',
  async (name, route) => {
    const schema = route.body?.schema ?? expect.unreachable();
    const role = await roleFor(route);
    const valid = samples[name] ?? validSample(shapeOf(schema));
    expect(
      schema.safeParse(valid),
      `a valid body, to be given under samples: ${JSON.stringify(valid)}`,
    ).toMatchObject({
      success: true,
    });
    const wrong = wrongBodies(schema, valid);
    expect(wrong.map(({ field }) => field)).toContain('noSuchThing');
    expect(await faults(wrong, (input) => send(role, route, input))).toEqual([]);
    expect(await send(role, route, [])).toMatchObject({ status: 400, problem: { path: 'body' } });
    expect(await send(role, route, '{"a":')).toMatchObject({ status: 400, problem: { path: 'body' } });
    expect(await send(role, route, '{}', '', 'text/plain')).toMatchObject({
      status: 415,
      problem: { path: 'Content-Type' },
    });
  },
);

test.each(taking.filter(({ query }) => query).map((route) => [nameOf(route), route] as const))(
  '%s refuses every wrong parameter by its name',
  async (_name, route) => {
    const schema = route.query ?? expect.unreachable();
    const role = await roleFor(route);
    const valid = Object(validSample(shapeOf(schema)));
    const wrong = wrongQueries(schema, valid);
    expect(wrong.map(({ field }) => field)).toContain('noSuchThing');
    const file = route.body === undefined ? undefined : '%PDF-';
    expect(
      await faults(wrong, (input) => send(role, route, file, queryOf(input), 'application/octet-stream')),
    ).toEqual([]);
  },
);

test('an address that names what cannot be is answered as not there', async () => {
  const strange = [
    '999999999999999',
    '0',
    '-1',
    'no such thing',
    '%00',
    '%F0%9F',
    '..%2f..',
    'x'.repeat(2000),
  ];
  const found: string[] = [];
  for (const route of apiRoutes.filter(
    ({ method, path }) => /get|delete/.test(method) && path.includes('{'),
  )) {
    const role = route.method === 'get' ? await roleFor(route) : 'admin';
    for (const name of strange) {
      const path = route.path.replace(/\{\w+\}/, name);
      const { status } = await send(role, { ...route, path }, undefined);
      const refused = status === 400 || status === 404 || (route.method === 'delete' && status === 403);
      if (!refused) found.push(`${route.method} ${route.path} ${name}: ${status}`);
    }
  }
  expect(found).toEqual([]);
});

test('the ends of every range are taken or refused, and nothing breaks on them', async () => {
  const ends = [
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2147483648',
  ];
  const cursors = [
    [9007199254740991, 1],
    [-9007199254740991, 9007199254740991],
    [1, 'x'],
    [1, '\0'],
  ].map((at) => Buffer.from(JSON.stringify(at)).toString('base64url'));
  const found: string[] = [];
  for (const route of taking.filter(
    ({ method, query, file }) => method === 'get' && query !== undefined && file === undefined,
  )) {
    const role = await roleFor(route);
    const valid = Object(validSample(shapeOf(route.query ?? expect.unreachable())));
    for (const field of Object.keys(route.query?.shape ?? {}))
      for (const value of field === 'cursor' ? cursors : ends) {
        const { status, problem } = await send(role, route, undefined, queryOf({ ...valid, [field]: value }));
        if (status >= 500) found.push(`${nameOf(route)} ${field}=${value}: ${status} ${problem.detail}`);
      }
  }
  expect(found).toEqual([]);
}, 180_000);
