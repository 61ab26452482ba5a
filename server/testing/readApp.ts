import { createServer } from 'node:http';
import express, { type Router } from 'express';
import type { Pool } from 'pg';
import { pino } from 'pino';
import type { Role } from '#contract/account';
import type { Instant } from '#contract/time';
import { insertAccount } from '../access/accountStore.ts';
import { authenticate, type AccessParts } from '../access/authenticate.ts';
import { openSession } from '../access/sessionStore.ts';
import { addToken } from '../access/tokenStore.ts';
import { listen } from '../http/httpServer.ts';
import { originCheck } from '../http/originCheck.ts';
import { notFoundHandler, problemHandler } from '../http/problemHandler.ts';
import { requestLog } from '../http/requestLog.ts';

/** A real server on a free loopback port with the given routes behind sign-in, and a clock to be set. */
export async function readApp(
  pool: Pool,
  options: { publicUrl?: URL; now: Instant },
  routesOf: (parts: AccessParts) => Router[],
) {
  const time = { now: options.now };
  const parts: AccessParts = { db: pool, clock: () => time.now, publicUrl: options.publicUrl };
  const log = pino({ level: 'silent' });
  const app = express();
  app.use(requestLog(log), originCheck(options.publicUrl), authenticate(parts), ...routesOf(parts));
  app.use(notFoundHandler, problemHandler(log));
  const server = createServer(app);
  const running = await listen(server, { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${running.port}`, time, server, close: () => running.close(0) };
}

/** An account without a usable password and a token for it. */
export async function accountWithToken(
  pool: Pool,
  account: { name: string; role: Role; region?: string; department?: string },
  now: Instant,
): Promise<string> {
  const { name, role, region = null, department = null } = account;
  await insertAccount(pool, { name, displayName: name, role, region, department, passwordHash: '' }, now);
  const added = await addToken(pool, { account: name, name: 'test', expiresAt: null }, now);
  if (added === undefined) throw new Error(`the account ${name} was not made`);
  return added.secret;
}

/** An account with a session that is open; answers what its browser sends along. */
export async function accountWithSession(
  pool: Pool,
  account: { name: string; role: Role; region?: string; department?: string; passwordHash?: string },
  now: Instant,
): Promise<{ cookie: string; 'sec-fetch-site': string }> {
  const { name, role, region = null, department = null, passwordHash = '' } = account;
  const added = await insertAccount(
    pool,
    { name, displayName: name, role, region, department, passwordHash },
    now,
  );
  if (added === undefined) throw new Error(`the account ${name} was not made`);
  const secret = await openSession(pool, added.id, 'a browser', now);
  return { cookie: `duban=${secret}`, 'sec-fetch-site': 'same-origin' };
}
