import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type {
  AddedSource,
  IssuedKey,
  OutageAnswer,
  SourceAnswer,
  SourceKeyAnswer,
} from '#contract/sourceSchema';
import type { SourceReading } from '#contract/sourceReadingSchema';
import { feedWorld, type FeedWorld } from '../../testing/feedWorld.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const hour = 3_600_000;
let world: FeedWorld;

beforeAll(async () => {
  world = await feedWorld(now);
});
afterAll(() => world.close());

let serial = 0;
const event = (source: string): object => {
  serial += 1;
  return {
    specversion: '1.0',
    id: `e${serial}`,
    source,
    type: 'case.accepted',
    time: new Date(now - hour).toISOString(),
    subject: `C-${serial}`,
    data: { item: 'permit', department: '500112-ZJ', region: '500112' },
  };
};
const add = async (body: object): Promise<AddedSource> => {
  const { status, body: added } = await world.ask<AddedSource>('POST', '/sources', body);
  expect([status, added]).toMatchObject([201, {}]);
  return added;
};
const keysOf = async (id: number): Promise<SourceKeyAnswer[]> =>
  (await world.ask<{ items: SourceKeyAnswer[] }>('GET', `/sources/${id}/keys`)).body.items;
const actions = async (name: string): Promise<string[]> => {
  const { rows } = await world.pool.query<{ action: string }>(
    `select action from audit_entries where subject_kind = 'source' and subject_id = $1 order by audit_id`,
    [name],
  );
  return rows.map(({ action }) => action);
};

it('a source is registered with a key that works at once, and its name and codes are checked', async () => {
  const { source, key } = await add({
    name: 'housing',
    uri: '/cq/housing',
    settings: { departments: ['500112-ZJ'] },
  });
  expect(source).toMatchObject({ name: 'housing', version: 1, fixed: [], disabledAt: null });
  expect(await world.send([event('/cq/housing')], key.key)).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
  const wrong = (body: object) => world.ask('POST', '/sources', body);
  expect(await wrong({ name: 'housing' })).toMatchObject({ status: 409 });
  expect(await wrong({ name: 'a b' })).toMatchObject({ status: 400, body: { path: 'name' } });
  expect(await wrong({ name: 'x', settings: { regions: ['nowhere'] } })).toMatchObject({
    status: 400,
    body: { path: 'region' },
  });
  expect(await actions('housing')).toEqual(['source.added']);
});

it('several keys work at once; one ends at its time or when it is revoked, and tells when it was last used', async () => {
  const { source, key } = await add({ name: 'water' });
  const id = source.sourceId;
  const later = new Date(now + hour).toISOString();
  const second = await world.ask<IssuedKey>('POST', `/sources/${id}/keys`, {
    label: 'new',
    othersEndAt: later,
  });
  expect(second.status).toBe(201);
  const sent = async (by: string) => (await world.send([event('/water')], by)).status;
  expect([await sent(key.key), await sent(second.body.key)]).toEqual([200, 200]);
  await vi.waitFor(async () => {
    expect((await keysOf(id)).map(({ lastUsedAt }) => lastUsedAt)).not.toContain(null);
  });
  expect(await keysOf(id)).toMatchObject([
    { keyId: second.body.keyId, label: 'new', endsAt: null, issuedBy: 'root' },
    { keyId: key.keyId, endsAt: later },
  ]);
  world.time.now = now + hour + 1;
  expect([await sent(key.key), await sent(second.body.key)]).toEqual([401, 200]);
  world.time.now = now;
  const path = `/sources/${id}/keys/${second.body.keyId}/revoke`;
  expect((await world.ask('POST', path, {})).status).toBe(204);
  expect(await sent(second.body.key)).toBe(401);
  expect((await world.ask('POST', `/sources/${id}/keys/999/revoke`, {})).status).toBe(404);
  expect(JSON.stringify(await keysOf(id))).not.toContain('dbk_');
  expect(await actions('water')).toEqual(['source.added', 'source.key_issued', 'source.key_revoked']);
});

it('a registration is mended by whoever has seen it, and what cases were computed by is fixed', async () => {
  const { source, key } = await add({ name: 'roads' });
  const path = `/sources/${source.sourceId}`;
  const patch = (version: number, body: object) =>
    world.ask<SourceAnswer>('PATCH', path, body, { 'if-match': `"${version}"` });
  expect(await patch(1, { settings: { delayWorkdays: 3, precision: 'minute' } })).toMatchObject({
    status: 200,
    body: { version: 2, settings: { delayWorkdays: 3, precision: 'minute', lenient: false } },
  });
  expect((await patch(1, { name: 'streets' })).status).toBe(412);
  await world.send([event('/roads')], key.key);
  expect((await world.ask<SourceAnswer>('GET', path)).body.fixed).toContain('delayWorkdays');
  expect(await patch(2, { settings: { delayWorkdays: 1 } })).toMatchObject({
    status: 409,
    body: { path: 'settings.delayWorkdays' },
  });
  expect(
    await patch(2, { name: 'streets', uri: '/streets', settings: { cannotExpress: ['case.delivered'] } }),
  ).toMatchObject({ status: 200, body: { name: 'streets', uri: '/streets' } });
  expect((await world.send([event('/roads')], key.key)).status).toBe(403);
  expect((await world.send([event('/streets')], key.key)).status).toBe(200);
  expect((await patch(3, { name: 'yubei' })).status).toBe(409);
});

it('a disabled source is let in again when it is enabled, a revoked one never', async () => {
  const { source, key } = await add({ name: 'parks' });
  const path = `/sources/${source.sourceId}`;
  await world.ask('POST', `${path}/disable`);
  expect(await world.send([event('/parks')], key.key)).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
  const list = await world.ask<{ items: SourceReading[] }>('GET', '/sources');
  expect(list.body.items.find(({ name }) => name === 'parks')).toMatchObject({
    disabledAt: new Date(now).toISOString(),
    today: { received: 0 },
  });
  await world.ask('POST', `${path}/enable`);
  expect((await world.send([event('/parks')], key.key)).status).toBe(200);
  await world.ask('POST', `${path}/revoke`);
  expect((await world.send([event('/parks')], key.key)).status).toBe(401);
  expect((await world.ask('POST', `${path}/enable`)).status).toBe(409);
  expect(await actions('parks')).toEqual([
    'source.added',
    'source.disabled',
    'source.enabled',
    'source.revoked',
  ]);
});

it('handlers and outages are kept; what the source declared itself stays', async () => {
  const path = `/sources/${world.sourceId}`;
  const items = [{ code: 'robot', name: null, kind: 'machine' }];
  await world.ask('PUT', `${path}/handlers`, { items: [...items, { code: 'u-1', kind: 'human' }] });
  await world.ask('PUT', `${path}/handlers`, { items });
  expect((await world.ask('GET', `${path}/handlers`)).body).toEqual({ items });
  const span = { from: '2026-11-19T00:00:00Z', to: '2026-11-19T06:00:00Z', reason: '机房断电' };
  expect((await world.ask('POST', `${path}/outages`, span)).status).toBe(204);
  expect((await world.ask('POST', `${path}/outages`, { ...span, to: span.from })).status).toBe(400);
  const declared = event('/yubei') as Record<string, unknown>;
  await world.send([{ ...declared, id: 'own', type: 'source.outage_declared', data: span }]);
  const listed = async () =>
    (await world.ask<{ items: OutageAnswer[] }>('GET', `${path}/outages`)).body.items;
  const [own, here] = [...(await listed())].sort((a, b) =>
    (a.declaredBy ?? '').localeCompare(b.declaredBy ?? ''),
  );
  expect([own?.declaredBy, here?.declaredBy]).toEqual([null, 'root']);
  expect((await world.ask('DELETE', `${path}/outages/${own?.outageId}`)).status).toBe(404);
  expect((await world.ask('DELETE', `${path}/outages/${here?.outageId}`)).status).toBe(204);
  expect(await listed()).toMatchObject([{ outageId: 'own' }]);
});
