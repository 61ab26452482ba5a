import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Instant } from '#contract/time';
import { insertAccount } from '../access/accountStore.ts';
import { openSession } from '../access/sessionStore.ts';
import { addToken } from '../access/tokenStore.ts';
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { createSealer } from '../ingest/sealer.ts';
import { readingCity } from './readingCity.ts';
import { visibleMarks, visibleRows } from './scopeOracle.ts';
import { scopedCity } from './scopedCity.ts';
import { scopedIds } from './scopedIds.ts';
import type { Sight } from './scopedAsks.ts';
import type { Who } from './scopedRows.ts';
import { testDatabase, type TestDatabase } from './templateDatabase.ts';

export interface ScopedAccount extends Sight {
  accountId: number;
  token: string;
  /** What the account's browser sends along. */
  browser: Record<string, string>;
  /** All that may stand in an answer to the account. */
  marks: ReadonlySet<string>;
}

export interface ScopedApp {
  database: TestDatabase;
  app: App;
  url: string;
  accounts: ScopedAccount[];
  close(): Promise<void>;
}

/** The whole server as it is started, over `scopedCity`, with an account for each of `people`. */
export async function scopedApp(people: readonly Who[], now: Instant): Promise<ScopedApp> {
  const database = await testDatabase();
  const { pool, url } = database;
  const dataDir = await mkdtemp(join(tmpdir(), 'duban-scope-'));
  const secret = '7'.repeat(64);
  await readingCity(pool, now);
  const entered = [];
  for (const who of people) {
    const account = await insertAccount(pool, { ...who, displayName: who.name, passwordHash: '' }, now);
    const token = await addToken(pool, { account: who.name, name: 'test', expiresAt: null }, now);
    if (!account || !token) throw new Error(`the account ${who.name} was not made`);
    const session = await openSession(pool, account.id, 'a browser', now);
    entered.push({
      who,
      accountId: account.id,
      token: token.secret,
      browser: { cookie: `duban=${session}`, 'sec-fetch-site': 'same-origin' },
    });
  }
  const { seal, personRef } = createSealer(Buffer.from(secret, 'hex'));
  await scopedCity(pool, { now, accountIds: entered.map(({ accountId }) => accountId), seal, personRef });
  const ids = await scopedIds(pool);
  const app = await createApp({
    config: readConfig({ PORT: '0', DATABASE_URL: url, DUBAN_DATA_DIR: dataDir, DUBAN_SECRET_KEY: secret }),
    log: pino({ level: 'silent' }),
    clock: () => now,
    jobs: false,
  });
  return {
    database,
    app,
    url: `http://127.0.0.1:${app.port}`,
    accounts: entered.map((one, nth) => {
      const visible = visibleRows(one.who, (n) => n % people.length === nth);
      return { ...one, ids, visible, marks: visibleMarks(visible) };
    }),
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
