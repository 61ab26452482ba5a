import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultScreenSettings, type ScreenRow, type ScreenSettingsFile } from '#contract/screen';
import { screenListSchema, screenRowSchema } from '#contract/screenSchema';
import { loadCatalogue } from '../../catalogue/loadCatalogue.ts';
import { roomClient } from '../../testing/roomClient.ts';
import { screenWorld, type Headers, type ScreenWorld, type TestDevice } from '../../testing/screenWorld.ts';
import { screensCommand } from './screensCommand.ts';
import { tidyScreens } from './tidyScreens.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const second = 1000;
const hour = 3600 * second;
let world: ScreenWorld;
let admin: Headers;
let ofA: Headers;
let screens: { device: TestDevice; screen: ScreenRow }[];

beforeAll(async () => {
  world = await screenWorld(start);
  admin = await world.account('root', 'admin');
  ofA = await world.account('a-root', 'admin', 'A');
  screens = [];
  for (const screen of [{ name: 'city' }, { name: 'A hall', region: 'A' }, { name: 'B hall', region: 'B' }])
    screens.push(await world.pair(admin, screen));
});
afterAll(() => world.close());

const idOf = (nth: number): number => screens[nth]?.screen.screenId ?? 0;
const patch = (nth: number, body: object, version: number, by = admin): Promise<Response> =>
  world.ask('PATCH', `/screens/${idOf(nth)}`, { ...by, 'if-match': `"${version}"` }, body);
const pathOf = async (asked: Promise<Response>): Promise<unknown> => {
  const answer = await asked;
  const { path } = (await answer.json()) as { path?: string };
  return [answer.status, path];
};

test('the fleet is listed to whom its places are, with how each screen does', async () => {
  const list = screenListSchema.strict().parse(await (await world.ask('GET', '/screens', admin)).json());
  expect(list.items.map(({ name, region }) => [name, region])).toEqual([
    ['city', null],
    ['A hall', 'A'],
    ['B hall', 'B'],
  ]);
  const ofPlace = (await (await world.ask('GET', '/screens', ofA)).json()) as { items: ScreenRow[] };
  expect(ofPlace.items.map(({ name }) => name)).toEqual(['A hall']);
  expect((await world.ask('GET', `/screens/${idOf(2)}`, ofA)).status).toBe(404);
});

test('a screen is changed by who has seen how it is, and never into what does not fit', async () => {
  const hours = { from: '08:00', to: '18:00' };
  const playlist = [
    { page: 'overview', dwellSeconds: 30, region: null, hours, skipIfEmpty: false },
    { page: 'hours', dwellSeconds: 5, region: 'A1', hours: null, skipIfEmpty: true },
  ];
  const changed = await patch(
    1,
    { name: 'A 大厅', settings: { playlist, dim: { ...hours, level: 0.3 } } },
    1,
  );
  const row = screenRowSchema.strict().parse(await changed.json());
  expect(row).toMatchObject({
    name: 'A 大厅',
    version: 2,
    region: 'A',
    settings: { ...defaultScreenSettings, playlist, dim: { ...hours, level: 0.3 } },
  });
  expect((await patch(1, { name: 'late' }, 1)).status).toBe(412);
  expect((await world.ask('PATCH', `/screens/${idOf(1)}`, admin, { name: 'late' })).status).toBe(428);
  expect(await pathOf(patch(1, { name: 'city' }, 2))).toEqual([409, 'name']);
  expect(await pathOf(patch(1, { region: 'nowhere' }, 2))).toEqual([400, 'region']);
  expect(await pathOf(patch(1, { region: 'B' }, 2))).toEqual([400, 'settings.playlist.1.region']);
  const settings = (more: object): object => ({ settings: { ...defaultScreenSettings, ...more } });
  for (const [more, path] of [
    [{ playlist: [] }, 'settings.playlist'],
    [{ playlist: Array.from({ length: 31 }, () => playlist[0]) }, 'settings.playlist'],
    [{ playlist: [{ page: 'overview', dwellSeconds: 4 }] }, 'settings.playlist.0.dwellSeconds'],
    [{ playlist: [{ page: 'overview', dwellSeconds: 3601 }] }, 'settings.playlist.0.dwellSeconds'],
    [{ playlist: [{ page: 'overview', region: 'B' }] }, 'settings.playlist.0.region'],
    [{ playlist: [{ page: 'overview', region: 'nowhere' }] }, 'settings.playlist.0.region'],
    [
      { playlist: [{ page: 'overview', hours: { from: '8:00', to: '9:00' } }] },
      'settings.playlist.0.hours.from',
    ],
    [{ dim: { from: '22:00', to: '22:00', level: 0.5 } }, 'settings.dim.to'],
    [{ dim: { ...hours, level: 0.1 } }, 'settings.dim.level'],
    [{ panels: { columns: 9, rows: 1 } }, 'settings.panels.columns'],
    [{ tones: { severities: ['loud'], volume: 1 } }, 'settings.tones.severities.0'],
  ])
    expect(await pathOf(patch(1, settings(more as object), 2))).toEqual([400, path]);
});

test('an administrator of some places moves a screen neither out of them nor in from others', async () => {
  expect((await patch(1, { region: 'A1' }, 2, ofA)).status).toBe(200);
  expect((await patch(1, { region: null }, 3, ofA)).status).toBe(403);
  expect((await patch(1, { region: 'B' }, 3, ofA)).status).toBe(403);
  expect((await patch(2, { region: 'A' }, 1, ofA)).status).toBe(404);
  expect((await patch(1, { name: 'A hall', region: 'A' }, 3, ofA)).status).toBe(200);
});

test('settings of all screens go out as a file and come back, all or none', async () => {
  const path = '/screens/settings.json';
  const file = (await (await world.ask('GET', path, admin)).json()) as ScreenSettingsFile;
  expect(file.screens.map(({ name }) => name)).toEqual(['city', 'A hall', 'B hall']);
  const put = (body: unknown, by = admin): Promise<Response> => world.ask('PUT', path, by, body);
  const unchanged = await put(file);
  expect(await unchanged.json()).toEqual(file);
  const versions = async (): Promise<number[]> => {
    const { items } = (await (await world.ask('GET', '/screens', admin)).json()) as { items: ScreenRow[] };
    return items.map(({ version }) => version);
  };
  const before = await versions();
  const hall = { name: 'city', settings: { ...defaultScreenSettings, profile: 'hall' } };
  expect(await pathOf(put({ screens: [hall, { name: 'nobody', settings: {} }] }))).toEqual([
    404,
    'screens.1.name',
  ]);
  expect(await pathOf(put({ screens: [hall, hall] }))).toEqual([400, 'screens.1.name']);
  expect(await pathOf(put({ screens: [hall] }, ofA))).toEqual([404, 'screens.0.name']);
  const astray = { name: 'B hall', settings: { playlist: [{ page: 'hours', region: 'A' }] } };
  expect(await pathOf(put({ screens: [hall, astray] }))).toEqual([
    400,
    'screens.1.settings.playlist.0.region',
  ]);
  expect(await versions()).toEqual(before);
  expect((await put({ screens: [hall] })).status).toBe(200);
  expect(await versions()).toEqual([before[0]! + 1, ...before.slice(1)]);
  expect(((await (await world.ask('GET', path, ofA)).json()) as ScreenSettingsFile).screens).toHaveLength(1);
});

test('duban screens export and import carry the same file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'duban-settings-'));
  const file = join(directory, 'screens.json');
  const parts = {
    pool: world.database.pool,
    catalogue: await loadCatalogue(world.database.pool, 'Asia/Shanghai'),
    now: start,
  };
  const run = async (...args: string[]) => {
    const said = { out: [] as string[], err: [] as string[] };
    const io = {
      out: (line: string) => void said.out.push(line),
      err: (line: string) => void said.err.push(line),
    };
    return { code: await screensCommand(args, io, parts), ...said };
  };
  const exported = await run('export');
  await writeFile(file, exported.out.join('\n'));
  expect(await run('import', file)).toEqual({ code: 0, out: ['{"named":3,"changed":0}'], err: [] });
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"profile": "hall"', '"profile": "room"'));
  expect(await run('import', file)).toMatchObject({ code: 0, out: ['{"named":3,"changed":1}'] });
  expect((await run('export')).out.join('\n')).toBe(await readFile(file, 'utf8'));
  await writeFile(file, text.replace('"profile": "hall"', '"profile": "far"'));
  expect(await run('import', file)).toMatchObject({
    code: 1,
    err: [expect.stringContaining('screens.0.settings.profile')],
  });
  expect(await run('import', join(directory, 'none'))).toMatchObject({ code: 1 });
  expect(await run('import')).toMatchObject({ code: 2 });
  expect(await run('export', file)).toMatchObject({ code: 2 });
  await rm(directory, { recursive: true });
});

test('a screenshot is taken when asked for, once, and only the newest is kept, for a day', async () => {
  const { device } = screens[1]!;
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
  const send = async (image: Buffer, type = 'image/jpeg'): Promise<number> => {
    const headers = { ...device.headers(), 'content-type': type };
    return (await world.ask('POST', '/screen/screenshot', headers, image)).status;
  };
  const shown = (): Promise<Response> => world.ask('GET', `/screens/${idOf(1)}/screenshot`, admin);
  expect(await send(jpeg)).toBe(409);
  const client = await roomClient(world.urls[1], { headers: device.headers() });
  await client.join(`screen:${idOf(1)}`);
  const askFor = (): Promise<Response> =>
    world.ask('POST', `/screens/${idOf(1)}/command`, admin, { command: 'screenshot' });
  expect((await askFor()).status).toBe(204);
  expect((await shown()).status).toBe(404);
  expect(await send(Buffer.from('<svg/>'))).toBe(400);
  expect(await send(jpeg, 'text/html')).toBe(415);
  expect(await send(Buffer.alloc(1_048_577, 255))).toBe(413);
  expect(await send(jpeg)).toBe(204);
  expect(await send(jpeg)).toBe(409);
  expect((await askFor()).status).toBe(204);
  world.time.now += 30 * second;
  const newer = Buffer.concat([jpeg, Buffer.from('newer')]);
  expect(await send(newer)).toBe(204);
  const answer = await shown();
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(newer);
  expect((await askFor()).status).toBe(204);
  world.time.now += 61 * second;
  expect(await send(jpeg)).toBe(409);
  client.socket.disconnect();
  expect(await tidyScreens(world.database.pool, world.time.now + 25 * hour)).toMatchObject({
    screenshots: 1,
  });
  expect((await shown()).status).toBe(404);
});

test('what has ended is forgotten in time', async () => {
  const { pool } = world.database;
  await world.startPairing(world.device());
  expect(await tidyScreens(pool, world.time.now)).toEqual({ pairings: 0, credentials: 0, screenshots: 0 });
  await pool.query('update screen_credentials set ended_at = $1 where screen_id = $2', [
    new Date(world.time.now),
    idOf(2),
  ]);
  const later = world.time.now + 49 * hour;
  expect(await tidyScreens(pool, later)).toEqual({ pairings: 1, credentials: 1, screenshots: 0 });
});

test('metrics say how many screens there should be, and how many are', async () => {
  const client = await roomClient(world.urls[1], { headers: screens[1]!.device.headers() });
  await client.join(`screen:${idOf(1)}`);
  const text = await (await fetch(`${world.urls[0]}/metrics`)).text();
  expect(text).toContain('duban_screens_expected 3');
  expect(text).toContain('duban_screens_connected 1');
  client.socket.disconnect();
});
