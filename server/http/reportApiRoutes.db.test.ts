import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WholeReport } from '#contract/reports/reportSchema';
import { reportOffice } from '../testing/reportOffice.ts';
import { reportApiRoutes } from './reportApiRoutes.ts';

const now = Date.parse('2026-11-02T09:00:00+08:00');
let office: Awaited<ReturnType<typeof reportOffice>>;
beforeAll(async () => {
  office = await reportOffice(now, [
    { name: 'chief', role: 'supervisor' },
    { name: 'housing', role: 'department', department: 'A-H' },
  ]);
});
afterAll(() => office.close());

/** Asks as described: the status and every field of the answer have to be. */
async function asDescribed(
  who: string,
  [method, path]: ['get' | 'post', string],
  sent: { id?: string; query?: string; body?: unknown; etag?: string } = {},
): Promise<WholeReport> {
  const route = reportApiRoutes.find((one) => one.method === method && one.path === `/api/v1/reports${path}`);
  const address = `${path.replace('{id}', sent.id ?? '')}${sent.query ?? ''}`;
  const { status, body } = await office.ask<WholeReport>(who, method.toUpperCase(), address, sent);
  expect([address, status, body]).toEqual([address, route?.status, expect.anything()]);
  expect(route?.answer?.parse(body)).toMatchObject(body);
  if (sent.body !== undefined) expect(() => route?.body?.schema.parse(sent.body)).not.toThrow();
  return body;
}

test('every step of a bulletin’s life is answered as it is described', async () => {
  const order = { kind: 'monthly_bulletin', period: '2026-10' };
  const { reportId: id } = await asDescribed('chief', ['post', ''], { body: order });
  await office.make();
  const draft = await asDescribed('chief', ['get', '/{id}'], { id });
  const opened = await asDescribed('chief', ['post', '/{id}:open-appeals'], {
    ...{ id, body: { days: 5 } },
    etag: `"${draft.version}"`,
  });
  expect(opened.status).toBe('appealing');
  const about = { by: 'department', code: 'A-H', about: 'onTimeRate', text: 'Two cases were on time.' };
  await asDescribed('housing', ['post', '/{id}:appeal'], { id, body: about });
  const { appealList } = await asDescribed('chief', ['get', '/{id}'], { id });
  const decision = { appealId: appealList[0]?.appealId, decision: 'accepted', reason: 'They were.' };
  const decided = await asDescribed('chief', ['post', '/{id}:decide-appeal'], { id, body: decision });
  const issue = { body: { reason: 'All have answered.' }, etag: `"${decided.version}"` };
  await asDescribed('chief', ['post', '/{id}:issue'], { id, ...issue });
  await office.make();
  const issued = await asDescribed('housing', ['get', '/{id}'], { id });
  expect(issued).toMatchObject({ status: 'issued', appealList: [{ decision: 'accepted' }] });
  await asDescribed('housing', ['get', '/{id}/document'], { id, query: '?language=en' });
  await asDescribed('housing', ['get', ''], { query: '?kind=monthly_bulletin' });
});

test('work on a report is ended as it is described', async () => {
  const { reportId: id } = await asDescribed('chief', ['post', ''], { body: { kind: 'daily_scan' } });
  expect((await asDescribed('chief', ['post', '/{id}:cancel'], { id })).work).toBeNull();
});
