import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import { inTransaction } from '../db/transaction.ts';
import { insertTransitions } from '../followup/followupStore.ts';
import { insertFlags } from '../testing/readingCity.ts';
import { ingestWorld, type IngestWorld } from '../testing/ingestWorld.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { followupLists } from './followupLists.ts';

// a Thursday; limits: to send 1 working day, to reply 3
const now = at('2026-11-26 10:00');
const yubei = ['500112'];
let database: TestDatabase;
let world: IngestWorld;
let serial = 0;

interface Given {
  raised: string;
  rule?: RuleId;
  caseId?: string;
  severity?: Severity;
  status?: FlagStatus;
  due?: string;
  ended?: boolean;
  region?: string;
  department?: string | null;
}

async function given(flags: readonly Given[]): Promise<number[]> {
  const ids = await insertFlags(
    database.pool,
    flags.map((flag) => ({
      caseId: flag.caseId ?? `case-${++serial}`,
      rule: flag.rule ?? 'FAST-01',
      at: at(flag.raised),
      region: flag.region ?? '500112',
      department: flag.department === undefined ? `${flag.region ?? '500112'}-ZJ` : flag.department,
      ...(flag.severity ? { severity: flag.severity } : {}),
      ...(flag.status ? { status: flag.status } : {}),
      ...(flag.ended ? { ended: now } : {}),
    })),
  );
  for (const [index, flag] of flags.entries())
    if (flag.due)
      await database.pool.query('update flags set due_at = $2 where flag_id = $1', [
        ids[index],
        new Date(at(flag.due)),
      ]);
  return ids;
}

const lists = (regions: string[] | null = null) =>
  followupLists(database.pool, world.catalogue.current(), regions, now);
const stateOf = async (status: FlagStatus, regions: string[] | null = null) =>
  (await lists(regions)).states.find((state) => state.status === status);

beforeAll(async () => {
  database = await testDatabase();
  world = await ingestWorld(database.pool, undefined, at('2026-01-01'));
});
afterAll(() => database.drop());

describe('the follow-up of a wall', { sequential: true }, () => {
  it('has a place for every state where nothing waits, with its limit', async () => {
    expect(await lists()).toEqual({
      states: [
        ['raised', 1],
        ['sent', 3],
        ['replied', 2],
        ['confirmed', 10],
        ['rectifying', 10],
        ['reviewing', 3],
        ['withdrawal_pending', null],
      ].map(([status, limitDays]) => ({
        ...{ status, limitDays, count: 0, overdue: 0, red: 0, yellow: 0, query: 0, moved: 0 },
      })),
      oldest: [],
      silent: [],
      closed: { today: 0, month: 0 },
    });
  });

  it('counts what waits: no announcement, nothing ended, no other namespace, a broken law for the broken promise', async () => {
    await given([
      { raised: '2026-11-26 09:00', rule: 'TIM-02', caseId: 'both', severity: 'yellow' },
      { raised: '2026-11-26 09:00', rule: 'TIM-03', caseId: 'both', severity: 'red' },
      { raised: '2026-11-26 09:00', rule: 'TIM-02', caseId: 'promise', severity: 'red' },
      { raised: '2026-11-26 09:00', rule: 'TIM-02', caseId: 'mended', severity: 'yellow' },
      { raised: '2026-11-26 09:00', rule: 'TIM-03', caseId: 'mended', status: 'closed', ended: true },
      { raised: '2026-11-26 09:00', rule: 'TIM-01', severity: 'notice' },
      { raised: '2026-11-26 09:00', rule: 'FEED-01' },
      { raised: '2026-11-26 09:00', severity: 'info' },
      { raised: '2026-11-26 09:00', caseId: 'abroad:1' },
      { raised: '2026-11-26 09:00', severity: 'query' },
      { raised: '2026-11-26 09:00', severity: 'notice', region: '500103' },
    ]);
    expect(await stateOf('raised')).toMatchObject({ count: 5, red: 2, yellow: 1, query: 1, overdue: 0 });
    expect(await stateOf('raised', yubei)).toMatchObject({ count: 4, red: 2, yellow: 1, query: 1 });
  });

  it('says what is past its limit: what nobody sent within a working day, and what is due', async () => {
    await given([
      { raised: '2026-11-24 17:00' },
      { raised: '2026-11-25 00:00' },
      { raised: '2026-11-24 17:00', department: null },
      { raised: '2026-11-20 09:00', status: 'sent', due: '2026-11-25 24:00' },
      { raised: '2026-11-20 09:00', status: 'sent', due: '2026-11-26 24:00' },
      { raised: '2026-11-20 09:00', status: 'reviewing', due: '2026-11-26 09:59:59', region: '500103' },
      { raised: '2026-11-20 09:00', status: 'withdrawal_pending' },
    ]);
    expect(await stateOf('raised')).toMatchObject({ count: 8, overdue: 1 });
    expect(await stateOf('sent')).toMatchObject({ count: 2, overdue: 1 });
    expect(await stateOf('reviewing')).toMatchObject({ count: 1, overdue: 1 });
    expect(await stateOf('reviewing', yubei)).toMatchObject({ count: 0, overdue: 0 });
    expect(await stateOf('withdrawal_pending')).toMatchObject({ count: 1, overdue: 0 });
  });

  it('shows the oldest first, with working days since and until', async () => {
    await given([
      // Friday 13th, nine working days ago; due last Friday, four working days ago
      { raised: '2026-11-13 09:00', status: 'rectifying', due: '2026-11-20 24:00', region: '500103' },
      { raised: '2026-11-12 09:00', status: 'replied', due: '2026-11-30 24:00' },
    ]);
    const seen = (await lists()).oldest.map(({ status, workdays, overdueDays }) => [
      status,
      workdays,
      overdueDays,
    ]);
    expect(seen.slice(0, 7)).toEqual([
      ['replied', 10, -2],
      ['rectifying', 9, 4],
      ['sent', 4, 1],
      ['sent', 4, 0],
      ['reviewing', 4, 1],
      ['withdrawal_pending', 4, null],
      ['raised', 2, 1],
    ]);
    expect(seen).toHaveLength(10);
    const inYubei = (await lists(yubei)).oldest;
    expect(inYubei.map(({ region }) => region)).not.toContain('500103');
    expect(inYubei[0]).toMatchObject({ status: 'replied', rule: 'FAST-01', workdays: 10 });
  });

  it('names the offices that have not answered, the longest silence first', async () => {
    await given([
      { raised: '2026-11-18 09:00', status: 'sent', due: '2026-11-24 24:00', region: '500103' },
      { raised: '2026-11-18 09:00', status: 'sent', due: '2026-11-25 24:00', region: '500103' },
    ]);
    expect((await lists()).silent).toEqual([
      { region: '500103', department: '500103-ZJ', count: 2, overdueDays: 2 },
      { region: '500112', department: '500112-ZJ', count: 1, overdueDays: 1 },
    ]);
    expect((await lists(yubei)).silent.map(({ region }) => region)).toEqual(yubei);
  });

  it('counts what people moved on today, and what was closed today and this month', async () => {
    const closed = { raised: '2026-10-20 09:00', status: 'closed' as const, ended: true };
    const [lately, today, before, elsewhere, abroad] = await given([
      ...[closed, closed, closed],
      { ...closed, region: '500103' },
      { ...closed, caseId: 'abroad:2' },
    ]);
    const went = (
      flagId: number | undefined,
      reason: string,
      from: FlagStatus,
      to: FlagStatus,
      when: string,
    ) => ({
      ...{
        flag_id: flagId ?? 0,
        reason,
        from_status: from,
        to_status: to,
        at: new Date(at(when)).toISOString(),
      },
      ...{ from_severity: 'yellow' as const, to_severity: 'yellow' as const, actor: 'li', detail: {} },
    });
    await inTransaction(database.pool, (db) =>
      insertTransitions(db, [
        went(today, 'sent', 'raised', 'sent', '2026-11-26 08:00'),
        went(today, 'replied', 'sent', 'replied', '2026-11-26 08:30'),
        went(today, 'noted', 'replied', 'replied', '2026-11-26 08:40'),
        went(today, 'closed', 'reviewing', 'closed', '2026-11-26 09:00'),
        went(lately, 'sent', 'raised', 'sent', '2026-11-25 23:59:59'),
        went(lately, 'closed', 'reviewing', 'closed', '2026-11-01 00:00'),
        went(before, 'closed', 'reviewing', 'closed', '2026-10-31 23:59:59'),
        went(elsewhere, 'closed', 'reviewing', 'closed', '2026-11-26 00:00'),
        went(abroad, 'closed', 'reviewing', 'closed', '2026-11-26 09:00'),
      ]),
    );
    expect((await lists()).closed).toEqual({ today: 2, month: 3 });
    expect((await lists(yubei)).closed).toEqual({ today: 1, month: 2 });
    const moved = (await lists()).states.map(({ status, moved: n }) => [status, n]);
    expect(moved.filter(([, n]) => n)).toEqual([
      ['raised', 1],
      ['sent', 1],
      ['reviewing', 2],
    ]);
  });
});
