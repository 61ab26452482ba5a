import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#contract/account';
import { apiRoutes } from '../http/apiRoutes.ts';
import { readingDepartments, readingRegions } from '../testing/readingCity.ts';
import { isUnlimited, maySee } from '../testing/scopeOracle.ts';
import { scopedApp, type ScopedAccount, type ScopedApp } from '../testing/scopedApp.ts';
import type { Ask } from '../testing/scopedAsks.ts';
import type { Attempt } from '../testing/scopedAttempts.ts';
import { reads } from '../testing/scopedReads.ts';
import { markOf, marksIn, rows, type Place, type Who } from '../testing/scopedRows.ts';
import { writes } from '../testing/scopedWrites.ts';
import { tableSums } from '../testing/tableSums.ts';
import { unzip } from '../testing/unzip.ts';
import { shapeOf, validSample } from '../testing/validSample.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
let city: ScopedApp;

/** Of every role one that sees everything, if it can, and two at random; always the same, so that a fault is one. */
const somebody: fc.Arbitrary<Place> = fc
  .record({
    region: fc.constantFrom(null, 'C', 'unknown', ...readingRegions),
    department: fc.constantFrom(null, null, null, 'unknown', ...readingDepartments),
  })
  .filter(({ region, department }) => region !== null || department !== null);
const people: Who[] = roles
  .flatMap((role, nth) => [
    { role, region: null, department: null },
    ...fc.sample(somebody, { seed: 20_261_122 + nth, numRuns: 2 }).map((place) => ({ role, ...place })),
  ])
  .map((who, n) => ({ name: `who${n}`, ...who }));

beforeAll(async () => {
  city = await scopedApp(people, now);
});
afterAll(() => city.close());

const places = ({ who }: ScopedAccount): string =>
  `${who.role} ${who.region ?? 'all'} ${who.department ?? 'all'}`;

async function ask(
  { token, browser }: ScopedAccount,
  { path, inPerson }: Ask,
): Promise<{ status: number; marks: string[] }> {
  const answer = await fetch(`${city.url}${path}`, {
    headers: inPerson ? browser : { authorization: `Bearer ${token}` },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const text = isZip ? [...unzip(bytes).values()].join('\n') : bytes.toString('utf8');
  // of a file that is sent, its name is in the answer's head; what was asked for is no answer
  const said = `${answer.headers.get('content-disposition') ?? ''} ${answer.status < 400 ? text : ''}`;
  return { status: answer.status, marks: marksIn(said) };
}

/** What is wrong with an answer; empty: nothing. */
async function faultsOf(account: ScopedAccount, asked: Ask): Promise<string[]> {
  const { who, marks } = account;
  const answer = await ask(account, asked);
  const may = asked.roles?.includes(who.role) !== false && (asked.unlimited !== true || isUnlimited(who));
  const status = may ? asked.status : 403;
  const isOf = (mark: string, kinds: readonly string[] = []): boolean =>
    kinds.some((kind) => new RegExp(`^zz${kind}\\d`).test(mark));
  const leaks = answer.marks.filter((mark) => !marks.has(mark) && !isOf(mark, asked.labels));
  const faults = leaks.length > 0 ? [`shows ${leaks.slice(0, 5).join(' ')}`] : [];
  if (answer.status !== status) faults.push(`${answer.status} instead of ${status}`);
  else if (status === 200 && asked.rows) {
    const { kinds } = asked.rows;
    const shown = new Set(answer.marks.filter((mark) => isOf(mark, kinds)));
    const wanted = new Set(asked.rows.are.map(markOf));
    const missing = [...wanted].filter((mark) => !shown.has(mark));
    const more = [...shown].filter((mark) => !wanted.has(mark));
    if (missing.length > 0) faults.push(`lacks ${missing.slice(0, 5).join(' ')} of ${wanted.size}`);
    if (more.length > 0) faults.push(`has ${more.slice(0, 5).join(' ')} beside ${wanted.size}`);
  }
  return faults.map((fault) => `${places(account)} GET ${asked.path.slice(0, 80)}: ${fault}`);
}

test('every endpoint is classified here by what of a scope is in it', () => {
  const known = [...Object.keys(reads).map((path) => `get ${path}`), ...Object.keys(writes)];
  expect(known.sort()).toEqual(apiRoutes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('there are 10,000 rows, in sight of some and out of sight of others', () => {
  expect(Object.values(rows).flat().length).toBeGreaterThan(10_000);
  for (const kind of ['cases', 'flags', 'orders', 'files', 'audits'] as const)
    expect(
      city.accounts.some(
        ({ visible }) => visible[kind].length > 0 && visible[kind].length < rows[kind].length,
      ),
    ).toBe(true);
});

test.each(Object.entries(reads))(
  'GET %s answers what is in scope, and nothing else, to whoever asks',
  async (_path, asksOf) => {
    const faults = city.accounts.map(async (account) => {
      const found: string[] = [];
      for (const asked of asksOf(account)) found.push(...(await faultsOf(account, asked)));
      return found;
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
  },
);

async function tryIt(account: ScopedAccount, method: string, { path, body, inPerson }: Attempt) {
  const raw = typeof body === 'string';
  const answer = await fetch(`${city.url}${path}`, {
    method: method.toUpperCase(),
    headers: {
      ...(inPerson ? account.browser : { authorization: `Bearer ${account.token}` }),
      'if-match': '"1"',
      ...(body === undefined
        ? {}
        : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    answer: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

test('whatever is tried on rows outside a scope is refused, and changes nothing', async () => {
  const before = await tableSums(city.database.pool);
  const faults: string[] = [];
  let tried = 0;
  for (const route of apiRoutes.filter(({ method }) => method !== 'get')) {
    const name = `${route.method} ${route.path}`;
    const tryAll = city.accounts.map(async (account) => {
      for (const attempt of writes[name]?.(account) ?? []) {
        const body = attempt.body === 'sample' ? validSample(shapeOf(route.body!.schema)) : attempt.body;
        const { status, answer } = await tryIt(account, route.method, { ...attempt, body });
        const refused = status === 403 || status === 404;
        if (!refused && !(status === 200 && attempt.nothingDone?.(answer) === true))
          faults.push(
            `${places(account)} ${name} ${attempt.path}: ${status} ${JSON.stringify(answer).slice(0, 200)}`,
          );
        tried += 1;
      }
    });
    await Promise.all(tryAll);
  }
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(600);
  expect(await tableSums(city.database.pool)).toEqual(before);
}, 180_000);

test('of many flags at once those in scope are acted on, and no other is touched', async () => {
  const flags = rows.flags.filter(({ n }) => n % 40 === 1);
  for (const account of city.accounts.filter(
    ({ who }) => who.role === 'inspector' || who.role === 'department',
  )) {
    const { ids, who } = account;
    const body = {
      action: 'note',
      flags: flags.map(({ n }) => ({ flagId: ids.flags[n] })),
      body: { text: 'seen' },
    };
    const { status, answer } = await tryIt(account, 'post', { path: '/api/v1/flags:bulk', body });
    const inside = flags.filter((flag) => maySee(who, flag)).map(({ n }) => ids.flags[n]);
    expect(status).toBe(200);
    expect((answer['done'] as { flagId: number }[]).map(({ flagId }) => flagId)).toEqual(inside);
    const { rows: noted } = await city.database.pool.query<{ flagId: number }>(
      `select distinct flag_id as "flagId" from flag_transitions where actor = $1 order by 1`,
      [who.name],
    );
    expect(noted.map(({ flagId }) => flagId)).toEqual(inside);
  }
});
