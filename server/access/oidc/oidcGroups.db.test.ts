import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OidcGroup } from '#contract/oidcSchema';
import { oidcWorld, type OidcWorld } from '../../testing/oidcWorld.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
let world: OidcWorld;

beforeAll(async () => {
  world = await oidcWorld(start);
});
afterAll(() => world.close());
beforeEach(() => world.begin());

test('an administrator says what groups may, whole, and the audit has what was before', async () => {
  const items = [
    { group: '/city/审计', role: 'auditor', region: null, department: null, order: 1 },
    { group: 'inspectors', role: 'inspector', region: 'A', department: null, order: null },
    { group: 'officers', role: 'department', region: null, department: 'A-H', order: null },
  ] as const;
  const answer = await world.put([...items].reverse());
  expect(await answer.json()).toEqual({ items });
  expect(await (await world.ask('GET', '/oidc/groups', world.admin)).json()).toEqual({ items });
  expect((await world.entries('groups')).at(-1)).toEqual({
    action: 'oidc.groups_changed',
    actor: 'admin',
    detail: {
      removed: [{ group: 'watchers', role: 'monitor', region: null, department: null, order: null }],
      added: [items[0], items[2]],
    },
  });
});

const mapped = { group: 'x', role: 'inspector' } as const;
test.each<[Partial<OidcGroup>[], string]>([
  [[mapped, { ...mapped, group: 'y', region: 'nowhere' }], 'items.1.region'],
  [[{ ...mapped, department: 'nobody' }], 'items.0.department'],
  [[{ ...mapped, role: 'department' }], 'items.0.department'],
  [[mapped, mapped], 'items.1.group'],
  [
    [
      { ...mapped, order: 1 },
      { ...mapped, group: 'y', order: 1 },
    ],
    'items.1.order',
  ],
  [[{ ...mapped, group: ' ' }], 'items.0.group'],
])('a mapping that makes no sense (%j) is refused at its field', async (items, path) => {
  const answer = await world.put(items);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid', path });
});

test('only an administrator of all places says what groups may', async () => {
  const others = [
    await world.person('li', 'supervisor'),
    await world.person('wang', 'auditor'),
    await world.person('zhao', 'admin', 'A'),
  ];
  for (const headers of others) {
    expect((await world.ask('GET', '/oidc/groups', headers)).status).toBe(403);
    expect((await world.put([], headers)).status).toBe(403);
  }
  expect((await world.ask('GET', '/oidc/groups', {})).status).toBe(401);
  expect((await world.put([], {})).status).toBe(401);
});
