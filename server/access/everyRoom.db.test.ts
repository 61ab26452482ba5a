import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#contract/account';
import { replayRoom } from '#contract/replay';
import { readingDepartments, readingRegions } from '../testing/readingCity.ts';
import { roomClient, type JoinAnswer, type RoomClient } from '../testing/roomClient.ts';
import { isUnlimited, lies, maySee } from '../testing/scopeOracle.ts';
import { scopedApp, type ScopedAccount, type ScopedApp } from '../testing/scopedApp.ts';
import { markOf, marksIn, rows, sourceScopes, type Who } from '../testing/scopedRows.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const limits = [
  { region: null, department: null },
  { region: 'C', department: null },
  { region: 'A', department: null },
  { region: 'A1', department: 'A-H' },
  { region: null, department: 'A-H' },
  { region: 'B', department: 'A-P' },
  { region: 'unknown', department: null },
];
const people: Who[] = roles
  .flatMap((role, nth) =>
    limits.filter((_, n) => n === 0 || (n + nth) % 2 === 0).map((place) => ({ role, ...place })),
  )
  .map((who, n) => ({ name: `who${n}`, ...who }));
let city: ScopedApp;
let clients: { account: ScopedAccount; client: RoomClient; answers: Map<string, JoinAnswer> }[];

const regions = ['C', ...readingRegions];
const rooms = [
  'wall',
  ...regions.map((region) => `wall:${region}`),
  'screen:1',
  'desk',
  ...readingDepartments.map((department) => `desk:${department}`),
];
const mayJoin = (who: Who, room: string): boolean => {
  const [kind, code] = room.split(':');
  if (kind === 'screen') return false;
  if (kind === 'desk' && code === undefined) return true;
  if (kind === 'desk')
    return who.department === null ? who.role !== 'department' : lies(code ?? '', who.department);
  if (who.role === 'department' || who.department !== null) return false;
  return who.region === null || (code !== undefined && lies(code, who.region));
};
/** On a wall a source stands wherever it may report for: that it is silent is news to each of these places. */
const sourcesOnWalls = ({ region }: Who): string[] =>
  sourceScopes.flatMap(({ regions: of }, n) =>
    of.length === 0 || region === null || of.some((code) => lies(code, region) || lies(region, code))
      ? [markOf({ kind: 'source', n })]
      : [],
  );

beforeAll(async () => {
  city = await scopedApp(people, now);
  clients = [];
  for (const account of city.accounts) {
    const client = await roomClient(city.url, account.token);
    const answers = new Map<string, JoinAnswer>();
    for (const room of [...rooms, ...city.accounts.slice(0, 3).map(({ accountId }) => `user:${accountId}`)])
      answers.set(room, await client.join(room));
    clients.push({ account, client, answers });
  }
});
afterAll(async () => {
  for (const { client } of clients) client.socket.disconnect();
  await city.close();
});

/** An inspector without limits notes something on flags: they have another version, and that is all. */
async function note(flags: readonly { n: number }[]): Promise<void> {
  const { ids, token } = city.accounts.find(({ who }) => who.role === 'inspector' && isUnlimited(who))!;
  const answer = await fetch(`${city.url}/api/v1/flags:bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      action: 'note',
      flags: flags.map(({ n }) => ({ flagId: ids.flags[n] })),
      body: { text: 'seen' },
    }),
  });
  expect(((await answer.json()) as { done: unknown[] }).done).toHaveLength(flags.length);
}
const everything = (): RoomClient => clients.find(({ account }) => isUnlimited(account.who))!.client;
const idOf = (n: number): number => city.accounts[0]?.ids.flags[n] ?? 0;

test('a room is joined by whom all that it shows is in scope for, and by no other', () => {
  for (const { account, answers } of clients) {
    for (const room of rooms)
      expect([account.who, room, 'seq' in answers.get(room)!]).toEqual([
        account.who,
        room,
        mayJoin(account.who, room),
      ]);
    for (const other of city.accounts.slice(0, 3))
      expect('seq' in answers.get(`user:${other.accountId}`)!).toBe(other === account);
  }
});

test('what a room shows at once is in scope', () => {
  for (const { account, answers } of clients) {
    const allowed = new Set([...account.marks, ...sourcesOnWalls(account.who)]);
    for (const [room, answer] of answers)
      expect([room, marksIn(JSON.stringify(answer)).filter((mark) => !allowed.has(mark))]).toEqual([
        room,
        [],
      ]);
  }
  const wall = clients[0]?.answers.get('wall');
  expect(marksIn(JSON.stringify(wall)).filter((mark) => mark.startsWith('zzflag')).length).toBeGreaterThan(
    10,
  );
});

test('the past that a wall plays is joined by whom that wall is for, and shows what is in scope', async () => {
  const [from, to] = ['2026-11-21T00:30', '2026-11-21T08:00'];
  for (const { account, client } of clients.filter((_, n) => n % 4 === 0)) {
    const allowed = new Set([...account.marks, ...sourcesOnWalls(account.who)]);
    for (const region of ['', 'A']) {
      const past = replayRoom({ from, to, speed: 1, region });
      const answer = await client.join(past);
      const wall = region === '' ? 'wall' : `wall:${region}`;
      expect([account.who, past, 'seq' in answer]).toEqual([account.who, past, mayJoin(account.who, wall)]);
      expect(marksIn(JSON.stringify(answer)).filter((mark) => !allowed.has(mark))).toEqual([]);
      client.socket.emit('leave', past);
    }
  }
});

test('each desk hears of every flag of its scope that changes, in order, and of none outside it', async () => {
  const [first, second] = [0, 1].map((part) => rows.flags.filter(({ n }) => n % 40 === 2 + part));
  for (const flags of [first!, second!]) {
    await note(flags);
    await everything().until(() => flags.every(({ n }) => everything().heardIn('desk').get(idOf(n)) === 2));
  }
  const changed = [...first!, ...second!];
  for (const { account, client, answers } of clients) {
    await client.settle();
    for (const room of rooms.filter((name) => name.startsWith('desk') && mayJoin(account.who, name))) {
      const department = room.split(':')[1];
      const expected = changed.filter(
        (flag) =>
          maySee(account.who, flag) && (department === undefined || lies(flag.department, department)),
      );
      expect([...client.heardIn(room)].sort(([a], [b]) => a - b)).toEqual(
        expected.map(({ n }): [number, number] => [idOf(n), 2]).sort(([a], [b]) => a - b),
      );
      let at = (answers.get(room) as { seq: number }).seq;
      for (const delta of client.deltas.filter((one) => 'room' in one && one.room === room)) {
        expect(delta.after).toBe(at);
        at = delta.seq;
      }
    }
    const allowed = new Set([...account.marks, ...sourcesOnWalls(account.who)]);
    expect(marksIn(JSON.stringify(client.deltas)).filter((mark) => !allowed.has(mark))).toEqual([]);
  }
});

test('who was away misses nothing: what changed meanwhile is in the list, what changes then is heard', async () => {
  const account = city.accounts.find(({ who }) => who.role === 'auditor' && who.region === 'A')!;
  const before = await roomClient(city.url, account.token);
  await before.join('desk');
  before.socket.disconnect();
  const flags = rows.flags.filter((flag) => flag.n % 40 === 5 && maySee(account.who, flag));
  await note(flags.slice(0, 2));
  const after = await roomClient(city.url, account.token);
  const joined = (await after.join('desk')) as { seq: number };
  const headers = { authorization: `Bearer ${account.token}` };
  for (const { n } of flags.slice(0, 2)) {
    const answer = await fetch(`${city.url}/api/v1/flags/${idOf(n)}`, { headers });
    expect(((await answer.json()) as { version: number }).version).toBe(2);
  }
  await note(flags.slice(2, 4));
  await after.until(() => flags.slice(2, 4).every(({ n }) => after.heardIn('desk').get(idOf(n)) === 2));
  expect(after.deltas[0]?.after).toBe(joined.seq);
  after.socket.disconnect();
});

test('who may see less by now, or is signed out, is cut before anything more is told', async () => {
  const { pool } = city.database;
  const limited = clients.filter(({ account: { who } }) => who.region === 'A' && who.role !== 'department');
  const [moved, ended] = [limited[0]!, limited[1]!];
  const heard = [moved, ended].map(({ client }) => client.deltas.length);
  await pool.query(`update accounts set region = 'B' where name = $1`, [moved.account.who.name]);
  await pool.query('update api_tokens set revoked_at = created_at where account_id = $1', [
    ended.account.accountId,
  ]);
  await note(rows.flags.filter((flag) => flag.n % 40 === 7 && lies(flag.region, 'A')));
  expect(await Promise.all([moved.client.cut, ended.client.cut])).toEqual(
    Array.from({ length: 2 }, () => 'io server disconnect'),
  );
  expect([moved, ended].map(({ client }) => client.deltas.length)).toEqual(heard);
});
