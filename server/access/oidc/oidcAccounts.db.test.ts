import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountWithSession } from '../../testing/readApp.ts';
import { address, headersOf, oidcWorld, refusedTo, told, type OidcWorld } from '../../testing/oidcWorld.ts';
import { hashPassword } from '../passwordHash.ts';
import { userCommand } from '../userCommand.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
let world: OidcWorld;

beforeAll(async () => {
  world = await oidcWorld(start);
});
afterAll(() => world.close());
beforeEach(() => world.begin());
const user = (line: string): Promise<number> =>
  userCommand(line.split(' '), { out: () => undefined, err: () => undefined }, { pool: world.database.pool });

test('who is in a mapped group is let in with its rights, where they wanted to go', async () => {
  const { web, end } = await world.signIn(world.somebody());
  expect(end).toBe('/cases/7');
  const name = world.somebody().preferred_username;
  const rights = { role: 'inspector', region: 'A', department: null };
  expect(await told(web, '/session')).toMatchObject({ name, displayName: '李明', ...rights });
  expect(await told(web, '/account')).toEqual({ signsInBy: 'provider' });
  expect((await told(web, '/account/sessions')).items).toMatchObject([{ current: true }]);
  expect(await world.entries(name)).toMatchObject([
    { action: 'account.added', actor: 'duban oidc', detail: { ...rights, subject: world.somebody().sub } },
    {
      action: 'session.opened',
      actor: name,
      detail: { secondFactor: 'provider', groups: ['inspectors', 'staff'] },
    },
  ]);
  const { items } = await (await world.ask('GET', '/accounts', world.admin)).json();
  const listed = (who: string) => items.find((one: { name: string }) => one.name === who);
  expect(listed(name)).toMatchObject({ signsInBy: 'provider', secondFactor: false });
  expect(listed('admin')).toMatchObject({ signsInBy: 'password' });
});

test('the next sign-in finds the same account, whatever its name is now, with the rights of its groups then', async () => {
  const first = await told((await world.signIn(world.somebody())).web, '/session');
  const { token } = await (
    await world.ask('POST', '/account/tokens', headersOf((await world.signIn(world.somebody())).web), {
      name: 'script',
      days: 3,
    })
  ).json();
  const bearer = { authorization: `Bearer ${token}` };
  expect((await world.ask('GET', '/session', bearer)).status).toBe(200);
  const changed = world.somebody({ preferred_username: 'another', name: '李明（借调）', groups: 'watchers' });
  const again = await told((await world.signIn(changed)).web, '/session');
  expect(again).toEqual({ ...first, displayName: '李明（借调）', role: 'monitor', region: null });
  expect((await world.ask('GET', '/session', bearer)).status).toBe(401);
  expect((await world.entries(first.name)).at(-2)).toEqual({
    action: 'account.changed',
    actor: 'duban oidc',
    detail: { displayName: ['李明', '李明（借调）'], role: ['inspector', 'monitor'], region: ['A', null] },
  });
});

test.each([[['staff']], [[]], [undefined], [7]])(
  'with the groups %j nobody is let in, and no account is made',
  async (groups) => {
    const { web, end } = await world.signIn(world.somebody({ groups }));
    expect(end).toBe('/signin?next=%2Fcases%2F7');
    expect((await refusedTo(web)).why).toBe('no_group');
    expect((await told(web, '/oidc')).refusal).toBeNull();
    expect(await world.accounts(world.somebody().preferred_username)).toBe(0);
    expect((await world.entries('unknown')).at(-1)).toMatchObject({
      action: 'session.refused',
      detail: { why: 'no_group', subject: world.somebody().sub, name: world.somebody().preferred_username },
    });
  },
);

test('who has lost their groups is not let in, and what they had open has ended', async () => {
  const { web: before } = await world.signIn(world.somebody());
  const { web } = await world.signIn(world.somebody({ groups: ['staff'] }));
  expect((await refusedTo(web)).why).toBe('no_group');
  expect((await before.ask(address('/api/v1/session'))).status).toBe(401);
  expect((await world.entries(world.somebody().preferred_username)).slice(-2)).toMatchObject([
    { action: 'session.revoked', detail: { ended: 1 } },
    { action: 'session.refused', detail: { why: 'no_group' } },
  ]);
});

test('groups that contradict one another are named, until one is marked to win', async () => {
  const both = world.somebody({ groups: ['watchers', 'inspectors'] });
  const { web } = await world.signIn(both);
  expect(await refusedTo(web)).toEqual({ why: 'several_groups', names: ['inspectors', 'watchers'] });
  await world.put([
    { group: 'inspectors', role: 'inspector' },
    { group: 'watchers', role: 'monitor', order: 1 },
  ]);
  expect(await told((await world.signIn(both)).web, '/session')).toMatchObject({ role: 'monitor' });
});

test('a disabled account stays disabled', async () => {
  await world.signIn(world.somebody());
  const name = world.somebody().preferred_username;
  expect((await world.ask('PATCH', `/accounts/${name}`, world.admin, { disabled: true })).status).toBe(200);
  const { web } = await world.signIn(world.somebody({ groups: ['watchers'] }));
  expect((await refusedTo(web)).why).toBe('disabled');
  expect((await world.entries(name)).at(-1)).toMatchObject({ action: 'session.refused', actor: name });
  await world.ask('PATCH', `/accounts/${name}`, world.admin, { disabled: false });
  expect((await world.signIn(world.somebody())).end).toBe('/cases/7');
});

test.each([
  ['Wang', 'wang-1'],
  ['wang', 'wang-2'],
  ['ｗａｎｇ', 'wang-3'],
])('an account of this server is not taken over by a %s', async (name, local) => {
  const passwordHash = await hashPassword('horse staple 44');
  await accountWithSession(world.database.pool, { name: local, role: 'admin', passwordHash }, start);
  const { web } = await world.signIn(world.somebody({ preferred_username: local.replace('wang', name) }));
  const { why, names } = await refusedTo(web);
  expect([why, names[0]?.toLowerCase()]).toEqual(['name_taken', local]);
  expect(await world.accounts(local)).toBe(1);
  expect((await world.ask('POST', '/session', {}, { name: local, password: 'horse staple 44' })).status).toBe(
    200,
  );
});

test('an administrator hands an account over, by what the audit of the refusal has', async () => {
  const passwordHash = await hashPassword('horse staple 44');
  const local = await accountWithSession(
    world.database.pool,
    { name: 'zhao', role: 'admin', passwordHash },
    start,
  );
  const zhao = world.somebody({ preferred_username: 'zhao' });
  expect((await refusedTo((await world.signIn(zhao)).web)).why).toBe('name_taken');
  const { issuer, subject } = (await world.entries('unknown')).at(-1)?.detail ?? {};
  expect(await user(`hand-over zhao --subject ${String(subject)}`)).toBe(2);
  expect(await user(`hand-over nobody --issuer ${String(issuer)} --subject ${String(subject)}`)).toBe(1);
  expect(await user(`hand-over zhao --issuer ${String(issuer)} --subject ${String(subject)}`)).toBe(0);
  expect((await world.ask('GET', '/session', local)).status).toBe(401);
  expect(
    (await world.ask('POST', '/session', {}, { name: 'zhao', password: 'horse staple 44' })).status,
  ).toBe(401);
  expect(await told((await world.signIn(zhao)).web, '/session')).toMatchObject({
    name: 'zhao',
    role: 'inspector',
    region: 'A',
  });
  expect(await user(`hand-over admin --issuer ${String(issuer)} --subject ${String(subject)}`)).toBe(1);
  expect((await world.entries('zhao')).map(({ action }) => action)).toEqual([
    'account.handed_over',
    'session.refused',
    'account.changed',
    'session.opened',
  ]);
});

test('a name that no account may have makes none', async () => {
  const { web } = await world.signIn(world.somebody({ preferred_username: 'li ming' }));
  expect((await refusedTo(web)).why).toBe('no_name');
});

test('who declines at the provider is told so', async () => {
  const { web, end } = await world.signIn(null);
  expect(end).toBe('/signin?next=%2Fcases%2F7');
  expect((await refusedTo(web)).why).toBe('declined');
});

test('of two first sign-ins of one person at once both end in one account', async () => {
  const ends = await Promise.all([world.signIn(world.somebody()), world.signIn(world.somebody())]);
  expect(ends.map(({ end }) => end)).toEqual(['/cases/7', '/cases/7']);
  expect(await world.accounts(world.somebody().preferred_username)).toBe(1);
});

test('whom the provider vouches for has no password here, and no rights but those of their groups', async () => {
  const headers = headersOf((await world.signIn(world.somebody())).web);
  const name = world.somebody().preferred_username;
  expect((await world.ask('POST', '/session', {}, { name, password: '' })).status).toBe(400);
  expect((await world.ask('POST', '/session', {}, { name, password: 'null' })).status).toBe(401);
  const change = { current: 'null', password: 'horse staple 45' };
  for (const answer of [
    await world.ask('POST', '/account/password', headers, change),
    await world.ask('POST', '/account/second-factor', headers, { password: 'null' }),
    await world.ask('POST', `/accounts/${name}/password`, world.admin),
    await world.ask('PATCH', `/accounts/${name}`, world.admin, { role: 'admin' }),
  ]) {
    expect(answer.status).toBe(409);
    expect((await answer.json()).detail).toContain('provider');
  }
  expect((await world.ask('GET', '/session', headers)).status).toBe(200);
});
