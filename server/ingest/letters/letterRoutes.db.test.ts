import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeadLetter } from '#contract/deadLetterSchema';
import type { LetterBulkAnswer, LetterGroups, MendedLetter, OpenedLetter } from '#contract/deadLetterSchema';
import { maskedValue } from '#contract/maskedValue';
import type { SourceAnswer, ValuesReport } from '#contract/sourceSchema';
import { createCaseCache } from '../caseCache.ts';
import { replayKnownLetters } from '../replayKnownLetters.ts';
import { feedWorld, type FeedWorld } from '../../testing/feedWorld.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const hour = 3_600_000;
let world: FeedWorld;

beforeAll(async () => {
  world = await feedWorld(now, { values: { score: { A: 5 } } });
});
afterAll(() => world.close());

let serial = 0;
const event = (type: string, data: object, over: object = {}) => {
  serial += 1;
  return {
    specversion: '1.0',
    id: `e${serial}`,
    source: '/yubei',
    type,
    time: new Date(now - hour).toISOString(),
    subject: `C-${serial}`,
    data: { item: 'permit', department: '500112-ZJ', region: '500112', ...data },
    ...over,
  };
};
const rated = (score: string) => event('case.rated', { score, comment: '王某：等了很久' });
const letters = async (query: string): Promise<DeadLetter[]> =>
  (await world.ask<{ items: DeadLetter[] }>('GET', `/dead-letters?${query}`)).body.items;
const bulk = async (body: object) =>
  (await world.ask<LetterBulkAnswer>('POST', '/dead-letters:bulk', body)).body;
const actions = async (): Promise<string[]> => {
  const { rows } = await world.pool.query<{ action: string }>(
    `select action from audit_entries where subject_kind = 'dead_letter' order by audit_id`,
  );
  return rows.map(({ action }) => action);
};

it('a value that no row lists waits for one: the mapping is tried on it, and then its letters replay', async () => {
  await world.send([rated('A'), rated('Z'), rated('Z'), event('case.accepted', { item: 'unheard' })]);
  const groups = (await world.ask<LetterGroups>('GET', '/dead-letter-groups')).body;
  expect(groups.groups.map(({ waitsFor, n, path }) => [waitsFor, n, path])).toEqual([
    ['value:score:Z', 2, 'data.score'],
    ['item:unheard', 1, 'data.item'],
  ]);
  expect(groups.quotas).toEqual([{ sourceId: world.sourceId, source: 'yubei', open: 3, quota: 100_000 }]);

  const path = `/sources/${world.sourceId}`;
  const values = { score: { A: 4, Z: 1 } };
  const preview = await world.ask<ValuesReport>('POST', `${path}/values:preview`, { values });
  expect(preview.body).toMatchObject({ events: 1, letters: 2, wouldReplay: 2, wouldRefuse: 0 });
  expect(preview.body.fields[0]?.rows).toEqual([
    { from: 'Z', to: 1, events: 0, letters: 2, before: null, fault: null },
    { from: 'A', to: 4, events: 1, letters: 0, before: 5, fault: null },
  ]);
  expect((await letters('state=open')).length).toBe(3);

  const changed = await world.ask<SourceAnswer>(
    'PATCH',
    path,
    { settings: { values: { score: { A: 5, Z: 1 } } } },
    { 'if-match': '"1"' },
  );
  expect(changed.status).toBe(200);
  const { catalogue, sealer } = world.ingest;
  const deps = { pool: world.pool, catalogue, sealer, cache: createCaseCache(10) };
  expect(await replayKnownLetters(deps, now)).toEqual({ replayed: 2, refused: 0 });
  expect((await letters('state=open')).map(({ waitsFor }) => waitsFor)).toEqual(['item:unheard']);
});

it('an opened letter shows nobody’s data, is in the audit, and what is masked goes on as it came', async () => {
  await world.send([rated('Q')]);
  const [letter] = await letters('waitsFor=value:score:Q');
  const id = letter?.deadLetterId ?? expect.unreachable();
  expect(JSON.stringify(letter)).not.toContain('王某');
  expect((await world.ask('POST', `/dead-letters/${id}/open`, {})).status).toBe(400);
  const opened = await world.ask<OpenedLetter>('POST', `/dead-letters/${id}/open`, { reason: '改正评分' });
  expect(opened.body.masked).toEqual(['data.comment']);
  expect(JSON.stringify(opened.body)).not.toContain('王某');
  const event = opened.body.event as { data: Record<string, unknown> };
  expect(event.data).toMatchObject({ score: 'Q', comment: maskedValue });

  const mend = (score: unknown, dryRun: boolean) =>
    world.ask<MendedLetter>('POST', `/dead-letters/${id}/mend`, {
      event: { ...event, data: { ...event.data, score } },
      dryRun,
    });
  expect((await mend('X', false)).body).toMatchObject({
    taken: false,
    code: 'unknown_value',
    path: 'data.score',
  });
  expect((await mend('A', true)).body).toMatchObject({ taken: true });
  expect(await letters('waitsFor=value:score:Q&state=open')).toHaveLength(1);
  expect((await mend('A', false)).body).toMatchObject({ taken: true, duplicate: false, code: null });
  expect(await letters('waitsFor=value:score:Q')).toMatchObject([
    { mendedBy: 'root', replayedAt: expect.any(String) },
  ]);
  expect((await mend('A', false)).status).toBe(409);
  const { rows } = await world.pool.query<{ sealed: Buffer }>(
    `select sealed from personal_data where event_id = $1`,
    [letter?.eventId],
  );
  expect(world.ingest.sealer.open(rows[0]?.sealed ?? expect.unreachable()).toString()).toContain('王某');
  const stored = await world.pool.query<{ body: Buffer }>(
    'select body from dead_letters where dead_letter_id = $1',
    [id],
  );
  expect(world.ingest.sealer.open(stored.rows[0]?.body ?? expect.unreachable()).toString()).toContain('"Q"');
  expect(await actions()).toEqual(['dead_letter.opened', 'dead_letter.mended']);
});

it('many letters are counted first, then replayed or discarded 500 at a time', async () => {
  const many = Array.from({ length: 600 }, () => event('case.accepted', { department: 'later' }));
  await world.send(many);
  const which = { waitsFor: 'department:later' };
  const tried = await bulk({ action: 'replay', dryRun: true, ...which });
  expect(tried).toMatchObject({ matching: 600, looked: 500, replayed: 0, refused: 500 });
  expect(tried.refusals).toMatchObject([{ code: 'unknown_department', path: 'data.department', n: 500 }]);
  expect(await bulk({ action: 'replay', dryRun: true, ...which, after: tried.next })).toMatchObject({
    matching: 100,
    looked: 100,
    next: null,
  });
  expect((await world.ask('POST', '/dead-letters:bulk', { action: 'discard', ...which })).status).toBe(400);
  const reason = '试运行数据';
  expect(await bulk({ action: 'discard', dryRun: true, reason, ...which })).toMatchObject({ discarded: 500 });
  const first = await bulk({ action: 'discard', reason, ...which });
  expect(first).toMatchObject({ matching: 600, discarded: 500 });
  expect(await bulk({ action: 'discard', reason, ...which, after: first.next })).toMatchObject({
    discarded: 100,
    next: null,
  });
  expect(await letters('waitsFor=department:later&state=open')).toEqual([]);
  expect((await letters('waitsFor=department:later&limit=1'))[0]).toMatchObject({
    discardedBy: 'root',
    discardReason: reason,
  });
  expect((await actions()).slice(-2)).toEqual(['dead_letters.discarded', 'dead_letters.discarded']);
});

it('a letter that is refused for another reason than before says the new one', async () => {
  await world.send([event('case.rated', { score: 'N', department: 'later' })]);
  const [before] = await letters('waitsFor=value:score:N');
  const { version } = (await world.ask<SourceAnswer>('GET', `/sources/${world.sourceId}`)).body;
  const settings = { values: { score: { A: 5, N: 2 } } };
  await world.ask('PATCH', `/sources/${world.sourceId}`, { settings }, { 'if-match': `"${version}"` });
  expect(await bulk({ action: 'replay', ids: [before?.deadLetterId] })).toMatchObject({
    looked: 1,
    refused: 1,
  });
  expect((await world.ask('GET', `/dead-letters/${before?.deadLetterId}`)).body).toMatchObject({
    code: 'unknown_department',
    waitsFor: 'department:later',
  });
});
