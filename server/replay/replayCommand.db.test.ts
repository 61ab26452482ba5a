import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestServer, ingestWorld, type IngestServer } from '../testing/ingestWorld.ts';
import { liveDays, type LivedDays } from '../testing/livedDays.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { replayCommand } from './replayCommand.ts';

let past: TestDatabase;
let other: TestDatabase;
let lived: LivedDays;
let target: IngestServer;
let key: string;

beforeAll(async () => {
  [past, other] = [await testDatabase(), await testDatabase()];
  lived = await liveDays(past.pool, { from: at('2026-11-17 22:00'), days: 1, seed: 5 });
  const world = await ingestWorld(other.pool);
  key = (await world.addSource('rehearsal')).key;
  target = await ingestServer(other.pool, world);
});
afterAll(async () => {
  await target?.close();
  await past?.drop();
  await other?.drop();
});

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const { signal } = new AbortController();
  const parts = { pool: past.pool, catalogue: lived.world.catalogue.current(), clock: Date.now, signal };
  return { code: await replayCommand(args, io, parts), out, err };
}
const told = () => ['--url', target.url, '--source', '/rehearsal', '--key', key];

it('tells a day of this database to another as if it happened now', async () => {
  const from = ['--from', '2026-11-18T08:00', '--to', '2026-11-18T20:00', '--speed', '3600'];
  const before = Date.now();
  const { code, out, err } = await run(...from, ...told());
  expect({ code, err }).toEqual({ code: 0, err: [] });
  const { rows } = await past.pool.query<{ n: number }>(
    `select count(*) as n from case_events where received_at >= $1 and received_at < $2`,
    [new Date(at('2026-11-18 08:00')), new Date(at('2026-11-18 20:00'))],
  );
  expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({ events: rows[0]?.n, accepted: rows[0]?.n });
  const stored = await other.pool.query<{ n: number; cases: number; oldest: number }>(
    `select count(*) as n, count(distinct case_id) filter (where case_id ~ '^R[0-9A-Z]+-c') as cases,
            min(received_at) as oldest from case_events`,
  );
  expect(stored.rows[0]).toMatchObject({ n: rows[0]?.n });
  expect(stored.rows[0]?.oldest).toBeGreaterThanOrEqual(before);
  const unopened = await other.pool.query(`select from cases where stage = 'unopened'`);
  expect(unopened.rows).toEqual([]);
});

it('tells only of a region, where one is named', async () => {
  const asked = [
    '--from',
    '2026-11-18T08:00',
    '--to',
    '2026-11-18T20:00',
    '--speed',
    '3600',
    '--region',
    '500103',
  ];
  await other.pool.query('truncate case_events');
  expect((await run(...asked, ...told())).code).toBe(0);
  const { rows } = await other.pool.query(
    `select distinct region from cases where case_id in (select case_id from case_events)`,
  );
  expect(rows).toEqual([{ region: '500103' }]);
});

it.each([
  [[], /--url, --source and --key/],
  [['--from', 'yesterday'], /--from is "yesterday"/],
  [['--from', '2026-11-18', '--region', 'x'], /--region is "x"/],
  [['--from', '2026-11-18', '--speed', '0'], /--speed must be 1 to 3600/],
  [['--colour', 'red'], /colour/],
])('refuses %j', async (args, sentence) => {
  const { code, err } = await run(...args, ...(args.length > 0 ? told() : []));
  expect({ code, said: err[0] }).toEqual({ code: 2, said: expect.stringMatching(sentence) });
  expect(err[1]).toMatch(/^usage: duban replay/);
});
