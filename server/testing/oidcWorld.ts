import { pino } from 'pino';
import type { Role } from '#contract/account';
import { oidcStateSchema, type OidcGroup, type OidcRefusal } from '#contract/oidcSchema';
import { accountRoutes } from '../access/accountRoutes.ts';
import { oidcRoutes } from '../access/oidc/oidcRoutes.ts';
import type { OidcSettings } from '../access/oidc/oidcProvider.ts';
import { ownAccountRoutes } from '../access/ownAccountRoutes.ts';
import { secondFactorRoutes } from '../access/secondFactor/secondFactorRoutes.ts';
import { sessionRoutes } from '../access/sessionRoutes.ts';
import { createSignInLimits } from '../access/signInLimits.ts';
import { tokenRoutes } from '../access/tokenRoutes.ts';
import { createSealer } from '../ingest/sealer.ts';
import { oidcClient, startOidcServer, type KnownPerson } from './oidcServer.ts';
import { accountWithSession, readApp } from './readApp.ts';
import { readingCity } from './readingCity.ts';
import { testDatabase } from './templateDatabase.ts';
import { visitor, type Visitor } from './visitor.ts';

export type App = Awaited<ReturnType<typeof readApp>>;
export type OidcWorld = Awaited<ReturnType<typeof oidcWorld>>;

/** Under which browsers reach duban; nobody has registered the name. */
export const publicUrl = new URL('http://duban.test');
export const callbackPath = '/api/v1/oidc/callback';
export const address = (path: string): URL => new URL(path, publicUrl);
/** A sign-in on the way to a case. */
export const toACase = address('/api/v1/oidc/start?to=/cases/7');

/** duban beside a real provider, an administrator, and browsers that find both. */
export async function oidcWorld(start: number) {
  const database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, start);
  const city = await startOidcServer({ redirectUri: address(callbackPath).href });
  const logged: string[] = [];

  /** duban on a free port. @param settings null: without a provider */
  const duban = ({ settings = {}, at = publicUrl, timeoutSeconds = 60 }: DubanGiven = {}): Promise<App> => {
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    const vault = createSealer(Buffer.alloc(32, 1));
    const usual = { issuer: city.issuer, ...oidcClient, groupsClaim: 'groups', scopes: 'openid profile' };
    const given = settings === null ? undefined : { ...usual, ...settings };
    return readApp(pool, { publicUrl: at, now: start }, (access) => {
      const parts = { ...access, vault, catalogue: () => catalogue, limits: createSignInLimits() };
      return [
        ...oidcRoutes({ ...parts, log, timeoutSeconds, settings: given }),
        sessionRoutes(parts),
        ownAccountRoutes(parts),
        secondFactorRoutes(parts),
        tokenRoutes(parts),
        accountRoutes(parts),
      ];
    });
  };
  const app = await duban();
  const browser = (at = app, url = publicUrl): Visitor => visitor(new Map([[url.origin, at.url]]));
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Response> =>
    fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const person = (name: string, role: Role, region?: string): Promise<Record<string, string>> =>
    accountWithSession(pool, { name, role, region }, start);
  const admin = await person('admin', 'admin');
  const put = (items: Partial<OidcGroup>[], headers = admin): Promise<Response> =>
    ask('PUT', '/oidc/groups', headers, { items });
  let round = 0;

  return {
    database,
    city,
    app,
    /** What was written to the log. */
    logged,
    duban,
    browser,
    ask,
    person,
    admin,
    put,
    /** Begins a test: somebody new, and clock, provider and groups as at first. */
    async begin(): Promise<void> {
      round += 1;
      logged.length = 0;
      app.time.now = start;
      city.state.mood = 'answering';
      const watchers: Partial<OidcGroup> = { group: 'watchers', role: 'monitor' };
      const { status } = await put([{ group: 'inspectors', role: 'inspector', region: 'A' }, watchers]);
      if (status !== 200) throw new Error(`the groups were not taken: ${status}`);
    },
    /** Whom this test is about. */
    somebody: (given: Partial<KnownPerson> = {}): KnownPerson & { preferred_username: string } => ({
      sub: `s${round}`,
      preferred_username: `li${round}`,
      name: '李明',
      groups: ['inspectors', 'staff'],
      ...given,
    }),
    /** Where a sign-in ends, in which browser. @param who null: they decline */
    async signIn(who: KnownPerson | null, at = app): Promise<{ web: Visitor; end: string }> {
      city.state.person = who;
      const web = browser(at);
      const { pathname, search } = await web.go(toACase);
      return { web, end: pathname + search };
    },
    /** A sign-in up to the provider's answer, which duban has not seen yet. */
    async upToCallback(web: Visitor, who: KnownPerson, change?: (url: URL) => URL): Promise<URL> {
      city.state.person = who;
      return web.go(toACase, { stop: ({ pathname }) => pathname === callbackPath, change });
    },
    async entries(subject: string): Promise<AuditRow[]> {
      const { rows } = await pool.query<AuditRow>(
        `select action, actor, detail from audit_entries where subject_id = $1 order by audit_id`,
        [subject],
      );
      return rows;
    },
    async accounts(name: string): Promise<number> {
      const { rowCount } = await pool.query(`select from accounts where lower(name) = lower($1)`, [name]);
      return rowCount ?? 0;
    },
    async close(): Promise<void> {
      await app.close();
      await city.close();
      await database.drop();
    },
  };
}

interface AuditRow {
  action: string;
  actor: string;
  detail: Record<string, unknown>;
}

interface DubanGiven {
  settings?: Partial<OidcSettings> | null;
  /** Under which browsers reach it. */
  at?: URL;
  timeoutSeconds?: number;
}

/** What duban answers the browser. */
export const told = async (web: Visitor, path: string) => (await web.ask(address(`/api/v1${path}`))).json();

/** Why the browser's sign-in failed; throws when it left somebody signed in. */
export async function refusedTo(web: Visitor): Promise<OidcRefusal> {
  const { status } = await web.ask(address('/api/v1/session'));
  if (status !== 401) throw new Error(`the browser has a session: ${status}`);
  const { refusal } = oidcStateSchema.parse(await told(web, '/oidc'));
  if (refusal === null) throw new Error('nothing was refused');
  return refusal;
}

/** What the browser sends to duban. */
export const headersOf = (web: Visitor): Record<string, string> => ({
  cookie: [...web.cookies(publicUrl)].map(([name, value]) => `${name}=${value}`).join('; '),
  'sec-fetch-site': 'same-origin',
});
