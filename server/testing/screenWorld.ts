import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Role } from '#contract/account';
import type { PairingStart, ScreenRow } from '#contract/screen';
import type { Instant } from '#contract/time';
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { accountWithToken } from './readApp.ts';
import { readingCity } from './readingCity.ts';
import { testDatabase, type TestDatabase } from './templateDatabase.ts';

export type Headers = Record<string, string>;

/** A browser that is, or becomes, a paired screen. */
export interface TestDevice {
  /** What it sends along; no cookie until it has one. */
  headers(): Headers;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface ScreenWorld {
  database: TestDatabase;
  /** Two servers on one database, as two processes are. */
  urls: [string, string];
  time: { now: Instant };
  account(name: string, role: Role, region?: string): Promise<Headers>;
  ask(method: string, path: string, headers?: Headers, body?: unknown): Promise<Response>;
  device(): TestDevice;
  startPairing(device: TestDevice): Promise<PairingStart>;
  /** Through all of the pairing. */
  pair(
    by: Headers,
    screen: { name: string; region?: string | null } | { screenId: number },
  ): Promise<{
    device: TestDevice;
    screen: ScreenRow;
  }>;
  close(): Promise<void>;
}

/** The whole server, twice, over the city of tests of reading, on a clock of the test's own. */
export async function screenWorld(start: Instant): Promise<ScreenWorld> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'duban-screens-'));
  const time = { now: start };
  await readingCity(database.pool, start);
  const server = (): Promise<App> =>
    createApp({
      config: readConfig({
        PORT: '0',
        DATABASE_URL: database.url,
        DUBAN_DATA_DIR: dataDir,
        DUBAN_SECRET_KEY: '7'.repeat(64),
      }),
      log: pino({ level: 'silent' }),
      clock: () => time.now,
      jobs: false,
    });
  const apps = [await server(), await server()] as const;
  const urls: [string, string] = [`http://127.0.0.1:${apps[0].port}`, `http://127.0.0.1:${apps[1].port}`];
  const ask: ScreenWorld['ask'] = (method, path, headers = {}, body) =>
    fetch(`${urls[0]}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  const device = (): TestDevice => {
    let cookie: string | undefined;
    const headers = (): Headers => ({
      'sec-fetch-site': 'same-origin',
      ...(cookie === undefined ? {} : { cookie }),
    });
    return {
      headers,
      async ask(method, path, body) {
        const answer = await ask(method, path, headers(), body);
        cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
        return answer;
      },
    };
  };
  const startPairing = async (from: TestDevice): Promise<PairingStart> =>
    (await (await from.ask('POST', '/screens/pairing', {})).json()) as PairingStart;
  return {
    database,
    urls,
    time,
    async account(name, role, region) {
      const given = { name, role, ...(region === undefined ? {} : { region }) };
      return { authorization: `Bearer ${await accountWithToken(database.pool, given, start)}` };
    },
    ask,
    device,
    startPairing,
    async pair(by, screen) {
      const paired = device();
      const { user_code: code, device_code } = await startPairing(paired);
      const approved = await ask('POST', `/screens/pairing/${code}/approve`, by, screen);
      if (approved.status !== 200) throw new Error(await approved.text());
      const taken = await paired.ask('POST', '/screens/token', { device_code });
      if (taken.status !== 200) throw new Error(await taken.text());
      return { device: paired, screen: (await approved.json()) as ScreenRow };
    },
    async close() {
      for (const app of apps) await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
