import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { accountSchema } from '#contract/accountSchema';
import { notificationListSchema } from '#contract/notificationSchema';
import { handOverSchema, standInListSchema, standInSchema } from '#contract/standInSchema';
import { auditRoutes } from '../../access/auditRoutes.ts';
import { liveRights } from '../../access/liveRights.ts';
import { sessionRoutes } from '../../access/sessionRoutes.ts';
import { createSignInLimits } from '../../access/signInLimits.ts';
import { tokenRoutes } from '../../access/tokenRoutes.ts';
import { seedCalendar } from '../../catalogue/seedCalendar.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { answerFlag, flagRoutes } from '../../flags/flagRoutes.ts';
import { createSealer } from '../../ingest/sealer.ts';
import { enqueueNotification } from '../../notifications/enqueue.ts';
import { notificationRoutes } from '../../notifications/notificationRoutes.ts';
import { routeNotifications } from '../../notifications/routeNotifications.ts';
import { accountWithSession, accountWithToken, readApp } from '../../testing/readApp.ts';
import { insertCases, insertFlags, readingCity } from '../../testing/readingCity.ts';
import { at } from '../../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { answerFollowup } from '../answerFollowup.ts';
import { followupRoutes } from '../followupRoutes.ts';
import { standInRoutes } from './standInRoutes.ts';
import { tellEnded } from './tellEnded.ts';

const before = at('2026-03-02 09:00');
const during = at('2026-03-05 09:00');
const after = at('2026-03-07 00:00');
const week = { from: '2026-03-04', to: '2026-03-06' };
const headers = new Map<string, Record<string, string>>();
let database: TestDatabase;
let pool: Pool;
let catalogue: Catalogue;
let app: Awaited<ReturnType<typeof readApp>>;
let flags: { town: number; other: number };

beforeAll(async () => {
  database = await testDatabase();
  ({ pool } = database);
  await seedCalendar(pool, before);
  catalogue = await readingCity(pool, before);
  const accounts = [
    { name: 'head', role: 'department', department: 'A-H' },
    { name: 'town', role: 'department', department: 'A-H-1' },
    { name: 'second', role: 'department', department: 'A-H' },
    { name: 'far', role: 'department', department: 'B-H' },
    { name: 'li', role: 'inspector' },
    { name: 'chief', role: 'supervisor', region: 'A', department: 'A-H' },
    { name: 'other-chief', role: 'supervisor', region: 'B' },
    { name: 'books', role: 'auditor' },
  ] as const;
  for (const account of accounts) headers.set(account.name, await accountWithSession(pool, account, before));
  const script = await accountWithToken(
    pool,
    { name: 'script', role: 'department', department: 'A-H' },
    before,
  );
  headers.set('script', { authorization: `Bearer ${script}` });
  await insertCases(pool, [
    { id: '1', at: before, region: 'A1', department: 'A-H-1' },
    { id: '2', at: before },
    { id: '3', at: before, region: 'B', department: 'B-H' },
  ]);
  const [town = 0, , other = 0] = await insertFlags(pool, [
    { caseId: '1', rule: 'TIM-02', at: before, region: 'A1', department: 'A-H-1' },
    { caseId: '2', rule: 'TIM-02', at: before },
    { caseId: '3', rule: 'TIM-02', at: before, region: 'B', department: 'B-H' },
  ]);
  flags = { town, other };
  app = await readApp(pool, { now: before }, (access) => {
    const { clock } = access;
    const known = () => catalogue;
    const acting = { pool, clock, catalogue: known };
    const parts = {
      ...access,
      catalogue: known,
      follow: (account: Parameters<typeof answerFollowup>[1], flagId: number) =>
        answerFollowup({ db: pool, catalogue, now: clock() }, account, flagId),
    };
    return [
      sessionRoutes({ ...access, limits: createSignInLimits(), vault: createSealer('a test') }),
      flagRoutes(parts),
      followupRoutes({ ...acting, answerFlag: answerFlag(parts) }),
      notificationRoutes(access),
      auditRoutes(parts),
      tokenRoutes(parts),
      standInRoutes(acting),
    ];
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  await later(before);
  await pool.query('update sessions set stand_in_id = null');
  await pool.query('delete from stand_ins');
});

async function ask(who: string, method: string, path: string, body?: object, version?: number) {
  const answer = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: {
      ...headers.get(who),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}
async function agree(who: string, asked: object): Promise<number> {
  const { status, body } = await ask(who, 'POST', '/stand-ins', { ...week, ...asked });
  expect(status).toBe(201);
  return standInSchema.parse(body).standInId;
}
const seen = async (who: string): Promise<number[]> =>
  (await ask(who, 'GET', '/flags')).body.items.map(({ flagId }: { flagId: number }) => flagId).sort();
/** The sessions are those of that day. */
async function later(now: number): Promise<void> {
  app.time.now = now;
  await pool.query(
    `update sessions set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 hour'`,
    [new Date(now)],
  );
}

describe('whoever stands in', () => {
  it('acts in their own name, within the officer’s scope, from the first day to the last', async () => {
    const id = await agree('head', { standIn: 'town', note: '休假' });
    expect(await seen('town')).toEqual([flags.town]);
    expect((await ask('town', 'PUT', '/session/stand-in', { standInId: id })).status).toBe(409);
    await later(during);
    const own = await seen('town');
    const acting = await ask('town', 'PUT', '/session/stand-in', { standInId: id });
    expect(accountSchema.parse(acting.body)).toMatchObject({
      name: 'town',
      role: 'department',
      department: 'A-H',
      standsInFor: 'head',
    });
    expect(await seen('town')).toEqual(await seen('head'));
    expect((await seen('town')).length).toBeGreaterThan(own.length);
    expect((await ask('town', 'GET', `/flags/${flags.other}`)).status).toBe(404);
    const [, headFlag = 0] = await seen('head');
    const noted = await ask('town', 'POST', `/flags/${headFlag}/note`, { text: '代为说明' }, 1);
    expect(noted.body.history.at(-1)).toMatchObject({ actor: 'town', detail: { for: 'head' } });
    const audit = await ask('books', 'GET', '/audit?actor=town&action=flag');
    expect(audit.body.items).toMatchObject([{ actor: 'town for head', detail: { for: 'head' } }]);

    await later(after);
    expect(await seen('town')).toEqual(own);
    expect((await ask('town', 'GET', '/session')).body).not.toHaveProperty('standsInFor');
    expect((await ask('town', 'PUT', '/session/stand-in', { standInId: id })).status).toBe(409);

    expect(await tellEnded(pool, after, () => Promise.resolve())).toBe(1);
    expect(await tellEnded(pool, after, () => Promise.resolve())).toBe(0);
    const { rows } = await pool.query<{ accounts: string[]; zh: string }>(
      `select accounts, text_zh as zh from notifications where kind = 'stand_in.ended'`,
    );
    expect(rows).toEqual([{ accounts: ['head'], zh: 'town代您办理已结束，共 1 项：flag.note 1' }]);
  });

  it('sees no more by socket either, and nothing once it is ended, or the officer is of another role', async () => {
    const id = await agree('head', { standIn: 'town' });
    await later(during);
    await ask('town', 'PUT', '/session/stand-in', { standInId: id });
    const [secret = ''] = [/duban=(.+)/.exec(headers.get('town')?.['cookie'] ?? '')?.[1]];
    const rights = async () => (await liveRights(pool, [{ kind: 'session', secret }], app.time.now))[0];
    expect(await rights()).toEqual({ role: 'department', region: null, department: 'A-H' });
    await pool.query(`update accounts set role = 'inspector' where name = 'head'`);
    expect(await rights()).toMatchObject({ department: 'A-H-1' });
    expect((await ask('town', 'GET', '/session')).body).toMatchObject({ department: 'A-H-1' });
    await pool.query(`update accounts set role = 'department' where name = 'head'`);
    expect((await ask('head', 'POST', `/stand-ins/${id}:end`)).status).toBe(200);
    expect(await rights()).toMatchObject({ department: 'A-H-1' });
    expect((await ask('town', 'GET', '/session')).body).toMatchObject({ department: 'A-H-1' });
    expect((await ask('head', 'POST', `/stand-ins/${id}:end`)).status).toBe(409);
  });

  it('hands nothing on to a third, and no script acts for anybody', async () => {
    const id = await agree('head', { standIn: 'town' });
    await later(during);
    await ask('town', 'PUT', '/session/stand-in', { standInId: id });
    const on = await ask('town', 'POST', '/stand-ins', { standIn: 'second', ...week, from: '2026-03-05' });
    expect([on.status, on.body.detail]).toEqual([403, expect.stringContaining('You act for head')]);
    const kept = await ask('town', 'POST', '/account/tokens', { name: 'x', days: 9, department: 'A-H' });
    expect([kept.status, kept.body.detail]).toEqual([403, expect.stringContaining('You act for head')]);
    await ask('town', 'PUT', '/session/stand-in', { standInId: null });
    expect((await ask('script', 'PUT', '/session/stand-in', { standInId: id })).status).toBe(403);
    expect((await ask('script', 'POST', '/stand-ins', { standIn: 'head', ...week })).status).toBe(403);
    expect((await ask('books', 'GET', '/stand-ins')).status).toBe(403);
  });

  it('is told what the officer is told about flags, and nothing of the account', async () => {
    await agree('head', { standIn: 'town' });
    const notify = async (now: number, flagIds: number[]) => {
      const text = { zh: '一件', en: 'one' };
      await enqueueNotification(pool, {
        at: now,
        kind: 'flag.sent',
        department: null,
        accounts: ['head'],
        flagIds,
        text,
      });
      await routeNotifications(pool, catalogue, now);
    };
    await pool.query('truncate notifications cascade');
    await notify(before, [1]);
    await notify(during, [2]);
    await notify(during, []);
    await notify(after, [3]);
    await later(during);
    const inbox = async (who: string) =>
      notificationListSchema
        .parse((await ask(who, 'GET', '/notifications')).body)
        .items.map(({ flagIds, standingFor }) => [...flagIds, standingFor]);
    expect(await inbox('head')).toEqual([[3, null], [null], [2, null], [1, null]]);
    expect(await inbox('town')).toEqual([[2, 'head']]);
  });
});

describe('a stand-in is refused in words', () => {
  it.each<[string, string, object, number, string]>([
    ['for oneself', 'head', { standIn: 'head' }, 400, 'standIn'],
    ['of another role', 'head', { standIn: 'li' }, 400, 'standIn'],
    ['of another place', 'head', { standIn: 'far' }, 400, 'standIn'],
    ['of a name that nobody has', 'head', { standIn: 'nobody' }, 400, 'standIn'],
    ['in the past', 'head', { standIn: 'town', from: '2026-03-01' }, 400, 'from'],
    ['that ends before it begins', 'head', { standIn: 'town', to: '2026-03-03' }, 400, 'to'],
    ['for others, by an officer', 'head', { officer: 'second', standIn: 'town' }, 400, 'officer'],
    ['by a supervisor of elsewhere', 'other-chief', { officer: 'head', standIn: 'town' }, 400, 'officer'],
    ['on a day that is none', 'head', { standIn: 'town', from: '2026-13-01' }, 400, 'from'],
  ])('%s', async (_name, who, asked, status, path) => {
    const answer = await ask(who, 'POST', '/stand-ins', { ...week, ...asked });
    expect([answer.status, answer.body.path]).toEqual([status, path]);
  });

  it('while another stands in, and in a circle', async () => {
    await agree('head', { standIn: 'town' });
    const again = await ask('head', 'POST', '/stand-ins', { ...week, standIn: 'second' });
    expect([again.status, again.body.detail]).toEqual([
      409,
      'town stands in for head from 2026-03-04 to 2026-03-06; end that first.',
    ]);
    const circle = await ask('town', 'POST', '/stand-ins', { ...week, standIn: 'head' });
    expect([circle.status, circle.body.path]).toEqual([409, 'standIn']);
  });
});

test('of two that ask for the same days at once one is agreed', async () => {
  const answers = await Promise.all(
    ['town', 'second'].map((standIn) => ask('head', 'POST', '/stand-ins', { ...week, standIn })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a supervisor names somebody for others within the scope, who are both told; lists tell nobody of elsewhere', async () => {
  await pool.query('truncate notifications cascade');
  await pool.query(`update accounts set region = 'A' where name in ('head', 'town', 'second')`);
  const id = await agree('chief', { officer: 'head', standIn: 'town' });
  const { rows } = await pool.query<{ accounts: string[] }>('select accounts from notifications');
  expect(rows).toEqual([{ accounts: ['town', 'head'] }]);
  const list = async (who: string) => standInListSchema.parse((await ask(who, 'GET', '/stand-ins')).body);
  const names = (people: { name: string }[]) => people.map(({ name }) => name);
  const head = await list('head');
  expect(head.items).toMatchObject([{ standInId: id, state: 'planned', createdBy: 'chief' }]);
  expect(names(head.people)).toEqual(['second', 'script', 'town'].sort());
  expect(head.officers).toEqual([]);
  expect((await list('chief')).items).toHaveLength(1);
  expect(names((await list('chief')).officers)).toEqual(['head', 'second', 'town']);
  const far = await list('far');
  expect([far.items, far.people]).toEqual([[], []]);
  expect((await list('other-chief')).items).toEqual([]);
  for (const path of [`/stand-ins/${id}/hand-over`, `/stand-ins/999/hand-over`])
    expect((await ask('far', 'GET', path)).status).toBe(404);
  await pool.query(`update accounts set region = null where name in ('head', 'town', 'second')`);
});

test('ahead of it the officer sees what will be handed over, and whoever stands in only when it has begun', async () => {
  await pool.query(
    `update flags set status = 'sent', due_at = $2,
            followup = '{"status": "sent", "severity": "yellow", "owner": "li", "order": null, "appeal": null,
                         "exemption": null, "decidedAt": null, "heldUntil": null, "silentAt": null, "rung": 0,
                         "sent": {"at": 0, "by": "li"}, "dueAt": 0}', owner = 'li'
      where flag_id = $1`,
    [flags.town, new Date(during)],
  );
  const id = await agree('head', { standIn: 'town' });
  const over = async (who: string) => ask(who, 'GET', `/stand-ins/${id}/hand-over`);
  const seenByHead = handOverSchema.parse((await over('head')).body);
  expect(seenByHead).toMatchObject({ total: 1, dueMeanwhile: 1, done: [] });
  expect(seenByHead.flags.map(({ flagId }) => flagId)).toEqual([flags.town]);
  expect((await over('town')).status).toBe(403);
  await later(during);
  expect((await over('town')).status).toBe(200);
  await later(after);
  expect((await over('town')).status).toBe(403);
});
