import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SourceKeyAnswer } from '#contract/sourceSchema';
import type { SelfTest } from '#contract/selfTestSchema';
import { feedWorld, type FeedWorld } from '../../testing/feedWorld.ts';
import { tableSums } from '../../testing/tableSums.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const minute = 60_000;
let world: FeedWorld;

beforeAll(async () => {
  world = await feedWorld(now);
});
afterAll(() => world.close());

const event = (
  subject: string,
  id: string,
  type: string,
  ago: number,
  data: object = {},
  over: object = {},
) => ({
  specversion: '1.0',
  id,
  source: '/yubei',
  type,
  time: new Date(now - ago).toISOString(),
  subject,
  data: { item: 'permit', department: '500112-ZJ', region: '500112', ...data },
  ...over,
});
const check = async (body: string, type = 'application/x-ndjson'): Promise<SelfTest> => {
  const answer = await fetch(`${world.url}/api/v1/events:check`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': type },
    body,
  });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<SelfTest>;
};
const lines = (events: object[]): string => events.map((one) => JSON.stringify(one)).join('\n');
const found = (report: SelfTest, code: string) => report.findings.filter((one) => one.code === code);

describe('a stream is told what it would come to', () => {
  it('finds faults of schema, codes, order, duplicates and clock, each with an example, and stores nothing', async () => {
    await check('');
    await vi.waitFor(async () => {
      const keys = await world.ask<{ items: SourceKeyAnswer[] }>('GET', `/sources/${world.sourceId}/keys`);
      expect(keys.body.items[0]?.lastUsedAt).not.toBeNull();
    });
    const before = await tableSums(world.pool);
    const eightAhead = { time: new Date(now + 8 * 60 * minute).toISOString() };
    const report = await check(
      lines([
        event('A', 'a2', 'case.step_completed', 30 * minute, { step: '审查' }),
        event('A', 'a1', 'case.accepted', 60 * minute),
        event('A', 'a3', 'case.accepted', 20 * minute),
        event('A', 'a1', 'case.accepted', 60 * minute),
        event('A', 'a1', 'case.accepted', 50 * minute),
        event('B', 'b1', 'case.accepted', 60 * minute, { item: 'nothing' }),
        event('B', 'b2', 'case.step_completed', 60 * minute),
        event('C', 'c1', 'case.accepted', 0, {}, eightAhead),
        event('D', 'd1', 'case.concluded', 90 * minute, { outcome: 'granted' }),
        event('D', 'd2', 'case.accepted', 30 * minute),
        event('E', 'e1', 'case.submitted', 90 * minute, { item: null, department: null }),
      ]) + '\n{"broken":',
    );
    expect(report).toMatchObject({ source: 'yubei', of: 'stream', received: 12, whole: true, duplicates: 1 });
    expect(report.accepted + report.duplicates + report.rejected).toBe(12);
    expect(found(report, 'unknown_code')[0]).toMatchObject({
      path: 'data.item',
      n: 1,
      examples: [{ index: 5, id: 'b1', subject: 'B' }],
    });
    expect(found(report, 'unknown_code')[0]?.what.zh).toContain('"nothing"');
    expect(found(report, 'zone_mistaken')[0]).toMatchObject({ n: 1, examples: [{ index: 7, id: 'c1' }] });
    expect(found(report, 'conflicting_duplicate')[0]).toMatchObject({ n: 1, examples: [{ index: 4 }] });
    expect(found(report, 'sent_again')[0]).toMatchObject({ n: 1, examples: [{ index: 3 }] });
    expect(found(report, 'out_of_order')[0]?.examples[0]).toMatchObject({ index: 1, id: 'a1' });
    expect(found(report, 'without_effect')[0]?.examples[0]).toMatchObject({ index: 2, id: 'a3' });
    expect(found(report, 'wrong_order')[0]).toMatchObject({ n: 1, rules: ['STEP-03'] });
    expect(found(report, 'never_named')[0]).toMatchObject({ n: 1 });
    const refused = found(report, 'refused').map(({ path }) => path);
    expect(new Set(refused)).toEqual(new Set([null, 'data.step']));
    expect(await tableSums(world.pool)).toEqual(before);
  });

  it('names what is never sent and which rules then judge nothing, and how coarse times look', async () => {
    const whole = (n: number): number => (n + 1) * 60 * minute;
    const events = Array.from({ length: 12 }, (_, n) => [
      event(`W${n}`, `w${n}`, 'case.accepted', whole(n)),
      event(`W${n}`, `v${n}`, 'case.concluded', whole(n), { outcome: 'granted' }),
    ]).flat();
    const report = await check(JSON.stringify(events), 'application/json');
    const never = found(report, 'type_never_sent').map(({ what }) => what.en);
    expect(never).toContain('case.submitted is never sent');
    expect(never).toContain('case.step_completed is never sent');
    const fields = found(report, 'field_never_sent').map(({ path, what }) => [path, what.en]);
    expect(fields).toContainEqual(['data.handler', 'case.accepted never carries handler']);
    expect(found(report, 'coarse_time')[0]).toMatchObject({ severity: 'warning', n: 24 });
    expect(found(report, 'accepted_at_conclusion')[0]).toMatchObject({ n: 12, of: 12 });
    expect(report.rules.find(({ rule }) => rule === 'STEP-04')).toMatchObject({ raised: 0, clear: 0 });
    expect(report.findings.map(({ severity }) => severity)).toEqual(
      [...report.findings.map(({ severity }) => severity)].sort(
        (a, b) => ['fault', 'warning', 'note'].indexOf(a) - ['fault', 'warning', 'note'].indexOf(b),
      ),
    );
  });

  it('asks for the key of a source', async () => {
    const answer = await fetch(`${world.url}/api/v1/events:check`, {
      method: 'POST',
      headers: { authorization: 'Bearer dbk_none', 'content-type': 'application/json' },
      body: '[]',
    });
    expect(answer.status).toBe(401);
  });
});

it('an administrator tests a file, and the newest events that the source has sent', async () => {
  await world.send([
    event('R', 'r1', 'case.accepted', 60 * minute),
    event('R', 'r2', 'case.accepted', 59 * minute),
    event('R', 'r3', 'case.accepted', 58 * minute, { item: 'unheard' }),
  ]);
  const path = `/sources/${world.sourceId}/check`;
  const recent = await world.ask<SelfTest>('GET', `${path}?events=100`);
  expect(recent.status).toBe(200);
  expect(recent.body).toMatchObject({ of: 'recent', received: 3, accepted: 2, rejected: 1, cases: 1 });
  expect(found(recent.body, 'without_effect')[0]).toMatchObject({ n: 1, examples: [{ id: 'r2' }] });
  expect(found(recent.body, 'unknown_code')[0]?.what.en).toContain('"unheard"');
  const file = await fetch(`${world.url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...world.headers, 'content-type': 'application/x-ndjson' },
    body: lines([event('N', 'n1', 'case.accepted', minute)]),
  });
  expect(await file.json()).toMatchObject({ of: 'stream', received: 1, accepted: 1 });
});
