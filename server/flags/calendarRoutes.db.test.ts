import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  calendarAnswerSchema,
  calendarCaseListSchema,
  calendarListSchema,
  calendarReportSchema,
  calendarRunSchema,
  type CalendarRun,
} from '#contract/calendarSchema';
import { calendarListRoutes } from '../catalogue/calendarListRoutes.ts';
import { exportRoutes } from '../desk/export/exportRoutes.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type WatchedCity } from '../testing/watchedCity.ts';
import { calendarCommand } from './calendarCommand.ts';
import { calendarRoutes } from './calendarRoutes.ts';
import { createCalendarRuns, type CalendarRuns } from './calendarRuns.ts';

const now = at('2026-03-05 12:00');
let database: TestDatabase;
let city: WatchedCity;
let runs: CalendarRuns;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  const holder = city.world.catalogue;
  runs = createCalendarRuns({ pool: city.pool, holder, clock: () => now });
  for (const role of ['admin', 'supervisor', 'department'] as const)
    tokens.set(role, await accountWithToken(city.pool, { name: role, role }, now));
  const yubei = { name: 'yubei', role: 'admin', region: '500112' } as const;
  tokens.set('yubei', await accountWithToken(city.pool, yubei, now));
  app = await readApp(city.pool, { now }, (parts) => [
    calendarListRoutes({ db: city.pool, holder }),
    calendarRoutes({ db: city.pool, holder, runs }),
    exportRoutes({ ...parts, catalogue: () => holder.current() }),
  ]);
  await city.tell(await city.addSource('yubei'), 'open', [['accepted', '2026-03-03 10:00']]);
});
afterEach(async () => {
  await runs.close();
  await app.close();
  await city.close();
  await database.drop();
});

const change = { days: [{ date: '2026-03-06', off: true, name: '停电' }], note: '渝府办〔2026〕7号' };
const send = (method: string, path: string, body?: object, who = 'admin'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
async function run(path: string, body: object): Promise<CalendarRun> {
  const answer = await send('POST', path, body);
  expect(answer.status).toBe(202);
  const location = answer.headers.get('location') ?? '';
  await runs.settled();
  return calendarRunSchema.parse(await (await send('GET', location.replace('/api/v1', ''))).json());
}
const problem = async (answer: Response) => (await answer.json()) as { code: string; path?: string };
const due = async () =>
  (await city.pool.query<{ due: number }>('select promised_due_at as due from cases')).rows[0]?.due;

it('a preview is a run; applying names it, and moves what it showed', async () => {
  const shown = await run('/calendars/CN/changes:preview', change);
  expect(shown).toMatchObject({
    kind: 'calendar_preview',
    calendar: 'CN',
    state: 'done',
    actor: 'admin',
    progress: { done: 1, of: 1 },
    result: { cases: 1, moved: 1, later: 1 },
  });
  expect(await due()).toBe(at('2026-03-10 00:00'));
  const applied = await run('/calendars/CN/changes', { preview: shown.runId });
  expect(applied).toMatchObject({ kind: 'calendar_change', state: 'done', result: { moved: 1 } });
  expect(await due()).toBe(at('2026-03-11 00:00'));
  const { rows } = await city.pool.query(
    'select actor, note from catalogue_revisions order by revision desc limit 1',
  );
  expect(rows).toEqual([{ actor: 'admin', note: '渝府办〔2026〕7号' }]);
  const list = (await (await send('GET', '/calendar-runs')).json()) as { items: CalendarRun[] };
  expect(list.items.map(({ kind }) => kind)).toEqual(['calendar_change', 'calendar_preview']);

  const again = await send('POST', '/calendars/CN/changes', { preview: shown.runId });
  expect(again.status).toBe(409);
  expect((await send('DELETE', `/calendar-runs/${shown.runId}`)).status).toBe(409);
  expect((await send('DELETE', `/calendar-runs/${applied.runId}`)).status).toBe(409);
});

it('names the cases that move, as a list and as a file, for the preview and for the change', async () => {
  const shown = await run('/calendars/CN/changes:preview', change);
  const applied = await run('/calendars/CN/changes', { preview: shown.runId });
  const [from, to] = ['2026-03-09T16:00:00.000Z', '2026-03-10T16:00:00.000Z'];
  for (const { runId } of [shown, applied]) {
    const list = async (query = '') => {
      const answer = await send('GET', `/calendar-runs/${runId}/cases${query}`);
      return calendarCaseListSchema.parse(await answer.json());
    };
    expect(await list()).toMatchObject({
      items: [
        { caseId: 'open', department: '500112-ZJ', effects: ['moved'], promised: { from, to }, flags: [] },
      ],
      nextCursor: null,
      total: 1,
    });
    expect(await list('?effect=moved&department=500112-ZJ&region=500112')).toMatchObject({ total: 1 });
    for (const query of ['?effect=raised', '?department=500103-ZJ', '?item=other'])
      expect(await list(query)).toMatchObject({ items: [], total: 0 });
    const file = await send('GET', `/calendar-runs/${runId}/cases.csv?effect=moved`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(await file.text()).toContain('2026-03-10 00:00:00,2026-03-11 00:00:00');
  }
  expect((await send('GET', '/calendar-runs/99/cases')).status).toBe(404);
});

it('keeps the cases of the newest runs only', async () => {
  const first = await run('/calendars/CN/changes:preview', change);
  await city.pool.query(
    `insert into rule_runs (kind, calendar, asked, actor, created_at, state, lease_until)
     select 'calendar_preview', 'CN', '{"days": []}', 'admin', $1, 'failed', $1 from generate_series(1, 9)`,
    [new Date(now)],
  );
  const second = await run('/calendars/CN/changes:preview', change);
  const { rows } = await city.pool.query('select distinct run_id as id from calendar_cases');
  expect(rows).toEqual([{ id: second.runId }]);
  expect(await (await send('GET', `/calendar-runs/${first.runId}/cases`)).json()).toMatchObject({ total: 0 });
});

it('tells calendars, their days then and now, and whose records name them', async () => {
  const { items } = calendarListSchema.parse(await (await send('GET', '/calendars')).json());
  expect(items.map(({ code }) => code)).toEqual(['CN', 'WEEKDAYS', 'ALWAYS']);
  expect(items[0]).toMatchObject({ builtIn: false, usedBy: { otherwise: true, regions: [] } });
  const shown = await run('/calendars/YB/changes:preview', { ...change, basedOn: 'CN', regions: ['500112'] });
  await run('/calendars/YB/changes', { preview: shown.runId });
  const hours = [['08:30', '16:30']];
  const again = await run('/calendars/YB/changes:preview', {
    hours,
    days: [{ date: '2026-03-06', off: null }],
  });
  await run('/calendars/YB/changes', { preview: again.runId });
  const told = async (query = '') =>
    calendarAnswerSchema.parse(await (await send('GET', `/calendars/YB${query}`)).json());
  const is = await told();
  expect(is).toMatchObject({ basedOn: 'CN', hours, usedBy: { otherwise: false, regions: ['500112'] } });
  expect(is.versions.map(({ actor, note }) => [actor, note])).toEqual([
    ['admin', 'days of YB'],
    ['admin', change.note],
  ]);
  expect(is.days.find(({ date }) => date === '2026-03-06')).toBeUndefined();
  const was = await told(`?revision=${is.versions[1]?.revision}`);
  expect(was.hours).not.toEqual(hours);
  expect(was.days).toContainEqual(change.days[0]);
  expect((await send('GET', '/calendars/NO')).status).toBe(404);
  expect((await send('GET', '/calendars/YB?revision=1')).status).toBe(404);
});

it('what cannot be recorded is said at once', async () => {
  const ask = (path: string, body: object) => send('POST', path, body);
  expect(await problem(await ask('/calendars/NO/changes:preview', change))).toMatchObject({
    code: 'not_found',
  });
  expect(await problem(await ask('/calendars/CN/changes:preview', { day: [] }))).toMatchObject({
    code: 'invalid',
    path: 'day',
  });
  expect(
    await problem(await ask('/calendars/CN/changes:preview', { hours: [['12:00', '09:00']] })),
  ).toMatchObject({
    code: 'invalid',
    path: 'calendars[0].hours[0]',
  });
  const unpublished = { publishedThrough: '2019-12-31' };
  expect(await problem(await ask('/calendars/CN/changes:preview', unpublished))).toMatchObject({
    path: 'publishedThrough',
  });
  expect(await problem(await ask('/calendars/CN/changes', { preview: 99 }))).toMatchObject({
    code: 'not_found',
  });
  const { rows } = await city.pool.query('select from rule_runs');
  expect(rows).toEqual([]);
});

it('administrators of everything alone preview, apply and look', async () => {
  for (const who of ['supervisor', 'department', 'yubei'])
    for (const path of [
      '/calendars',
      '/calendars/CN',
      '/calendar-runs/1/cases',
      '/calendar-runs/1/cases.csv',
    ])
      expect((await send('GET', path, undefined, who)).status).toBe(403);
  for (const who of ['supervisor', 'department', 'yubei'])
    expect((await send('POST', '/calendars/CN/changes:preview', change, who)).status).toBe(403);
  expect((await send('GET', '/calendar-runs', undefined, 'supervisor')).status).toBe(403);
});

it('the command previews and applies from a file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'duban-'));
  const file = join(directory, 'changes.json');
  await writeFile(file, JSON.stringify(change));
  const command = async (...args: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
    const parts = { pool: city.pool, catalogue: city.world.catalogue, clock: () => now };
    return { code: await calendarCommand(args, io, parts), out: out.join(''), err: err.join('\n') };
  };
  const shown = await command('preview', 'CN', '--file', file);
  expect([shown.code, calendarReportSchema.parse(JSON.parse(shown.out))]).toMatchObject([0, { moved: 1 }]);
  expect(await due()).toBe(at('2026-03-10 00:00'));
  expect((await command('apply', 'CN', '--file', file)).code).toBe(0);
  expect(await due()).toBe(at('2026-03-11 00:00'));
  expect(await command('apply', 'NO', '--file', file)).toMatchObject({ code: 1 });
  expect(await command('preview', 'CN', '--file', join(directory, 'none.json'))).toMatchObject({ code: 1 });
  for (const args of [['show', 'CN'], ['preview'], ['preview', 'CN'], ['preview', 'CN', '--dry']])
    expect(await command(...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage: ') });
  await writeFile(file, JSON.stringify({ days: [{ date: '2026-13-01', off: true }] }));
  expect(await command('preview', 'CN', '--file', file)).toMatchObject({
    code: 1,
    err: expect.stringContaining('days[0].date'),
  });
  await rm(directory, { recursive: true });
});
