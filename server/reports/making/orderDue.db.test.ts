import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report, WholeReport } from '#contract/reports/reportSchema';
import { insertCases } from '../../testing/readingCity.ts';
import { reportOffice } from '../../testing/reportOffice.ts';
import { orderDue } from './orderDue.ts';

const noon = Date.parse('2026-10-20T12:00:00+08:00');
let office: Awaited<ReturnType<typeof reportOffice>>;
beforeAll(async () => {
  office = await reportOffice(noon, [{ name: 'chief', role: 'supervisor' }]);
  await insertCases(office.pool, [{ id: '1', at: noon }]);
});
afterAll(() => office.close());

const order = async (body: object) => (await office.ask<Report>('chief', 'POST', '', { body })).body.reportId;
const look = (id: string) => office.ask<WholeReport>('chief', 'GET', `/${id}`);
const due = (kind: Parameters<typeof orderDue>[1], slot: string, clock = slot) => {
  office.time.now = Date.parse(clock);
  const parts = { pool: office.pool, clock: () => office.time.now, catalogue: () => office.catalogue };
  return orderDue({ ...parts, slotAt: Date.parse(slot) }, kind);
};

test('a draft that somebody looked at before its day was over is made anew by the plan, and issued', async () => {
  const id = await order({ kind: 'daily_scan', period: '2026-10-20' });
  expect(await office.make()).toMatchObject({ made: 1 });
  expect(await due('daily_scan', '2026-10-21T06:30:00+08:00')).toBe(1);
  expect(await office.make()).toMatchObject({ issued: 1 });
  expect((await look(id)).body).toMatchObject({ status: 'issued' });
});

test('nobody is shown half a month to appeal against; what the plan makes of it is', async () => {
  office.time.now = noon;
  const id = await order({ kind: 'monthly_bulletin', period: '2026-10' });
  await office.make();
  office.time.now = Date.parse('2026-11-01T09:00:00+08:00');
  const half = await look(id);
  expect(half.body).toMatchObject({ status: 'draft', may: ['order'] });
  const open = (etag: string | null) =>
    office.ask<WholeReport & { detail: string }>('chief', 'POST', `/${id}:open-appeals`, {
      body: {},
      ...(etag === null ? {} : { etag }),
    });
  expect(await open(half.etag)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('before its period was over') },
  });
  expect(await due('monthly_bulletin', '2026-11-02T07:30:00+08:00')).toBe(1);
  await office.make();
  const whole = await look(id);
  expect(whole.body).toMatchObject({ status: 'draft', may: ['order', 'open-appeals'] });
  // another slot of it changes nothing
  expect(await due('monthly_bulletin', '2026-11-02T07:31:00+08:00')).toBe(1);
  expect((await look(id)).body.work).toBeNull();
  expect((await open(whole.etag)).status).toBe(200);
});

test('a slot from before there were reports is not made up for, and the first of its kind is', async () => {
  // somebody ordered one of its own accord meanwhile
  office.time.now = noon;
  await order({ kind: 'quarterly_analysis', period: '2026-Q2' });
  expect(await due('quarterly_analysis', '2026-10-03T07:45:00+08:00', '2026-10-20T13:00:00+08:00')).toBe(0);
  // the server stood still that morning
  expect(await due('annual_evaluation', '2027-01-05T08:00:00+08:00', '2027-01-05T11:00:00+08:00')).toBe(1);
});
