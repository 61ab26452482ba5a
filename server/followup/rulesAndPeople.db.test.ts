import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flagListSchema } from '#contract/answerSchema';
import { followupDesk, type FollowupDesk } from '../testing/followupDesk.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import type { Line } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';

let database: TestDatabase;
let city: WatchedCity;
let desk: FollowupDesk;
let by: Reporter;

// the job looks at whatever is due: every test has a database of its own
beforeEach(async () => {
  database = await testDatabase();
  city = await watchedCity(database.pool, smallCity, '2026-03-02 08:00');
  desk = await followupDesk(database.pool, () => city.world.catalogue.current(), city.time);
  by = await city.addSource('yubei');
  await desk.join({ name: 'li', role: 'inspector' });
  await desk.join({ name: 'zhao', role: 'supervisor' });
  await desk.join({ name: 'office', role: 'department', department: '500112-ZJ' });
});
afterEach(async () => {
  const { faults } = city.server;
  await desk.close();
  await city.close();
  await database.drop();
  expect(faults).toEqual([]);
});

const accepted: Line = ['accepted', '2026-03-02 10:00'];
/** Promised in four working days: until 2026-03-07 00:00. */
const late = '2026-03-09 09:00';
const concluded = (time: string, arrives = time): Line => [
  'concluded',
  time,
  { outcome: 'granted', arrives },
];

async function flagOf(rule: string, caseId = 'c'): Promise<number> {
  const { items } = flagListSchema.parse(await city.get(`/flags?case=${caseId}&rule=${rule}`));
  return items[0]?.flagId ?? 0;
}
/** A case whose promise is broken, flagged. */
async function overdue(): Promise<number> {
  await city.tell(by, 'c', [accepted]);
  await city.tell(by, 'alive', [['received', '2026-03-09 08:59']]);
  await city.judge(late);
  return flagOf('TIM-02');
}
async function replied(flagId: number, minute: string): Promise<void> {
  await desk.act('li', flagId, 'send');
  await desk.pass(minute);
  await desk.act('office', flagId, 'reply', { cause: 'network', text: '网络中断', attachments: [] });
}
const confirm = { verdict: 'confirmed_delay', reason: '属实' };
const standing = async (): Promise<string[]> =>
  (await city.flags('c')).filter((flag) => /^(TIM-02|AMD-01|HANG-02)/.test(flag));

describe('a verdict against the rule', () => {
  it('lasts, although the condition does, and gets worse', async () => {
    const id = await overdue();
    await desk.act('li', id, 'verdict', { verdict: 'data_problem', reason: '推送错误' });
    await city.judge('2026-03-09 09:10');
    await city.judge('2026-03-20 09:00');
    expect(await standing()).toEqual(['TIM-02 yellow withdrawn open']);
  });
});

describe('a confirmed query', () => {
  it('stays yellow when its rule asks again, and no query is counted', async () => {
    await city.tell(by, 'c', [
      accepted,
      [
        'suspended',
        '2026-03-02 10:00:30',
        { kind: 'hearing', approvedDays: 3, approver: 'u', reason: 'x', notice: 'n' },
      ],
    ]);
    await city.judge('2026-03-02 11:00');
    const id = await flagOf('HANG-02');
    await replied(id, '2026-03-02 11:01');
    await desk.act('li', id, 'verdict', { verdict: 'confirmed_violation', reason: '属实' });
    await city.judge('2026-03-02 11:05');
    await city.tell(by, 'c', [['step_started', '2026-03-02 12:00', { step: '审查' }]]);
    await city.judge('2026-03-02 12:01');
    expect(await standing()).toEqual(['HANG-02 yellow confirmed open']);
    const { rows } = await city.pool.query(
      "select queries, (select sum(implausible) from stats_open) as implausible from cases where case_id = 'c'",
    );
    expect(rows).toEqual([{ queries: 0, implausible: 0 }]);
  });
});

describe('data within the usual lag', () => {
  it('clear a flag that was sent, and its limit ends', async () => {
    await city.tell(by, 'c', [accepted]);
    await city.tell(by, 'alive', [['received', '2026-03-07 00:11']]);
    await city.judge('2026-03-07 00:12');
    const id = await flagOf('TIM-02');
    await desk.act('li', id, 'send');
    await city.tell(by, 'c', [concluded('2026-03-06 23:50', '2026-03-07 00:20')]);
    await city.judge('2026-03-07 00:21');
    expect(await standing()).toEqual(['TIM-02 yellow withdrawn open']);
    expect(await desk.pass('2026-03-07 00:22')).toBe(0);
    expect(await desk.flag('li', id)).toMatchObject({
      followup: { dueAt: null, heldUntil: null, owner: 'li' },
    });
  });
});

describe('a withdrawal that data only propose', () => {
  async function pending(): Promise<number> {
    const id = await overdue();
    await desk.act('li', id, 'send');
    await desk.pass('2026-03-09 09:01');
    await city.tell(by, 'c', [concluded('2026-03-06 17:00', '2026-03-09 15:00')]);
    await city.judge('2026-03-09 15:01');
    expect(await standing()).toEqual(['AMD-01 query raised open', 'TIM-02 yellow withdrawal_pending open']);
    return id;
  }
  it('is agreed to by a person, and the question is answered', async () => {
    const id = await pending();
    await desk.act('li', id, 'withdraw', { reason: '按时办结，数据迟到' });
    await city.judge('2026-03-09 15:10');
    expect(await standing()).toEqual(['AMD-01 query resolved open', 'TIM-02 yellow withdrawn open']);
  });
  it('is refused by a verdict, which later passes of the job leave alone', async () => {
    const id = await pending();
    await desk.act('li', id, 'verdict', confirm);
    await city.judge('2026-03-09 15:10');
    await city.judge('2026-03-12 15:10');
    expect(await standing()).toEqual(['AMD-01 query resolved open', 'TIM-02 yellow confirmed open']);
  });
  it('ends by itself with what proposed it, and the flag goes on where it was, with its limit', async () => {
    const id = await pending();
    expect(await desk.flag('li', id)).toMatchObject({ followup: { dueAt: null, turn: 'office' } });
    const { events } = (await city.get('/cases/c')) as { events: { eventId: string; type: string }[] };
    const eventId = events.find(({ type }) => type === 'case.concluded')?.eventId;
    await city.tell(by, 'c', [['voided_event', '2026-03-09 16:00', { eventId }]]);
    await city.judge('2026-03-09 16:01');
    expect(await standing()).toEqual(['AMD-01 query resolved open', 'TIM-02 yellow sent open']);
    expect(await desk.pass('2026-03-09 16:02')).toBe(0);
    expect(await desk.flag('office', id)).toMatchObject({
      followup: { dueAt: '2026-03-12T16:00:00.000Z', turn: 'department' },
    });
  });
});

describe('a confirmed flag', () => {
  it('is not ended by data that come later, which only propose it', async () => {
    const id = await overdue();
    await replied(id, '2026-03-09 09:01');
    await desk.act('li', id, 'verdict', confirm);
    await city.judge('2026-03-09 09:05');
    await city.tell(by, 'c', [concluded('2026-03-06 17:00', '2026-03-09 15:00')]);
    await city.judge('2026-03-09 15:01');
    expect(await standing()).toEqual(['AMD-01 query raised open', 'TIM-02 yellow withdrawal_pending open']);
    expect((await desk.flag('li', id)).followup.verdict).toMatchObject({ verdict: 'confirmed_delay' });
  });
  it('goes on as it was when its case is concluded late', async () => {
    const id = await overdue();
    await replied(id, '2026-03-09 09:01');
    await desk.act('li', id, 'verdict', confirm);
    await city.tell(by, 'c', [concluded('2026-03-09 15:00')]);
    await city.judge('2026-03-09 15:01');
    expect(await standing()).toEqual(['TIM-02 yellow confirmed concluded']);
    expect(await desk.flag('office', id)).toMatchObject({ allowed: ['rectify', 'appeal', 'note'] });
  });
});

describe('an exemption', () => {
  it('that expires while the condition holds brings the flag back', async () => {
    const id = await overdue();
    await desk.act('li', id, 'exempt', { reason: '系统切换', until: '2026-03-10' });
    await desk.act('zhao', id, 'approve', { approved: true, reason: '同意' });
    await city.judge('2026-03-10 09:00');
    expect(await standing()).toEqual(['TIM-02 yellow exempt open']);
    await desk.pass('2026-03-11 00:00');
    await city.judge('2026-03-11 00:01');
    expect(await standing()).toEqual(['TIM-02 yellow raised open']);
    const { history } = await desk.flag('li', id);
    expect(history.map(({ reason }) => reason)).toEqual([
      'condition_met',
      'exemption_requested',
      'exemption_approved',
      'exemption_expired',
      'met_again',
    ]);
  });
});
