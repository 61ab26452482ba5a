import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startOidcServer } from '../../testing/oidcServer.ts';
import {
  address,
  callbackPath,
  oidcWorld,
  publicUrl,
  refusedTo,
  toACase,
  told,
  type OidcWorld,
} from '../../testing/oidcWorld.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
let world: OidcWorld;

beforeAll(async () => {
  world = await oidcWorld(start);
});
afterAll(() => world.close());
beforeEach(() => world.begin());

const withParameter = (name: string, value: string) => (url: URL) => {
  const changed = new URL(url);
  if (changed.searchParams.has(name)) changed.searchParams.set(name, value);
  return changed;
};
const another = 'A'.repeat(43);

test.each([
  ['nonce', another],
  ['code_challenge', another],
])('an answer to a question with another %s is not taken', async (name, value) => {
  const web = world.browser();
  await web.go(await world.upToCallback(web, world.somebody(), withParameter(name, value)));
  expect((await refusedTo(web)).why).toBe('not_verified');
});

test.each([
  ['state', another],
  ['code', another],
  ['iss', 'https://evil.example'],
])('an answer with another %s is not taken', async (name, value) => {
  const web = world.browser();
  await web.go(withParameter(name, value)(await world.upToCallback(web, world.somebody())));
  expect((await refusedTo(web)).why).toBe('not_verified');
  expect(world.logged.join()).not.toContain(another);
});

test('an answer is good for the browser that asked, and once', async () => {
  const web = world.browser();
  const answer = await world.upToCallback(web, world.somebody());
  const cookies = new Map(web.cookies(publicUrl));
  const other = world.browser();
  await other.go(answer);
  expect((await refusedTo(other)).why).toBe('expired');
  expect((await web.go(answer)).pathname).toBe('/cases/7');
  expect([...web.cookies(publicUrl).keys()]).toEqual(['duban']);
  const { pathname, search } = await web.go(answer);
  expect(pathname + search).toBe('/signin?next=%2F');
  expect((await told(web, '/oidc')).refusal.why).toBe('expired');
  // a cookie that was kept does not help either: the provider knows that the code was used
  const thief = world.browser();
  for (const [name, value] of cookies) thief.cookies(publicUrl).set(name, value);
  await thief.go(answer);
  expect((await refusedTo(thief)).why).toBe('not_verified');
});

test('who takes longer than ten minutes begins again', async () => {
  const web = world.browser();
  const answer = await world.upToCallback(web, world.somebody());
  world.app.time.now = start + 600_000;
  await web.go(answer);
  expect((await refusedTo(web)).why).toBe('expired');
});

test('signing in again ends the session before', async () => {
  const { web } = await world.signIn(world.somebody());
  const before = web.cookies(publicUrl).get('duban');
  expect((await web.go(toACase)).pathname).toBe('/cases/7');
  const cookie = `duban=${before}`;
  expect((await fetch(`${world.app.url}/api/v1/session`, { headers: { cookie } })).status).toBe(401);
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
  'a sign-in asked to lead to %s leads to the desk',
  async (to) => {
    world.city.state.person = world.somebody();
    const web = world.browser();
    const end = await web.go(address(`/api/v1/oidc/start?${new URLSearchParams({ to }).toString()}`));
    expect(end.href).toBe('http://duban.test/');
    expect((await web.ask(address('/api/v1/session'))).status).toBe(200);
  },
);

test('a provider that does not answer is said to, and is asked anew the next time', async () => {
  const fresh = await world.duban({ timeoutSeconds: 0.05 });
  try {
    for (const mood of ['hanging up', 'silent'] as const) {
      world.city.state.mood = mood;
      const { web, end } = await world.signIn(world.somebody(), fresh);
      expect(end).toBe('/signin?next=%2Fcases%2F7');
      expect((await refusedTo(web)).why).toBe('provider_down');
    }
    expect(world.logged).toHaveLength(2);
  } finally {
    await fresh.close();
  }
  const web = world.browser();
  world.city.state.mood = 'answering';
  const answer = await world.upToCallback(web, world.somebody());
  world.city.state.mood = 'hanging up';
  await web.go(answer);
  expect((await refusedTo(web)).why).toBe('provider_down');
  world.city.state.mood = 'answering';
  expect((await world.signIn(world.somebody())).end).toBe('/cases/7');
});

test('a wrong client secret is told to the log and not to the browser', async () => {
  const misconfigured = await world.duban({ settings: { clientSecret: 'not-this-one' } });
  try {
    const { web } = await world.signIn(world.somebody(), misconfigured);
    expect((await refusedTo(web)).why).toBe('not_verified');
    expect(world.logged.join()).toContain('invalid_client');
    expect(world.logged.join()).not.toContain('not-this-one');
  } finally {
    await misconfigured.close();
  }
});

test('over https the cookies are for this host alone; claims may come in the ID token, the secret in the body', async () => {
  const secure = new URL('https://duban.test');
  const other = await startOidcServer({
    redirectUri: new URL(callbackPath, secure).href,
    claimsIn: 'id_token',
    auth: 'client_secret_post',
  });
  const at = await world.duban({ at: secure, settings: { issuer: other.issuer } });
  try {
    other.state.person = world.somebody({ preferred_username: 'secure' });
    const web = world.browser(at, secure);
    const started = await web.ask(new URL('/api/v1/oidc/start', secure));
    expect(started.headers.getSetCookie()[0]).toMatch(
      /^__Host-duban-oidc=[\w-]+; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await web.go(new URL('/api/v1/oidc/start', secure))).href).toBe('https://duban.test/');
    expect([...web.cookies(secure).keys()]).toEqual(['__Host-duban']);
    expect(await (await web.ask(new URL('/api/v1/session', secure))).json()).toMatchObject({
      name: 'secure',
      role: 'inspector',
    });
  } finally {
    await at.close();
    await other.close();
  }
});

test('without a provider there is nothing to start, and the sign-in page knows', async () => {
  const without = await world.duban({ settings: null });
  try {
    const web = world.browser(without);
    expect(await told(web, '/oidc')).toEqual({ configured: false, refusal: null });
    for (const path of ['start', 'callback'])
      expect((await web.ask(address(`/api/v1/oidc/${path}`))).status).toBe(404);
  } finally {
    await without.close();
  }
  expect(await told(world.browser(), '/oidc')).toEqual({ configured: true, refusal: null });
});
