import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailServer } from '../../testing/mailServer.ts';
import { notificationWorld, type NotificationWorld } from '../../testing/notificationWorld.ts';
import { at } from '../../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { inTransaction } from '../../db/transaction.ts';
import { listInbox } from '../../notifications/inboxStore.ts';
import { purgeNotifications } from '../../notifications/purgeNotifications.ts';
import { cancelWork } from '../store/lifeStore.ts';
import { insertFile } from '../store/fileStore.ts';
import { insertReport, reportById } from '../store/reportStore.ts';
import { endWithIssue, takeWork } from '../store/workStore.ts';
import { issuersOf } from './peopleStore.ts';
import { placesAbove } from './placesAbove.ts';
import { addSubscription } from './subscriberStore.ts';
import { tellIssued } from './tellIssued.ts';
import { tellAppealed, tellDecided, tellDrafted, tellOpened } from './tellPeople.ts';

const now = at('2026-11-02 10:00');
let database: TestDatabase;
let world: NotificationWorld;
let server: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  database = await testDatabase();
  world = await notificationWorld(database.pool, now);
  server = await mailServer();
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const mailTo = (name: string, to: string): Promise<number> =>
  world.channel({
    kind: 'mail',
    name,
    mail: {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      user: null,
      from: 'duban@office.example',
      to: [to],
      toAccounts: false,
    },
    // subscriptions pass by what a channel hears of otherwise
    kinds: ['order'],
  });

async function issue(
  period: string,
  scope: { by: 'city' } | { by: 'region'; code: string },
): Promise<number> {
  const { pool } = world;
  const days = { period, from: `${period}-01`, to: `${period}-28` };
  const order = { kind: 'monthly_bulletin', period: days, scope, language: 'zh', askedBy: 'li' } as const;
  const reportId = (await insertReport(pool, order, now)) ?? 0;
  const hold = (await takeWork(pool)) ?? expect.unreachable();
  await inTransaction(pool, async (db) => {
    for (const format of ['docx', 'pdf'] as const) {
      const file = {
        format,
        language: 'zh',
        file: Buffer.from(`the ${format}`),
        sha256: '',
        missing: [],
      } as const;
      await insertFile(db, reportId, file, now);
    }
    const numbered = { year: 2026, number: reportId, total: reportId };
    await endWithIssue(db, hold, { at: now, by: 'chief', ...numbered, difference: null });
    const report = (await reportById(db, reportId)) ?? expect.unreachable();
    const parts = { now, catalogue: world.catalogue };
    await tellIssued(db, report, parts);
    // whoever does it twice tells nobody twice
    await tellIssued(db, report, parts);
  });
  return reportId;
}

test('what is issued goes to subscribed channels once, with the files that they want', async () => {
  const who = { name: 'admin', now };
  const [mayor, district] = [
    await mailTo('mayor', 'mayor@city.example'),
    await mailTo('district', 'b@city.example'),
  ];
  const city = { kind: 'monthly_bulletin', scope: { by: 'city' } } as const;
  await addSubscription(world.pool, { ...city, channelId: mayor, formats: ['docx', 'pdf'] }, who);
  const ofDistrict = { kind: 'monthly_bulletin', scope: { by: 'region', code: 'B' } } as const;
  await addSubscription(world.pool, { ...ofDistrict, channelId: district, formats: [] }, who);
  expect(await addSubscription(world.pool, { ...city, channelId: 999, formats: [] }, who)).toBeUndefined();

  await issue('2026-10', { by: 'city' });
  expect(await world.deliver()).toMatchObject({ sent: 1 });
  const [mail] = server.heard;
  expect(mail?.to).toEqual(['mayor@city.example']);
  expect(mail?.text).toContain('filename=monthly_bulletin-2026-10.docx');
  expect(mail?.text).toContain(Buffer.from('the pdf').toString('base64'));

  await issue('2026-09', { by: 'region', code: 'B' });
  expect(await world.deliver()).toMatchObject({ sent: 1 });
  expect(server.heard[1]?.to).toEqual(['b@city.example']);
  expect(server.heard[1]?.text).not.toContain('filename');
});

test('officers and inspectors are told of the city’s bulletin where they work', async () => {
  await world.account('officer', 'department', { department: 'A-H' });
  await world.account('wall', 'monitor');
  await world.account('boss', 'supervisor');
  await issue('2026-08', { by: 'city' });
  await world.deliver();
  const { rows } = await world.pool.query(
    `select distinct a.name, n.kind from notification_inbox i join accounts a using (account_id) join notifications n using (notification_id) order by 1`,
  );
  expect(rows).toEqual([
    { name: 'boss', kind: 'report.issued' },
    { name: 'officer', kind: 'report.issued' },
  ]);
});

test('each step that is told of leads to its report, and the issue is told of besides', async () => {
  const { pool, catalogue } = world;
  const reportId = await issue('2026-07', { by: 'city' });
  const report = (await reportById(pool, reportId)) ?? expect.unreachable();
  const parts = { now, catalogue };
  const snapshot = JSON.stringify({ figures: [{ by: 'department', code: 'A-H' }] });
  await tellDrafted(pool, report, parts);
  await tellOpened(pool, { report, until: now, snapshot }, parts);
  await tellAppealed(pool, report, { by: 'department', code: 'A-H', about: 'confirmed', text: '' }, parts);
  await tellDecided(
    pool,
    report,
    { appealId: 1, decision: 'accepted', reason: '', appealedBy: 'officer' },
    parts,
  );
  await inTransaction(pool, (db) => tellIssued(db, report, parts));
  await world.deliver();
  const { rows: accounts } = await pool.query<{ accountId: number }>(
    `select account_id as "accountId" from accounts where name in ('officer', 'boss') order by name`,
  );
  const told = async (accountId = 0): Promise<string[]> => {
    const inbox = await listInbox(pool, accountId, { unreadOnly: true, before: null, limit: 50 });
    return inbox
      .filter((row) => row.reportId === reportId)
      .map(({ kind }) => kind)
      .sort();
  };
  expect(await told(accounts[0]?.accountId)).toEqual(['report.appealed', 'report.drafted', 'report.issued']);
  expect(await told(accounts[1]?.accountId)).toEqual([
    'report.appeal_decided',
    'report.appeals_opened',
    'report.issued',
  ]);
});

test('of a district’s bulletin its own people are told: those who may issue it, and those it ranks', async () => {
  const { pool, catalogue } = world;
  await world.account('districtBoss', 'supervisor', { region: 'B' });
  await world.account('otherBoss', 'supervisor', { region: 'A' });
  await world.account('clerk', 'inspector', { region: 'B' });
  await world.account('districtOfficer', 'department', { department: 'B-H' });
  const period = { period: '2026-05', from: '2026-05-01', to: '2026-05-31' };
  const asked = { kind: 'monthly_bulletin', period, scope: { by: 'region', code: 'B' } } as const;
  const reportId = await insertReport(pool, { ...asked, language: 'zh', askedBy: 'clerk' }, now);
  const report = (await reportById(pool, reportId ?? 0)) ?? expect.unreachable();
  const parts = { now, catalogue };
  await tellDrafted(pool, report, parts);
  const figures = ['B', 'Z'].map((code) => ({ by: 'region', code }));
  await tellOpened(pool, { report, until: now, snapshot: JSON.stringify({ figures }) }, parts);
  await tellAppealed(pool, report, { by: 'department', code: 'B-H', about: 'confirmed', text: '' }, parts);
  await tellIssued(pool, report, parts);
  const { rows } = await pool.query<{ kind: string; accounts: string[] }>(
    `select kind, accounts from notifications join report_notices using (notification_id)
      where report_id = $1 and subscription_id is null order by notification_id`,
    [reportId],
  );
  expect(rows.map(({ kind, accounts }) => [kind, accounts.toSorted()])).toEqual([
    ['report.drafted', ['boss', 'clerk', 'districtBoss']],
    ['report.appeals_opened', ['clerk']],
    ['report.appealed', ['boss', 'districtBoss']],
    ['report.issued', ['clerk', 'districtBoss', 'districtOfficer']],
  ]);
  // of a department's own: its people, and those who supervise it
  await world.account('head', 'supervisor', { department: 'A-H' });
  await cancelWork(pool, report.reportId);
  const above = placesAbove([{ by: 'department', code: 'A-H-1' }], catalogue);
  expect(await issuersOf(pool, above)).toEqual(['boss', 'head', 'otherBoss']);
});

test('an issue is told of although its steps were before', async () => {
  const { pool, catalogue } = world;
  const days = { period: '2026-06', from: '2026-06-01', to: '2026-06-30' };
  const asked = {
    kind: 'monthly_bulletin',
    period: days,
    scope: { by: 'city' },
    language: 'zh',
    askedBy: 'li',
  } as const;
  const reportId = (await insertReport(pool, asked, now)) ?? 0;
  const report = (await reportById(pool, reportId)) ?? expect.unreachable();
  await tellDrafted(pool, report, { now, catalogue });
  await inTransaction(pool, (db) => tellIssued(db, report, { now, catalogue }));
  const { rows } = await pool.query(
    `select kind from notifications join report_notices using (notification_id)
      where report_id = $1 and subscription_id is null order by kind`,
    [reportId],
  );
  expect(rows.map(({ kind }: { kind: string }) => kind)).toEqual(['report.drafted', 'report.issued']);
  await world.deliver();
});

test('what is told of reports goes with the other notifications when its time is over', async () => {
  const later = now + 3 * 365 * 86_400_000;
  await purgeNotifications({ db: world.pool, shouldStop: () => false }, later);
  const { rows } = await world.pool.query(
    `select (select count(*) from notifications) as told, (select count(*) from reports) as reports`,
  );
  expect(rows).toEqual([{ told: 0, reports: 6 }]);
});
