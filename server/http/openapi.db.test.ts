import express from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { roles } from '#contract/account';
import { flagActions } from '#contract/followup';
import { scopedApp, type ScopedApp } from '../testing/scopedApp.ts';
import { reads } from '../testing/scopedReads.ts';
import { apiRoutes } from './apiRoutes.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let city: ScopedApp;
/** Whatever any router of the server was told to answer. */
const answered = new Set<string>();

beforeAll(async () => {
  const told = vi.spyOn(express.Router.prototype, 'route');
  const people = roles.map((role, nth) => ({ name: `who${nth}`, role, region: null, department: null }));
  city = await scopedApp(people, now);
  for (const { value: route } of told.mock.results)
    for (const path of [route.path].flat())
      for (const method of Object.keys(route.methods)) answered.add(`${method} ${asOpenApi(path)}`);
  told.mockRestore();
});
afterAll(() => city.close());

/** `/reports/:id\:issue` as `/reports/{}:issue`. */
const asOpenApi = (path: string): string =>
  path.replace(/\\:|:\w+/g, (found) => (found === '\\:' ? ':' : '{}'));

test('every address that the server answers is described, and no other', () => {
  // one route reads which action it is
  const actions = new Set(flagActions.map((action) => `post /api/v1/flags/{}/${action}`));
  const described = apiRoutes
    .map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    .map((name) => (actions.has(name) ? 'post /api/v1/flags/{}/{}' : name));
  const pages = ['get /openapi.json', 'get /docs', 'get /docs/style.css', 'get /{*page}'];
  expect([...answered].sort()).toEqual([...new Set([...described, ...pages])].sort());
});

const described = apiRoutes.flatMap(({ method, path, answer }) =>
  method === 'get' && answer !== undefined ? [{ path, answer }] : [],
);
const read = new Set<string>();

test.each(described)(
  'what GET $path answers is what its schema says, no field more',
  async ({ path, answer }) => {
    for (const account of city.accounts) {
      const asks = reads[path]?.(account) ?? [];
      const may = asks.filter((ask) => ask.status === 200 && ask.roles?.includes(account.who.role) !== false);
      for (const ask of may.slice(0, 2)) {
        const headers = ask.inPerson ? account.browser : { authorization: `Bearer ${account.token}` };
        const response = await fetch(`${city.url}${ask.path}`, { headers });
        expect([ask.path, response.status]).toEqual([ask.path, 200]);
        const body = (await response.json()) as object;
        expect(answer.parse(body)).toMatchObject(body);
        read.add(path);
      }
    }
  },
);

/** There is none in this city, or it is a screen's, or a source's one at a time: their own tests read them. */
const elsewhere = [
  '/api/v1/dead-letters/{id}',
  '/api/v1/map',
  '/api/v1/reports/{id}/document',
  '/api/v1/reports/{id}/figures/{by}/{code}/{indicator}/cases',
  '/api/v1/screen',
  '/api/v1/screen/map',
  '/api/v1/screens/pairing/{userCode}',
  '/api/v1/sources/{id}/check',
  '/api/v1/stand-ins/{id}/hand-over',
];
test('all that somebody can read in this city was read', () => {
  expect(described.flatMap(({ path }) => (read.has(path) ? [] : [path])).sort()).toEqual(elsewhere);
});
