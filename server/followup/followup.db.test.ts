import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { bulkAnswerSchema, orderListSchema, orderSchema } from '#contract/followupSchema';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { followupDesk, type FollowupDesk } from '../testing/followupDesk.ts';
import { insertCases, insertFlags, readingCity, type FlagGiven } from '../testing/readingCity.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';

const monday = at('2026-03-02 09:00');
const time = { now: monday };
let database: TestDatabase;
let desk: FollowupDesk;
let serial = 0;

beforeAll(async () => {
  database = await testDatabase();
  await seedCalendar(database.pool, monday);
  const catalogue = await readingCity(database.pool, monday);
  desk = await followupDesk(database.pool, () => catalogue, time);
  await desk.join({ name: 'li', role: 'inspector' });
  await desk.join({ name: 'wu', role: 'inspector', region: 'B' });
  await desk.join({ name: 'zhao', role: 'supervisor' });
  await desk.join({ name: 'qian', role: 'supervisor', region: 'A' });
  await desk.join({ name: 'office', role: 'department', department: 'A-H' });
  await desk.join({ name: 'police', role: 'department', department: 'A-P' });
  await desk.join({ name: 'books', role: 'auditor' });
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});
beforeEach(() => {
  time.now = monday;
});

async function raised(...given: Partial<FlagGiven>[]): Promise<number[]> {
  const flags = given.map((one): FlagGiven => {
    serial += 1;
    return { caseId: `c${serial}`, rule: 'TIM-02', at: monday, ...one };
  });
  await insertCases(
    database.pool,
    flags.map(({ caseId }) => ({ id: caseId, at: monday })),
  );
  return insertFlags(database.pool, flags);
}
async function one(given: Partial<FlagGiven> = {}): Promise<number> {
  const [flagId] = await raised(given);
  return flagId ?? 0;
}
/** Kinds and whom they reach, of what was put into the outbox about a flag. */
async function told(flagId: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ kind: string; department: string | null; accounts: string[] }>(
    'select kind, department, accounts from notifications where $1 = any(flag_ids) order by notification_id',
    [flagId],
  );
  return rows.map(({ kind, department, accounts }) =>
    [kind, department, ...accounts].filter(Boolean).join(' '),
  );
}
const reply = { cause: 'system_fault', text: '系统升级，重复推送', attachments: [] };
const confirm = { verdict: 'confirmed_violation', reason: '超期属实' };
async function delivered(flagId: number): Promise<void> {
  time.now = monday;
  await desk.act('li', flagId, 'send');
  await desk.pass('2026-03-02 09:01');
}
async function confirmed(flagId: number): Promise<void> {
  await delivered(flagId);
  await desk.act('office', flagId, 'reply', reply);
  await desk.act('li', flagId, 'verdict', confirm);
}

test('a flag goes from raised to closed, each step by whom it belongs to, and everything is kept', async () => {
  const id = await one();
  const first = await desk.flag('li', id);
  expect(first).toMatchObject({
    followup: { state: 'raised', turn: 'office', dueAt: '2026-03-03T16:00:00.000Z' },
  });
  const sent = await desk.act('li', id, 'send', { text: '请核实' });
  expect(sent).toMatchObject({
    status: 'sent',
    version: first.version + 1,
    followup: { owner: 'li', turn: 'office', heldUntil: '2026-03-02T01:00:10.000Z' },
  });
  expect(sent.allowed).toContain('undo');
  expect(await told(id)).toEqual([]);
  expect(await desk.pass('2026-03-02 09:00:10')).toBe(1);
  expect(await told(id)).toEqual(['flag.sent A-H']);
  expect((await desk.flag('office', id)).allowed).toEqual(['reply', 'appeal', 'note']);
  await desk.act('office', id, 'reply', reply);
  await desk.act('li', id, 'verdict', confirm);
  await desk.act('li', id, 'order', { level: 'blue', text: '请尽快整改' });
  await desk.act('office', id, 'rectify', { text: '已整改' });
  await desk.act('li', id, 'review', { passed: true, text: '到位' });
  const closed = await desk.act('li', id, 'close', { text: '销号' });
  expect(closed).toMatchObject({
    status: 'closed',
    endedAt: '2026-03-02T01:00:10.000Z',
    allowed: ['call', 'note'],
    followup: {
      turn: null,
      dueAt: null,
      reply: { cause: 'system_fault', by: 'office' },
      verdict: { verdict: 'confirmed_violation', by: 'li' },
      rectification: { text: '已整改' },
      review: { passed: true },
    },
  });
  expect(closed.history.map(({ reason, toStatus, actor }) => `${reason} ${toStatus} ${actor}`)).toEqual([
    'condition_met raised duban',
    'sent sent li',
    'delivered sent duban followup',
    'replied replied office',
    'judged confirmed li',
    'order_issued rectifying li',
    'rectified reviewing office',
    'reviewed reviewing li',
    'closed closed li',
  ]);
  expect(await told(id)).toEqual([
    'flag.sent A-H',
    'reply.received li',
    'verdict.given A-H',
    'order.issued A-H',
    'rectification.reported li',
    'flag.closed A-H',
  ]);
  const { rows } = await database.pool.query<{ action: string }>(
    "select action from audit_entries where subject_kind = 'flag' and subject_id = $1 order by audit_id",
    [String(id)],
  );
  expect(rows.map(({ action }) => action)).toEqual(
    ['send', 'delivered', 'reply', 'verdict', 'order', 'rectify', 'review', 'close'].map((a) => `flag.${a}`),
  );
});

describe('a change is refused', () => {
  it('without a version, with an older one, and leaves no trace', async () => {
    const id = await one();
    const path = `/flags/${id}/send`;
    expect(await desk.ask('li', 'POST', path, {})).toMatchObject({ status: 428 });
    expect(await desk.ask('li', 'POST', path, {}, 7)).toMatchObject({ status: 412 });
    expect(await desk.ask('li', 'POST', path, {}, 1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await desk.ask('li', 'POST', `/flags/${id}/undo`, {}, 1)).toMatchObject({
      status: 412,
      body: { code: 'stale_version' },
    });
    expect((await desk.flag('li', id)).history).toHaveLength(2);
  });
  it.each([
    ['books', 'note', 403],
    ['office', 'send', 403],
    ['li', 'reply', 403],
    ['police', 'note', 404],
    ['wu', 'send', 404],
    ['li', 'close', 409],
  ] as const)('of %s to %s with %i', async (who, action, status) => {
    const id = await one();
    const body = action === 'note' || action === 'close' ? { text: 'x' } : action === 'reply' ? reply : {};
    expect(await desk.refused(who, id, action, body)).toMatchObject({ status });
    expect((await desk.flag('zhao', id)).version).toBe(1);
  });
  it.each([
    ['verdict', { verdict: 'guilty', reason: 'x' }, 'verdict'],
    ['verdict', { verdict: 'false_alarm' }, 'reason'],
    ['verdict', { verdict: 'false_alarm', reason: ' ' }, 'reason'],
    ['order', { level: 'red', text: 'x' }, 'finishBy'],
    ['assign', { owner: 'nobody' }, 'owner'],
    ['assign', { owner: 'office' }, 'owner'],
    ['hand-over', { to: 'wu', reason: 'x' }, 'to'],
    ['note', { text: 'x', mentions: ['police'] }, 'mentions'],
    ['note', { text: 'x', extra: 1 }, 'extra'],
    ['call', { with: 'x', at: '2026-03-09T09:00:00+08:00', said: 'x' }, 'at'],
    ['exempt', { until: '2026-03-01', reason: 'x' }, 'until'],
  ] as const)('%s with %j names the field %s', async (action, body, path) => {
    const id = await one(action === 'order' ? { status: 'raised' } : {});
    if (action === 'order') await delivered(id);
    expect(await desk.refused('li', id, action, body)).toMatchObject({ status: 400, body: { path } });
  });
  it('where there is no such flag or action', async () => {
    expect(await desk.ask('li', 'POST', '/flags/x/send', {}, 1)).toMatchObject({ status: 404 });
    expect(await desk.ask('li', 'POST', '/flags/999999/send', {}, 1)).toMatchObject({ status: 404 });
    expect(await desk.ask('li', 'POST', `/flags/${await one()}/dance`, {}, 1)).toMatchObject({ status: 404 });
  });
});

test('a send is undone within ten seconds, and then recalled', async () => {
  const id = await one();
  await desk.act('li', id, 'send');
  time.now += 9_000;
  expect(await desk.act('li', id, 'undo')).toMatchObject({ status: 'raised', followup: { heldUntil: null } });
  expect(await desk.pass('2026-03-02 10:00')).toBe(0);
  await desk.act('li', id, 'send');
  await desk.pass('2026-03-02 10:00:11');
  expect(await desk.refused('li', id, 'undo')).toMatchObject({ status: 409 });
  expect(await desk.act('li', id, 'recall', { reason: '误发' })).toMatchObject({ status: 'raised' });
  expect(await told(id)).toEqual(['flag.sent A-H', 'flag.recalled A-H']);
});

test('two answers at once: one is kept, the other is told so', async () => {
  const id = await one();
  await delivered(id);
  const { version } = await desk.flag('office', id);
  const both = await Promise.all(
    [1, 2].map((n) =>
      desk.ask('office', 'POST', `/flags/${id}/reply`, { ...reply, text: `答复 ${n}` }, version),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test('a confirmed query becomes yellow, and its case is counted anew', async () => {
  const id = await one({ rule: 'FAST-01', severity: 'query' });
  await delivered(id);
  await desk.act('office', id, 'reply', reply);
  const { subject } = await desk.act('li', id, 'verdict', confirm);
  expect(await desk.flag('li', id)).toMatchObject({ severity: 'yellow', status: 'confirmed' });
  const { rows } = await database.pool.query('select next_check_at as at from cases where case_id = $1', [
    subject.id,
  ]);
  expect(rows).toEqual([{ at: time.now }]);
  const { rows: changes } = await database.pool.query<{ topics: string[] }>(
    `select array_agg(f ->> 'topic') as topics from changes, json_array_elements(payload -> 'flags') as f
      where (f -> 'flag' ->> 'flagId')::bigint = $1`,
    [id],
  );
  expect(changes[0]?.topics).toEqual(['flag:changed', 'flag:changed', 'flag:escalated']);
});

test('silence climbs the ladder and confirms, and says so', async () => {
  const id = await one();
  await delivered(id);
  await desk.pass('2026-03-06 00:00');
  await desk.pass('2026-03-12 23:59');
  expect(await desk.flag('li', id)).toMatchObject({
    status: 'sent',
    followup: { overdue: true, turn: 'department' },
  });
  expect((await told(id)).slice(1)).toEqual([
    'reply.overdue A-H li',
    'reply.overdue A-H li',
    'reply.overdue A-H li qian zhao',
  ]);
  expect(await desk.pass('2026-03-13 00:00')).toBeGreaterThan(0);
  expect(await desk.pass('2026-03-13 00:00')).toBe(0);
  expect(await desk.flag('li', id)).toMatchObject({
    status: 'confirmed',
    followup: { verdict: { verdict: 'confirmed_delay', bySilence: true, by: 'duban followup' } },
  });
});

describe('orders', () => {
  const red = { level: 'red', text: '限期整改', finishBy: '2026-03-20' };
  it('of an inspector wait for another’s approval, and reach their flags with it', async () => {
    const id = await one();
    await confirmed(id);
    expect(await desk.act('li', id, 'order', red)).toMatchObject({
      status: 'confirmed',
      followup: { order: { level: 'red', state: 'proposed' } },
    });
    expect((await told(id)).at(-1)).toBe('order.proposed qian zhao');
    const { items } = orderListSchema.parse((await desk.ask('zhao', 'GET', '/orders?state=proposed')).body);
    const order = items.find(({ flags }) => flags === 1);
    const path = `/orders/${order?.orderId}/approve`;
    const yes = { approved: true, reason: '同意' };
    expect(await desk.ask('li', 'POST', path, yes, 1)).toMatchObject({ status: 403 });
    expect(await desk.ask('zhao', 'POST', path, yes)).toMatchObject({ status: 428 });
    expect(await desk.ask('zhao', 'POST', path, yes, 5)).toMatchObject({ status: 412 });
    const issued = await desk.ask('zhao', 'POST', path, yes, 1);
    expect(orderSchema.parse(issued.body)).toMatchObject({ state: 'issued', decidedBy: 'zhao', version: 2 });
    expect(await desk.ask('zhao', 'POST', path, yes, 2)).toMatchObject({ status: 409 });
    expect(await desk.flag('office', id)).toMatchObject({
      status: 'rectifying',
      followup: { dueAt: '2026-03-20T16:00:00.000Z', order: { state: 'issued' } },
    });
    expect(await desk.ask('wu', 'GET', `/orders/${order?.orderId}`)).toMatchObject({ status: 404 });
    expect(await desk.ask('police', 'GET', `/orders/${order?.orderId}`)).toMatchObject({ status: 404 });
    expect(await desk.ask('office', 'GET', `/orders/${order?.orderId}`)).toMatchObject({ status: 200 });
  });
  it('that are refused leave their flags as they were', async () => {
    const id = await one();
    await confirmed(id);
    await desk.act('li', id, 'order', red);
    const { followup } = await desk.flag('qian', id);
    const path = `/orders/${followup.order?.orderId}/approve`;
    await desk.ask('qian', 'POST', path, { approved: false, reason: '不必' }, 1);
    expect(await desk.flag('li', id)).toMatchObject({
      status: 'confirmed',
      followup: { order: { state: 'refused' } },
    });
  });
  it('are over many flags of one department, of all or of none', async () => {
    const ids = await raised({}, {}, {});
    for (const id of ids) await delivered(id);
    const [stranger] = await raised({ department: 'A-P' });
    const flags = (list: number[]) => list.map((flagId) => ({ flagId }));
    const order = (list: number[], more: object = {}) =>
      desk.ask('zhao', 'POST', '/orders', { ...red, flags: flags(list), ...more });
    expect(await order([...ids, stranger ?? 0])).toMatchObject({ status: 400, body: { path: 'flags' } });
    const raw = await one();
    expect(await order([...ids, raw])).toMatchObject({ status: 409 });
    const preview = bulkAnswerSchema.parse((await order(ids, { dryRun: true })).body);
    expect(preview).toMatchObject({ dryRun: true, orders: [], refused: [] });
    expect(preview.done).toHaveLength(3);
    const made = await order(ids);
    expect(made.status).toBe(201);
    expect(bulkAnswerSchema.parse(made.body).orders).toMatchObject([
      { department: 'A-H', state: 'issued', flags: 3, open: 3 },
    ]);
  });
});

describe('many at once', () => {
  it('one reply answers many flags, a cause each; what cannot is told flag by flag', async () => {
    const [a = 0, b = 0, c = 0] = await raised({}, {}, { department: 'A-P' });
    for (const id of [a, b]) await delivered(id);
    const asked = {
      action: 'reply',
      body: { text: '统一答复' },
      flags: [
        { flagId: a, body: { cause: 'network' } },
        { flagId: b, version: 1, body: { cause: 'materials' } },
        { flagId: c, body: { cause: 'other' } },
      ],
    };
    const preview = await desk.ask('office', 'POST', '/flags:bulk', { ...asked, dryRun: true });
    const answer = await desk.ask('office', 'POST', '/flags:bulk', asked);
    for (const { body } of [preview, answer])
      expect(bulkAnswerSchema.parse(body)).toMatchObject({
        done: [{ flagId: a }],
        refused: [
          { flagId: b, code: 'stale_version' },
          { flagId: c, code: 'not_found' },
        ],
      });
    expect((await desk.flag('li', a)).followup.reply).toMatchObject({ cause: 'network', text: '统一答复' });
    expect(await desk.flag('li', b)).toMatchObject({ status: 'sent' });
  });
  it('orders over several departments become one each', async () => {
    const [a = 0, b = 0] = await raised({}, { department: 'A-P' });
    for (const id of [a, b]) await delivered(id);
    const answer = await desk.ask('li', 'POST', '/flags:bulk', {
      action: 'order',
      body: { level: 'blue', text: '提醒' },
      flags: [{ flagId: a }, { flagId: b }],
    });
    const { orders } = bulkAnswerSchema.parse(answer.body);
    expect(orders.map(({ department }) => department).sort()).toEqual(['A-H', 'A-P']);
  });
  it('is refused as a whole to a role that may not do it', async () => {
    const asked = { action: 'send', flags: [{ flagId: await one() }] };
    expect(await desk.ask('office', 'POST', '/flags:bulk', asked)).toMatchObject({ status: 403 });
    expect(await desk.ask('li', 'POST', '/flags:bulk', { ...asked, flags: [] })).toMatchObject({
      status: 400,
    });
  });
});

test('an exemption is asked for, approved by another, and expires', async () => {
  const id = await one();
  await desk.act('li', id, 'exempt', { reason: '地震', until: '2026-03-31' });
  expect(await desk.refused('li', id, 'approve', { approved: true, reason: 'x' })).toMatchObject({
    status: 403,
  });
  const exempt = await desk.act('zhao', id, 'approve', { approved: true, reason: '同意' });
  expect(exempt).toMatchObject({
    status: 'exempt',
    followup: { exemption: { by: 'li', approvedBy: 'zhao', until: '2026-03-31' } },
  });
  expect(exempt.endedAt).not.toBeNull();
  expect(await desk.pass('2026-04-01 00:00')).toBeGreaterThan(0);
  expect(await desk.flag('li', id)).toMatchObject({ status: 'resolved', followup: { exemption: null } });
});

test('other limits hold from a day on; those that run keep their ends', async () => {
  await desk.join({ name: 'root', role: 'admin' });
  const before = await one();
  await desk.act('li', before, 'send');
  const change = {
    validFrom: '2026-03-02',
    terms: { limits: { reply: 1 }, holdSeconds: 30 },
    note: '专项行动',
  };
  expect(await desk.ask('zhao', 'POST', '/followup-terms', change)).toMatchObject({ status: 403 });
  const past = { ...change, validFrom: '2026-03-01' };
  expect(await desk.ask('root', 'POST', '/followup-terms', past)).toMatchObject({
    body: { path: 'validFrom' },
  });
  expect(await desk.ask('root', 'POST', '/followup-terms', change)).toMatchObject({
    status: 201,
    body: { version: 1 },
  });
  const after = await one();
  expect((await desk.act('li', after, 'send')).followup).toMatchObject({
    dueAt: '2026-03-03T16:00:00.000Z',
    heldUntil: '2026-03-02T01:00:30.000Z',
  });
  expect((await desk.flag('li', before)).followup.dueAt).toBe('2026-03-05T16:00:00.000Z');
  const { items } = (await desk.ask('office', 'GET', '/followup-terms')).body as {
    items: { version: number }[];
  };
  expect(items.map(({ version }) => version)).toEqual([1, 0]);
  await database.pool.query('delete from followup_terms');
});

test('assigning, handing over, calls and notes are kept, numbers of people masked', async () => {
  const id = await one();
  await desk.act('li', id, 'assign', { owner: 'zhao' });
  await desk.act('zhao', id, 'hand-over', { to: 'li', reason: '休假' });
  const said = '已联系经办人13812345678';
  await desk.act('li', id, 'call', {
    with: '王科长',
    phone: '023-67811111',
    at: '2026-03-02T08:50:00+08:00',
    said,
  });
  await desk.act('office', id, 'note', { text: '请看', mentions: ['li'] });
  const flag = await desk.flag('li', id);
  expect(flag.followup.owner).toBe('li');
  expect(flag.history.slice(1)).toMatchObject([
    { reason: 'assigned', detail: { owner: 'zhao' } },
    { reason: 'handed_over', detail: { to: 'li', reason: '休假' } },
    {
      reason: 'called',
      detail: { with: '王科长', said: '已联系经办人138****5678', calledAt: monday - 600_000 },
    },
    { reason: 'noted', detail: { mentions: ['li'] } },
  ]);
  expect(await told(id)).toEqual(['flag.assigned zhao', 'flag.assigned li', 'note.mentioned li']);
});

test('files that an answer names are attached to that very flag, or the answer is refused with the field named', async () => {
  const [id = 0, other = 0] = await raised({}, {});
  await delivered(id);
  const hash = 'ab'.repeat(32);
  const attach = (flagId: number) =>
    database.pool.query(
      `with stored as (
         insert into files (hash, type, size, stored_at) values (decode($2, 'hex'), 'text/plain', 1, now())
         on conflict do nothing)
       insert into attachments (flag_id, hash, name, attached_at, account)
       values ($1, decode($2, 'hex'), 'a.txt', now(), 'office')`,
      [flagId, hash],
    );
  const answer = { ...reply, attachments: [hash] };
  await attach(other);
  const refused = await desk.refused('office', id, 'reply', answer);
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid', path: 'attachments' } });
  expect(refused.body['detail']).toContain(hash);
  const bulk = await desk.ask('office', 'POST', '/flags:bulk', {
    action: 'reply',
    flags: [{ flagId: id }],
    body: answer,
  });
  expect(bulkAnswerSchema.parse(bulk.body)).toMatchObject({
    done: [],
    refused: [{ flagId: id, code: 'invalid' }],
  });
  await attach(id);
  expect((await desk.act('office', id, 'reply', answer)).followup.reply?.attachments).toEqual([hash]);
});
