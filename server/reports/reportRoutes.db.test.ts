import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report, WholeReport } from '#contract/reports/reportSchema';
import { takeWork } from './store/workStore.ts';
import { reportOffice } from '../testing/reportOffice.ts';

const now = Date.parse('2026-11-02T09:00:00+08:00');
let office: Awaited<ReturnType<typeof reportOffice>>;
let id: string;
beforeAll(async () => {
  office = await reportOffice(now, [
    { name: 'chief', role: 'supervisor' },
    { name: 'housing', role: 'department', department: 'A-H' },
    { name: 'police', role: 'department', department: 'A-P' },
    { name: 'district', role: 'inspector', region: 'B' },
    { name: 'own', role: 'inspector', region: 'A' },
  ]);
  const body = { kind: 'monthly_bulletin', period: '2026-10' };
  id = (await office.ask<Report>('chief', 'POST', '', { body })).body.reportId;
  await office.make();
});
afterAll(() => office.close());

const look = async (who: string) => {
  const { body, etag } = await office.ask<WholeReport>(who, 'GET', `/${id}`);
  return { ...body, etag: etag ?? '' };
};
const step = (who: string, action: string, body: object, etag?: string) =>
  office.ask(who, 'POST', `/${id}:${action}`, { body, ...(etag === undefined ? {} : { etag }) });

test('of an issued bulletin nobody is told how other places came to their figures', async () => {
  await step('chief', 'open-appeals', { days: 1 }, (await look('chief')).etag);
  const appeal = { by: 'department', code: 'A-H', about: 'onTimeRate', text: 'Two were on time.' };
  await step('housing', 'appeal', appeal);
  const appealId = (await look('chief')).appealList[0]?.appealId;
  await step('chief', 'decide-appeal', { appealId, decision: 'accepted', reason: 'So it is.' });
  office.figures.change = (snapshot) => ({
    ...snapshot,
    figures: [
      ...snapshot.figures,
      ...(['A-H', 'A-P'] as const).map((code) => ({
        ...{ by: 'department' as const, code, previous: null, lastYear: null },
        figures: { appealsWon: { value: 41, n: 41 } },
      })),
    ],
  });
  await step('chief', 'issue', { reason: 'All have answered.' }, (await look('chief')).etag);
  expect(await office.make()).toMatchObject({ issued: 1 });

  const told = async (who: string) => {
    const { status, appealList, difference } = await look(who);
    expect(status).toBe('issued');
    const units = difference?.items.filter(({ by }) => by === 'department').map(({ code }) => code);
    expect(difference?.total).toBe(difference?.items.length);
    return { appeals: appealList.length, units: [...new Set(units)] };
  };
  expect(await told('chief')).toEqual({ appeals: 1, units: ['A-H', 'A-P'] });
  expect(await told('housing')).toEqual({ appeals: 1, units: ['A-H'] });
  expect(await told('police')).toEqual({ appeals: 0, units: ['A-P'] });
  expect(await told('own')).toEqual({ appeals: 1, units: ['A-H', 'A-P'] });
  expect(await told('district')).toEqual({ appeals: 0, units: [] });
});

test('why the machinery failed is told to those who may do something about it', async () => {
  const body = { kind: 'monthly_bulletin', period: '2026-09' };
  id = (await office.ask<Report>('chief', 'POST', '', { body })).body.reportId;
  await office.make();
  await step('chief', 'open-appeals', { days: 1 }, (await look('chief')).etag);
  await step('chief', 'issue', { reason: 'Nobody appeals.' }, (await look('chief')).etag);
  await office.make({ render: () => Promise.reject(new Error('relation "x" does not exist')) });
  expect(await look('chief')).toMatchObject({ status: 'appealing', error: 'relation "x" does not exist' });
  expect(await look('housing')).toMatchObject({ status: 'appealing', error: null });
});

test('a file is saved under what it is called, and under a plain name where that is not read', async () => {
  const { savedAs } = await office.ask('chief', 'GET', `/${id}?format=xlsx`);
  expect(savedAs).toBe(
    `attachment; filename="monthly_bulletin-2026-09.xlsx"; filename*=UTF-8''${encodeURIComponent('2026年9月全市政务服务效能监管情况.xlsx')}`,
  );
});

test('a template is filled for those who have reports made, and not for whoever is told of one', async () => {
  const ask = (who: string) => office.ask<{ path: string }>(who, 'GET', `/${id}?format=docx&template=7`);
  // the supervisor is told that there is none of that number
  expect(await ask('chief')).toMatchObject({ status: 400, body: { path: 'template' } });
  expect(await ask('housing')).toMatchObject({ status: 403, body: { path: 'template' } });
});

test('whoever takes a file of a draft along is in the audit, and of what is issued nobody', async () => {
  const printed = async () => {
    const { rows } = await office.pool.query<{ actor: string; subject: string; status: string }>(
      `select actor, subject_id as subject, detail ->> 'status' as status
         from audit_entries where action = 'report.printed' order by audit_id`,
    );
    return rows;
  };
  const take = (who: string, of: string) => office.ask(who, 'GET', `/${of}?format=xlsx`);
  const before = (await printed()).length;
  expect((await take('housing', id)).status).toBe(200);
  expect((await printed()).slice(before)).toMatchObject([{ subject: id, status: 'appealing' }]);
  const issued = (await office.ask<Report>('chief', 'POST', '', { body: { kind: 'daily_scan' } })).body
    .reportId;
  await office.make();
  expect((await take('chief', issued)).status).toBe(200);
  expect(await printed()).toHaveLength(before + 1);
});

test('what is to be issued goes before what is to be made, and nobody orders without end', async () => {
  const waiting = Date.parse('2026-09-01');
  const days = Array.from({ length: 100 }, (_, nth) => new Date(waiting - nth * 86_400_000));
  await office.pool.query(
    `insert into reports (kind, period, period_from, period_to, scope_by, scope_code, language, status, asked_by, asked_at)
     select 'daily_scan', day::text, day, day, 'city', '', 'zh', 'queued', 'script', now() from unnest($1::date[]) as d (day)`,
    [days],
  );
  expect((await office.ask('chief', 'POST', '', { body: { kind: 'daily_scan' } })).status).toBe(503);
  const body = { kind: 'monthly_bulletin', period: '2026-08' };
  await office.pool.query(`update reports set status = 'cancelled' where period = '2026-09-01'`);
  const last = (await office.ask<Report>('chief', 'POST', '', { body })).body.reportId;
  await office.pool.query(
    `update reports set status = 'appealing', issue_asked_by = 'chief' where report_id = $1`,
    [last],
  );
  expect((await takeWork(office.pool))?.reportId).toBe(Number(last));
  await office.pool.query(
    `update reports set status = 'cancelled', issue_asked_by = null where status <> 'issued'`,
  );
});

test.each([
  ['annual_evaluation', '0000'],
  ['annual_evaluation', '1899'],
  ['daily_scan', '0000-02-01'],
  ['weekly_dispatch', '0001-W01'],
])('a %s of %s is no period that anybody has reported of', async (kind, period) => {
  const asked = { body: { kind, period } };
  const answer = await office.ask<{ path: string }>('chief', 'POST', '', asked);
  expect(answer).toMatchObject({ status: 400, body: { path: 'period' } });
});
