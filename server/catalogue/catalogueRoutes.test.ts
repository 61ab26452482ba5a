import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { catalogueRoutes } from './catalogueRoutes.ts';
import { noBaselines } from './baselines.ts';
import { createCatalogue } from './createCatalogue.ts';
import { versionsByCode } from './versioned.ts';

const item = (code: string, revision: number, validFrom: string): ItemVersion => ({
  code,
  revision,
  validFrom,
  name: `${code} of ${validFrom}`,
  type: '01',
  handling: 'promised',
});
const catalogue = createCatalogue({
  marker: 1,
  timezone: 'Asia/Shanghai',
  recorded: {
    revision: 3,
    regions: versionsByCode([]),
    departmentKinds: versionsByCode([]),
    departments: versionsByCode([]),
    items: versionsByCode([
      item('A', 1, '2026-01-01'),
      item('A', 2, '2026-11-22'),
      item('B', 3, '2027-01-01'),
    ]),
    calendars: versionsByCode([
      {
        code: 'CN',
        revision: 1,
        timezone: 'Asia/Shanghai',
        duePolicy: 'end_of_day',
        hours: [],
        days: [{ day: '2026-10-01', off: true, name: '' }],
        publishedThrough: '2026-12-31',
      },
    ]),
  },
  ruleVersions: [],
  sources: [],
  keys: [],
  handlers: [],
  outages: [],
  baselines: noBaselines,
});

let now = Date.parse('2026-11-21T15:59:59Z');
let server: Server;
let address: string;
beforeAll(async () => {
  const holder = { current: () => catalogue, refresh: () => Promise.resolve(false) };
  server = express()
    .use(catalogueRoutes({ holder, now: () => now }))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/catalogue`;
});
afterAll(() => void server.close());

interface Shown {
  items: ItemVersion[];
  calendars: object[];
}

describe('GET /api/v1/catalogue', () => {
  it('shows the item versions of the office day, and of a coming item the newest', async () => {
    const today: Shown = await (await fetch(address)).json();
    expect(today.items.map((one) => one.name)).toEqual(['A of 2026-01-01', 'B of 2027-01-01']);
    expect(today.calendars).toEqual([expect.not.objectContaining({ days: expect.anything() })]);
    now += 1000;
    const tomorrow: Shown = await (await fetch(address)).json();
    expect(tomorrow.items[0]?.name).toBe('A of 2026-11-22');
  });

  it('is not sent again to who has it', async () => {
    const etag = (await fetch(address)).headers.get('etag') ?? '';
    const again = await fetch(address, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});
