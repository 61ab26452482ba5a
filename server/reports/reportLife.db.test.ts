import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report, ReportList, WholeReport } from '#contract/reports/reportSchema';
import { reportOffice } from '../testing/reportOffice.ts';
import { orderDue } from './making/orderDue.ts';
import { insertCases } from '../testing/readingCity.ts';

const now = Date.parse('2026-11-02T09:00:00+08:00');
const day = 86_400_000;
let office: Awaited<ReturnType<typeof reportOffice>>;
beforeAll(async () => {
  office = await reportOffice(now, [
    { name: 'chief', role: 'supervisor' },
    { name: 'li', role: 'inspector' },
    { name: 'admin', role: 'admin' },
    { name: 'housing', role: 'department', department: 'A-H' },
    { name: 'police', role: 'department', department: 'A-P' },
    { name: 'district', role: 'inspector', region: 'B' },
  ]);
});
afterAll(() => office.close());

const order = (who: string, body: object) => office.ask<Report>(who, 'POST', '', { body });
const look = (who: string, id: string) => office.ask<WholeReport>(who, 'GET', `/${id}`);
const step = (who: string, id: string, action: string, body?: object, etag?: string) =>
  office.ask<WholeReport & { detail: string }>(who, 'POST', `/${id}:${action}`, {
    ...(body ? { body } : {}),
    ...(etag ? { etag } : {}),
  });
const told = async (kind: string) => {
  const { rows } = await office.pool.query(
    'select department, accounts from notifications where kind = $1 order by notification_id',
    [kind],
  );
  return rows;
};

test('a bulletin from its order to its issue: drafted, shown to those it ranks, appealed, decided, issued', async () => {
  const ordered = await order('li', { kind: 'monthly_bulletin', period: '2026-10' });
  expect(ordered).toMatchObject({
    status: 202,
    body: { status: 'queued', work: { aim: 'draft', phase: 'waiting', progress: 0 }, scope: { by: 'city' } },
  });
  const id = ordered.body.reportId;
  // the same order finds the same report
  expect((await order('chief', { kind: 'monthly_bulletin', period: '2026-10' })).body.reportId).toBe(id);
  expect(await office.make()).toEqual({ made: 1, issued: 0, failed: 0 });

  const draft = await look('chief', id);
  expect(draft.body).toMatchObject({
    status: 'draft',
    work: null,
    may: ['order', 'open-appeals'],
    number: null,
  });
  expect(await told('report.drafted')).toEqual([{ department: null, accounts: ['chief', 'li'] }]);
  // a draft is its makers' alone
  expect((await look('housing', id)).status).toBe(404);
  expect((await step('li', id, 'open-appeals', {}, draft.etag!)).status).toBe(403);
  expect((await step('chief', id, 'open-appeals', {})).status).toBe(428);
  expect((await step('chief', id, 'open-appeals', {}, '"9"')).status).toBe(412);
  expect((await step('chief', id, 'issue', {}, draft.etag!)).status).toBe(409);
  const opened = await step('chief', id, 'open-appeals', { days: 5 }, draft.etag!);
  // Monday to the end of the next Monday
  expect(opened.body).toMatchObject({
    status: 'appealing',
    appealsUntil: '2026-11-09T16:00:00.000Z',
    appealDaysLeft: 6,
  });
  expect((await told('report.appeals_opened')).length).toBeGreaterThan(10);

  // those whom it ranks see their own rows
  expect((await look('housing', id)).body).toMatchObject({ may: ['appeal'], appealList: [] });
  const appeal = { by: 'department', code: 'A-H', about: 'onTimeRate', text: 'Two cases were on time.' };
  expect((await step('police', id, 'appeal', appeal)).status).toBe(403);
  expect((await step('chief', id, 'appeal', appeal)).status).toBe(403);
  const appealed = await step('housing', id, 'appeal', appeal);
  expect(appealed).toMatchObject({ status: 201, body: { appeals: { open: 1 } } });
  expect((await step('housing', id, 'appeal', appeal)).status).toBe(409);
  expect((await look('police', id)).body.appealList).toEqual([]);
  expect(await told('report.appealed')).toEqual([{ department: null, accounts: ['chief'] }]);

  const seen = await look('chief', id);
  expect(seen.body.may).toEqual(['decide-appeal']);
  const refused = await step('chief', id, 'issue', {}, seen.etag!);
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('1 undecided') } });
  const appealId = seen.body.appealList[0]?.appealId;
  const decision = { appealId, decision: 'accepted', reason: 'The notices were sent in time.' };
  expect((await step('chief', id, 'decide-appeal', decision)).body.appeals).toEqual({
    open: 0,
    accepted: 1,
    rejected: 0,
  });
  expect((await step('chief', id, 'decide-appeal', decision)).status).toBe(409);
  expect(await told('report.appeal_decided')).toEqual([{ department: null, accounts: ['housing'] }]);

  // before the window is over only with a reason, and with what is known then
  const decided = await look('chief', id);
  expect((await step('chief', id, 'issue', {}, decided.etag!)).status).toBe(409);
  office.figures.change = (snapshot) => ({
    ...snapshot,
    figures: snapshot.figures.map((set) =>
      set.by === 'all' ? { ...set, figures: { ...set.figures, flagged: { value: 7, n: 7 } } } : set,
    ),
  });
  const asked = await step('chief', id, 'issue', { reason: 'All have answered.' }, decided.etag!);
  expect(asked).toMatchObject({
    status: 202,
    body: { status: 'appealing', work: { aim: 'issue' }, may: ['cancel'] },
  });
  expect(await office.make()).toEqual({ made: 0, issued: 1, failed: 0 });
  const issued = await look('housing', id);
  expect(issued.body).toMatchObject({
    status: 'issued',
    number: { year: 2026, number: 1, total: 1 },
    issuedBy: 'chief',
    may: [],
    difference: { total: 1, items: [{ by: 'all', indicator: 'flagged', final: { value: 7, n: 7 } }] },
    files: [
      { format: 'docx', language: 'zh' },
      { format: 'pdf', language: 'zh' },
      { format: 'xlsx', language: 'zh' },
    ],
  });
  const again = await order('chief', { kind: 'monthly_bulletin', period: '2026-10' });
  expect(again).toMatchObject({ status: 200, body: { reportId: id, status: 'issued' } });
  expect((await order('chief', { kind: 'monthly_bulletin', period: '2026-10', again: true })).status).toBe(
    409,
  );
  const { rows } = await office.pool.query<{ action: string }>(
    `select action from audit_entries where subject_kind = 'report' and subject_id = $1 order by audit_id`,
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'report.ordered',
    'report.drafted',
    'report.appeals_opened',
    'report.appealed',
    'report.appeal_decided',
    'report.issue_asked',
    'report.issued',
  ]);
});

test('what is issued does not change, whoever tries', async () => {
  const tries = [
    `update reports set error = 'x' where status = 'issued'`,
    `delete from reports where status = 'issued'`,
    `update report_snapshots set document = '{}' where stage = 'final'`,
    `delete from report_snapshots`,
    `update report_files set file = ''`,
    `insert into report_files select report_id, 'html', 'zh', '', 0, '', '{}', now() from reports where status = 'issued'`,
    `update report_appeals set reason = 'x'`,
  ];
  for (const statement of tries)
    await expect(office.pool.query(statement), statement).rejects.toThrow('does not change any more');
});

test('what ranks nobody is issued at once when its period is over, and a draft until then', async () => {
  office.time.now = now + day;
  const over = await order('li', { kind: 'daily_scan', period: '2026-11-02' });
  const running = await order('li', { kind: 'daily_scan', period: '2026-11-03', language: 'en' });
  expect(await office.make()).toEqual({ made: 1, issued: 1, failed: 0 });
  expect((await look('li', over.body.reportId)).body).toMatchObject({
    status: 'issued',
    issuedBy: 'li',
    difference: null,
  });
  const { reportId } = running.body;
  const draft = await look('chief', reportId);
  expect(draft.body).toMatchObject({ status: 'draft', may: ['order'] });
  expect((await step('chief', reportId, 'issue', {}, draft.etag!)).status).toBe(409);
  expect((await step('chief', reportId, 'open-appeals', {}, draft.etag!)).status).toBe(409);
  // taken anew when its day is over, it is issued, under the next number
  office.time.now = now + 2 * day;
  const again = await order('li', { kind: 'daily_scan', period: '2026-11-03', again: true });
  expect(again).toMatchObject({ status: 202, body: { reportId, work: { aim: 'draft' } } });
  expect(await office.make()).toEqual({ made: 0, issued: 1, failed: 0 });
  expect((await look('li', reportId)).body.number).toEqual({ year: 2026, number: 2, total: 2 });
});

test('whoever is limited orders reports of their own places, and reads no others', async () => {
  const own = await order('district', { kind: 'weekly_dispatch', period: '2026-W44' });
  expect(own.body.scope).toMatchObject({ by: 'region', code: 'B', name: '乙区' });
  const fault = async (who: string, body: object) =>
    (await order(who, { kind: 'weekly_dispatch', ...body })).status;
  expect(await fault('district', { scope: { by: 'city' } })).toBe(403);
  expect(await fault('district', { scope: { by: 'region', code: 'A' } })).toBe(403);
  expect(await fault('housing', {})).toBe(403);
  expect(await fault('li', { scope: { by: 'region', code: 'nowhere' } })).toBe(400);
  expect(await fault('li', { period: '2026-10' })).toBe(400);
  expect(await fault('li', { period: '2026-W60' })).toBe(400);
  expect(await fault('li', { period: '2027-W10' })).toBe(400);
  const listed = async (who: string, query = '') =>
    (await office.ask<ReportList>(who, 'GET', `?limit=200${query}`)).body.items.map(
      ({ kind, scope }) => `${kind} ${scope.code}`,
    );
  expect(await listed('district')).toEqual(['weekly_dispatch B', 'monthly_bulletin ']);
  expect(await listed('housing')).toEqual(['monthly_bulletin ']);
  expect(await listed('li', '&scope=city&status=issued&kind=daily_scan')).toEqual([
    'daily_scan ',
    'daily_scan ',
  ]);
  expect((await step('district', '1', 'cancel')).status).toBe(403);
  const page = await office.ask<ReportList>('li', 'GET', '?limit=1');
  expect(page.body.total).toBe(4);
  const next = await office.ask<ReportList>('li', 'GET', `?limit=200&cursor=${page.body.nextCursor}`);
  expect(next.body.items).toHaveLength(3);
  await office.make();
});

test('whoever cancels a report ends the work on it', async () => {
  const { reportId } = (await order('li', { kind: 'quarterly_analysis', period: '2026-Q3' })).body;
  let began: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (began = resolve));
  const work = office.make({
    take: async ({ db }) => {
      began();
      await db.query('select pg_sleep(600)');
      throw new Error('it went on');
    },
  });
  await hasBegun;
  expect((await look('li', reportId)).body).toMatchObject({ status: 'running', work: { phase: 'figures' } });
  expect((await step('li', reportId, 'cancel')).body).toMatchObject({
    status: 'cancelled',
    work: null,
    may: ['order'],
  });
  expect(await work).toEqual({ made: 0, issued: 0, failed: 0 });
  expect((await step('li', reportId, 'cancel')).status).toBe(409);
  // the next order is another report
  const again = await order('li', { kind: 'quarterly_analysis', period: '2026-Q3' });
  expect(again.body.reportId).not.toBe(reportId);
  expect((await step('li', again.body.reportId, 'cancel')).status).toBe(200);
});

test('what fails says why; a draft that was there stays, and is made anew', async () => {
  const first = (await order('li', { kind: 'annual_evaluation', period: '2025' })).body.reportId;
  const failing = { take: () => Promise.reject(new Error('no figures')) };
  expect(await office.make(failing)).toEqual({ made: 0, issued: 0, failed: 1 });
  expect((await look('li', first)).body).toMatchObject({
    status: 'failed',
    error: 'no figures',
    may: ['order'],
  });
  const second = (await order('li', { kind: 'annual_evaluation', period: '2025' })).body.reportId;
  await office.make();
  await order('li', { kind: 'annual_evaluation', period: '2025', again: true });
  await office.make(failing);
  expect((await look('li', second)).body).toMatchObject({ status: 'draft', error: 'no figures' });
  await order('li', { kind: 'annual_evaluation', period: '2025', again: true });
  expect(await office.make()).toMatchObject({ made: 1 });
  expect((await look('li', second)).body).toMatchObject({ status: 'draft', error: null });
});

test('a department appeals against a part of its score', async () => {
  const id = (await order('li', { kind: 'annual_evaluation', period: '2024' })).body.reportId;
  await office.make();
  const draft = await look('chief', id);
  expect((await step('chief', id, 'open-appeals', {}, draft.etag!)).status).toBe(200);
  const appeal = { by: 'department', code: 'A-H', about: 'timeliness', text: 'The administrator changed.' };
  expect(await step('police', id, 'appeal', appeal)).toMatchObject({ status: 403 });
  expect(await step('housing', id, 'appeal', { ...appeal, about: 'speed' })).toMatchObject({ status: 400 });
  expect(await step('housing', id, 'appeal', appeal)).toMatchObject({
    status: 201,
    body: { appealList: [{ by: 'department', code: 'A-H', about: 'timeliness', decision: null }] },
  });
});

test('a report of a server that was killed is begun anew by another, and the first one’s words count no more', async () => {
  const { reportId } = (await order('li', { kind: 'daily_scan', period: '2026-10-30' })).body;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let began: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (began = resolve));
  const slow = office.make({
    render: async () => {
      began();
      await held;
      return { file: Buffer.from('late'), missing: [], unknown: [], unused: [] };
    },
  });
  await hasBegun;
  expect(await office.make()).toEqual({ made: 0, issued: 1, failed: 0 });
  release();
  expect(await slow).toEqual({ made: 0, issued: 0, failed: 0 });
  const { rows } = await office.pool.query<{ attempts: number; late: number }>(
    `select attempts, (select count(*) from report_files f where f.report_id = r.report_id and file = 'late') as late
       from reports r where report_id = $1`,
    [reportId],
  );
  expect(rows).toEqual([{ attempts: 2, late: 0 }]);
  expect((await look('li', reportId)).body).toMatchObject({ status: 'issued' });
});

test('the plan orders a period once, and a new installation nothing of the past', async () => {
  const slotAt = Date.parse('2026-11-05T06:30:00+08:00');
  const due = (clock: number, kind: Parameters<typeof orderDue>[1] = 'daily_scan') =>
    orderDue({ pool: office.pool, clock: () => clock, catalogue: () => office.catalogue, slotAt }, kind);
  const count = async () => (await office.pool.query('select from reports')).rowCount;
  const before = await count();
  expect(await due(slotAt)).toBe(0);
  await insertCases(office.pool, [{ id: '1', at: now }]);
  expect([await due(slotAt), await due(slotAt + day)]).toEqual([1, 1]);
  expect(await count()).toBe((before ?? 0) + 1);
  expect(await due(slotAt + 2 * day, 'quarterly_analysis')).toBe(1);
});
